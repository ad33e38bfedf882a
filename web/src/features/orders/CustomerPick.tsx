import { useEffect, useId, useRef, useState } from 'react';
import { useCustomers, type Customer } from './customers';

export type Chosen = Pick<Customer, 'code' | 'name'> & Partial<Customer>;

/** A customer by typing part of the name, code, phone or e-mail; empty means nobody in particular. */
export function CustomerPick(props: { value: Chosen | null; onChange: (customer: Chosen | null) => void }) {
  const [text, setText] = useState(props.value?.name ?? '');
  const [asked, setAsked] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const options = useCustomers({ search: asked, active: true, limit: 12 }).data?.data ?? [];
  const listId = useId();
  const choose = (customer: Chosen) => {
    setText(customer.name);
    setOpen(false);
    props.onChange(customer);
  };
  return (
    <div className="combo">
      <input
        className="input"
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-label="Customer"
        aria-activedescendant={open && options.length > 0 ? `${listId}-${active}` : undefined}
        placeholder="Nobody in particular"
        value={text}
        onFocus={(event) => {
          setOpen(true);
          event.target.select();
        }}
        onBlur={() => {
          setOpen(false);
          setText(props.value?.name ?? '');
        }}
        onChange={(event) => {
          const next = event.target.value;
          setText(next);
          setOpen(true);
          setActive(0);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => setAsked(next), 200);
          if (next === '') props.onChange(null);
        }}
        onKeyDown={(event) => {
          const customer = options[active];
          if (event.key === 'ArrowDown') setActive(Math.min(active + 1, options.length - 1));
          else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
          else if (event.key === 'Enter' && open && customer) choose(customer);
          else if (event.key === 'Escape' && open) setOpen(false);
          else return;
          event.preventDefault();
        }}
      />
      {open && options.length > 0 && (
        <ul id={listId} role="listbox" className="combo-list">
          {options.map((customer, at) => (
            <li
              key={customer.code}
              id={`${listId}-${at}`}
              role="option"
              aria-selected={at === active}
              onMouseDown={(event) => {
                event.preventDefault();
                choose(customer);
              }}
            >
              <span className="ellipsis">{customer.name}</span>
              <span className="muted small ellipsis">{customer.code}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
