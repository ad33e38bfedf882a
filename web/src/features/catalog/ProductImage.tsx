import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ImagePlus, Pencil, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { API, del, request } from '@/shared/api/client';
import { keys } from '@/shared/api/queries';
import type { Product } from '@/shared/api/types';
import { say } from '@/shared/ui/toast';

/** The picture, or the place where one is dropped into by choosing a file. */
export function ProductImage({ product, may }: { product: Product; may: boolean }) {
  const client = useQueryClient();
  const path = `/products/${encodeURIComponent(product.sku)}/image`;
  const again = () => client.invalidateQueries({ queryKey: keys.products });
  const send = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.set('file', file);
      return request<unknown>('PUT', path, form);
    },
    onSuccess: () => {
      say('The picture is saved.');
      return again();
    },
  });
  const remove = useMutation({ mutationFn: () => del(path), onSuccess: again });
  const choose = (className: string | undefined, content: ReactNode) => (
    <label className={className}>
      <input
        type="file"
        className="visually-hidden"
        accept="image/png,image/jpeg,image/webp"
        aria-label={product.image ? 'Exchange the picture' : 'Add a picture'}
        disabled={send.isPending}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) send.mutate(file);
        }}
      />
      {content}
    </label>
  );
  if (!product.image)
    return (
      <div className="product-image">
        {may ? (
          choose(
            'none',
            <>
              <ImagePlus aria-hidden="true" />
              {send.isPending ? 'Sending…' : 'Add a picture'}
            </>,
          )
        ) : (
          <div className="none">No picture</div>
        )}
      </div>
    );
  return (
    <div className="product-image">
      {/* The version in the address shows the new picture at once. */}
      <img src={`${API}${path}?version=${product.image}`} alt={product.name} />
      {may && (
        <span className="corner">
          {choose(undefined, <Pencil aria-hidden="true" />)}
          <button type="button" aria-label="Remove the picture" onClick={() => remove.mutate()}>
            <Trash2 />
          </button>
        </span>
      )}
    </div>
  );
}
