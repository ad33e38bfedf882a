import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { get, post } from '@/shared/api/client';
import { keys } from '@/shared/api/queries';
import type { Upload } from '@/shared/api/types';
import { say } from '@/shared/ui/toast';
import { uploadFile, type UploadOptions } from './upload';

const OVER = ['DONE', 'FAILED', 'CANCELLED', 'UNDONE'];
export const isFinished = (upload: Upload | undefined) => upload !== undefined && OVER.includes(upload.status);

/** Watched by polling; live messages write to the same key and are faster. */
export const useUploadStatus = (id: number) =>
  useQuery({
    queryKey: [...keys.uploads, 'one', id],
    queryFn: () => get<Upload>(`/upload/${id}/status`),
    refetchInterval: (query) => (isFinished(query.state.data) ? false : 1000),
  });

export interface Sending {
  name: string;
  sent: number;
  total: number;
}

/** One file on its way; when the server has it, its report page takes over. */
export function useSend() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [sending, setSending] = useState<Sending | null>(null);
  const abort = useRef<AbortController | null>(null);
  const mutation = useMutation({
    meta: { quiet: true },
    mutationFn: ({ file, options }: { file: File; options: UploadOptions }) => {
      abort.current = new AbortController();
      setSending({ name: file.name, sent: 0, total: file.size });
      return uploadFile(
        file,
        options,
        (sent, total) => setSending({ name: file.name, sent, total }),
        abort.current.signal,
      );
    },
    onSuccess: (id) => {
      void client.invalidateQueries({ queryKey: [...keys.uploads, 'list'] });
      void navigate(`/imports/${id}`);
    },
    onSettled: () => setSending(null),
  });
  const aborted = mutation.error instanceof DOMException;
  return {
    sending,
    error: aborted ? null : mutation.error,
    send: (file: File, options: UploadOptions) => mutation.mutate({ file, options }),
    cancel: () => abort.current?.abort(),
  };
}

export function useUndo(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post(`/upload/${id}/undo`, {}),
    onSuccess: () => {
      say('The import is taken back: its sales are void and its stock movements reversed.');
      void client.invalidateQueries();
    },
  });
}
