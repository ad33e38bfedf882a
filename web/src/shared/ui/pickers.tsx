import { useState } from 'react';
import { useCategories, useProducts, useStores } from '@/shared/api/queries';
import { Pick } from './bits';
import { Combo, type Option } from './Combo';

export function StorePick(props: { value: string; all?: string; onChange: (code: string) => void }) {
  const stores = useStores();
  const options = (stores.data ?? []).map((store) => ({
    value: store.code,
    label: store.name === store.code ? store.code : `${store.name} (${store.code})`,
  }));
  return <Pick label="Store" {...props} options={options} />;
}

export function CategoryPick(props: { value: string; onChange: (path: string) => void }) {
  const categories = useCategories();
  const options = (categories.data ?? []).map((path) => ({ value: path, label: path.replaceAll('/', ' › ') }));
  return <Pick label="Category" all="All categories" {...props} options={options} />;
}

/** A product by typing part of its name or code; the list holds what the server finds. */
export function ProductPick(props: {
  value: string;
  placeholder?: string;
  clearable?: boolean;
  onChange: (sku: string, name: string) => void;
}) {
  const { value, onChange } = props;
  const [asked, setAsked] = useState(value);
  const [last, setLast] = useState<Option | null>(null);
  const found = useProducts({ search: asked, limit: 12 }).data?.data ?? [];
  const options = found.map(({ sku, name }) => ({ code: sku, name }));
  return (
    <Combo
      label="Product"
      placeholder={props.placeholder ?? 'All products'}
      chosen={[last, ...options].find((option) => option?.code === value)?.name ?? value}
      options={options}
      onAsk={setAsked}
      onChoose={(option) => {
        setLast(option);
        onChange(option.code, option.name);
      }}
      onClear={props.clearable ? () => onChange('', '') : undefined}
    />
  );
}
