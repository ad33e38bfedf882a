import { API, offline, problemFrom, refreshSession, WRITE_HEADERS } from '@/shared/api/client';

export interface UploadOptions {
  kind?: string;
  store?: string;
  dryRun?: boolean;
}

/** Sends a file with its progress; XMLHttpRequest, because fetch cannot tell how much of a body has gone out. */
export async function uploadFile(
  file: File,
  options: UploadOptions,
  onProgress: (sent: number, total: number) => void,
  signal?: AbortSignal,
): Promise<number> {
  // A session that runs out in the middle of a 1 GB upload would waste it: make sure of it first.
  await refreshSession();
  return send(file, options, onProgress, signal);
}

function send(
  file: File,
  options: UploadOptions,
  onProgress: (sent: number, total: number) => void,
  signal?: AbortSignal,
): Promise<number> {
  const form = new FormData();
  if (options.kind) form.set('kind', options.kind);
  if (options.store) form.set('store', options.store);
  if (options.dryRun) form.set('dry_run', 'true');
  form.set('file', file);
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open('POST', `${API}/upload`);
    xhr.setRequestHeader('Accept', 'application/json');
    for (const [name, value] of Object.entries(WRITE_HEADERS)) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = (event) => onProgress(event.loaded, event.lengthComputable ? event.total : file.size);
    xhr.onload = () => {
      const body = parse(xhr.responseText);
      const id = (body as { id?: number | string } | undefined)?.id;
      if (xhr.status < 300 && id !== undefined) resolve(Number(id));
      else reject(problemFrom(xhr.status, body, xhr.getResponseHeader('X-Correlation-Id')));
    };
    xhr.onerror = () => reject(offline());
    xhr.onabort = () => reject(new DOMException('The upload was cancelled.', 'AbortError'));
    signal?.addEventListener('abort', () => xhr.abort());
    xhr.send(form);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
