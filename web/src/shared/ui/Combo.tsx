import { useEffect, useId, useRef, useState } from 'react';

/** What can be chosen, by code and name. */
export interface Option {
  code: string;
  name: string;
}

/** A choice among too many for a list: one types, the server is asked after a pause, and the arrow keys choose. */
export function Combo<T extends Option>(props: {
  label: string;
  placeholder: string;
  /** The name of what is chosen. */
  chosen: string;
  options: T[];
  onAsk: (text: string) => void;
  onChoose: (option: T) => void;
  /** With it, an empty field means none. */
  onClear?: () => void;
}) {
  const { options } = props;
  const [text, setText] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const listId = useId();
  const close = () => {
    setOpen(false);
    setText(null);
  };
  const choose = (option: T) => {
    close();
    props.onChoose(option);
  };
  return (
    <div className="combo">
      <input
        className="input"
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-label={props.label}
        aria-activedescendant={open && options.length > 0 ? `${listId}-${active}` : undefined}
        placeholder={props.placeholder}
        value={text ?? props.chosen}
        onFocus={(event) => {
          setOpen(true);
          event.target.select();
        }}
        onBlur={close}
        onChange={(event) => {
          const next = event.target.value;
          setText(next);
          setOpen(true);
          setActive(0);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => props.onAsk(next), 200);
          if (next === '') props.onClear?.();
        }}
        onKeyDown={(event) => {
          const option = options[active];
          if (event.key === 'ArrowDown') setActive(Math.min(active + 1, options.length - 1));
          else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
          else if (event.key === 'Enter' && open && option) choose(option);
          else if (event.key === 'Escape' && open) close();
          else return;
          event.preventDefault();
        }}
      />
      {open && options.length > 0 && (
        <ul id={listId} role="listbox" className="combo-list">
          {options.map((option, at) => (
            <li
              key={option.code}
              id={`${listId}-${at}`}
              role="option"
              aria-selected={at === active}
              onMouseDown={(event) => {
                event.preventDefault();
                choose(option);
              }}
            >
              <span className="ellipsis">{option.name}</span>
              <span className="muted small ellipsis">{option.code}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
