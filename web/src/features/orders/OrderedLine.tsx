import { useQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useEffect } from 'react';
import { get } from '@/shared/api/client';
import { keys } from '@/shared/api/queries';
import type { Listing, Product, StockLevel } from '@/shared/api/types';
import { quantity } from '@/shared/lib/format';

/** Amounts as they are typed; an empty price waits for the product's own, an empty tax is the order's. */
export interface Wanted {
  sku: string;
  name: string;
  quantity: string;
  price: string;
  discount: string;
  tax: string;
}

export function OrderedLine(props: {
  wanted: Wanted;
  store: string;
  /** The order's own, which holds where the line says nothing. */
  taxRate: string;
  onChange: (changes: Partial<Wanted>) => void;
  onRemove: () => void;
}) {
  const { wanted, store, onChange } = props;
  const product = useQuery({
    queryKey: [...keys.products, 'one', wanted.sku],
    queryFn: () => get<Product>(`/products/${encodeURIComponent(wanted.sku)}`),
  });
  const level = useQuery({
    queryKey: [...keys.levels, 'list', { store, sku: wanted.sku }],
    queryFn: () => get<Listing<StockLevel>>('/inventory/levels', { store, sku: wanted.sku, limit: 1 }),
    enabled: store !== '',
  });
  const price = product.data?.sale_price;
  useEffect(() => {
    if (price !== undefined && wanted.price === '') onChange({ price: String(price) });
    // Only when the price arrives: whoever empties the field means to type another.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [price]);
  const available = level.data ? (level.data.data[0]?.available ?? 0) : undefined;
  const short = available !== undefined && Number(wanted.quantity) > available;
  const field = (name: 'quantity' | 'price' | 'discount', label: string, min: number) => (
    <label>
      <span className="small soft">{label}</span>
      <input
        className="input"
        type="number"
        min={min}
        step="any"
        required
        aria-label={`${label} of ${wanted.name}`}
        value={wanted[name]}
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
    </label>
  );
  return (
    <li>
      <div>
        <div className="cell-main">{wanted.name}</div>
        <div className="cell-sub">
          {available === undefined ? (
            <span className="mono">{wanted.sku}</span>
          ) : short ? (
            <span className="chip high">{available > 0 ? `Only ${quantity(available)}` : 'None'} available</span>
          ) : (
            `${quantity(available)} available`
          )}
        </div>
      </div>
      {field('quantity', 'Quantity', 0.001)}
      {field('price', 'Price', 0)}
      {field('discount', 'Discount', 0)}
      <label>
        <span className="small soft">Tax %</span>
        <input
          className="input"
          type="number"
          min={0}
          max={100}
          step="any"
          aria-label={`Tax in percent of ${wanted.name}`}
          placeholder={props.taxRate || '0'}
          value={wanted.tax}
          onChange={(event) => onChange({ tax: event.target.value })}
        />
      </label>
      <button
        type="button"
        className="btn ghost icon small"
        aria-label={`Leave out ${wanted.name}`}
        onClick={props.onRemove}
      >
        <Trash2 />
      </button>
    </li>
  );
}
