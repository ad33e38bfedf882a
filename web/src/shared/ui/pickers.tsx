import { useState, useRef, useEffect, useId } from 'react';
import { useCategories, useProducts, useStores } from '@/shared/api/queries';
import { Pick } from './bits';

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
  const [text, setText] = useState<string | null>(null);
  const [asked, setAsked] = useState(props.value);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const found = useProducts({ search: asked, limit: 12 });
  const listId = useId();
  const options = found.data?.data ?? [];
  const choose = (sku: string, name: string) => {
    setText(sku ? name : '');
    setOpen(false);
    props.onChange(sku, name);
  };
  const shown = text ?? options.find((product) => product.sku === props.value)?.name ?? props.value;
  return (
    <div className="combo">
      <input
        className="input"
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-label="Product"
        aria-activedescendant={open ? `${listId}-${active}` : undefined}
        placeholder={props.placeholder ?? 'All products'}
        value={shown}
        onFocus={(event) => {
          setOpen(true);
          event.target.select();
        }}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          const next = event.target.value;
          setText(next);
          setOpen(true);
          setActive(0);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => setAsked(next), 200);
          if (next === '' && props.clearable) props.onChange('', '');
        }}
        onKeyDown={(event) => {
          const product = options[active];
          if (event.key === 'ArrowDown') setActive(Math.min(active + 1, options.length - 1));
          else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
          else if (event.key === 'Enter' && open && product) choose(product.sku, product.name);
          else if (event.key === 'Escape') setOpen(false);
          else return;
          event.preventDefault();
        }}
      />
      {open && options.length > 0 && (
        <ul id={listId} role="listbox" className="combo-list">
          {options.map((product, at) => (
            <li
              key={product.sku}
              id={`${listId}-${at}`}
              role="option"
              aria-selected={at === active}
              onMouseDown={(event) => {
                event.preventDefault();
                choose(product.sku, product.name);
              }}
            >
              <span className="ellipsis">{product.name}</span>
              <span className="muted small ellipsis">{product.sku}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
