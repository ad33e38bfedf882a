import { useState } from 'react';
import { idempotencyKey, patch, post, ifMatch } from '@/shared/api/client';
import { keys, useCategories } from '@/shared/api/queries';
import type { Product } from '@/shared/api/types';
import { barcodeProblem } from '@/shared/lib/gtin';
import { Dialog } from '@/shared/ui/Dialog';
import { Field, Form, numberOrNull, textOrNull, type Values } from '@/shared/ui/Form';
import { useChange } from '@/shared/ui/useChange';
import { useAsRead } from '@/shared/lib/useAsRead';

export function ProductDialog({ product: now, onClose }: { product: Product | null; onClose: () => void }) {
  const product = useAsRead(now);
  const categories = useCategories().data ?? [];
  const [barcode, setBarcode] = useState(product?.barcode ?? '');
  const save = useChange(
    (values: Values) => {
      const body = {
        name: values.name,
        category: textOrNull(values.category),
        barcode: textOrNull(values.barcode),
        unit_cost: numberOrNull(values.unit_cost),
        sale_price: numberOrNull(values.sale_price),
        shelf_life_days: numberOrNull(values.shelf_life_days),
        lot_tracked: values.lot_tracked === 'on',
      };
      return product
        ? patch<Product>(`/products/${encodeURIComponent(product.sku)}`, body, ifMatch(product))
        : post<Product>('/products', { ...body, sku: textOrNull(values.sku) ?? undefined }, idempotencyKey());
    },
    [keys.products],
    { quiet: true, done: (saved) => `${saved.name} is saved.`, onDone: onClose },
  );
  return (
    <Dialog title={product ? `Change ${product.name}` : 'New product'} onClose={onClose} wide>
      <Form submit="Save" busy={save.isPending} error={save.error} onSubmit={save.mutate} onCancel={onClose}>
        {(errorOf) => (
          <>
            <div className="form-grid">
              <Field label="Name" error={errorOf('name')}>
                <input name="name" required maxLength={200} defaultValue={product?.name} autoFocus />
              </Field>
              {!product && (
                <Field label="SKU" hint="Empty: made from the name." error={errorOf('sku')}>
                  <input name="sku" maxLength={64} autoCapitalize="characters" />
                </Field>
              )}
              <Field label="Category" hint="Levels parted by a slash: Dairy/Milk" error={errorOf('category')}>
                <input name="category" list="categories" defaultValue={product?.category ?? ''} />
              </Field>
              <Field
                label="Main barcode"
                hint="GTIN-8, -12, -13 or -14"
                error={barcodeProblem(barcode) ?? errorOf('barcode')}
              >
                <input
                  name="barcode"
                  inputMode="numeric"
                  value={barcode}
                  onChange={(event) => setBarcode(event.target.value)}
                  // A scanner ends with Enter, which must not save a form that is half filled.
                  onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
                />
              </Field>
              <Field label="Cost" error={errorOf('unit_cost')}>
                <input name="unit_cost" type="number" min={0} step="any" required defaultValue={product?.unit_cost} />
              </Field>
              <Field label="Price" error={errorOf('sale_price')}>
                <input name="sale_price" type="number" min={0} step="any" required defaultValue={product?.sale_price} />
              </Field>
              <Field label="Shelf life, days" hint="Empty: does not expire." error={errorOf('shelf_life_days')}>
                <input
                  name="shelf_life_days"
                  type="number"
                  min={1}
                  step={1}
                  defaultValue={product?.shelf_life_days ?? ''}
                />
              </Field>
            </div>
            <label className="row nowrap">
              <input type="checkbox" name="lot_tracked" defaultChecked={product?.lot_tracked} /> Lots and expiry dates
              are kept
            </label>
            <datalist id="categories">
              {categories.map((path) => (
                <option key={path} value={path} />
              ))}
            </datalist>
          </>
        )}
      </Form>
    </Dialog>
  );
}
