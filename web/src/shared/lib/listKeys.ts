import { useEffect, useRef, useState } from 'react';

interface Options<T> {
  enabled: boolean;
  /** The element of a row, to bring it into sight. */
  elementId: (row: T) => string;
  /** What a key does to the row where the cursor stands; Enter is left to buttons and links that have the focus. */
  keys: Record<string, (row: T) => void>;
}

/** j and k walk a list, and single keys act where the cursor stands: a morning's work without a mouse. */
export function useListKeys<T>(rows: T[], options: Options<T>) {
  const [cursor, setCursor] = useState(-1);
  const now = useRef({ rows, options, cursor });
  useEffect(() => {
    now.current = { rows, options, cursor };
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { rows: here, options: given, cursor: at } = now.current;
      const target = event.target as HTMLElement;
      const typing = target.closest('input:not([type=checkbox]), textarea, select, dialog');
      if (!given.enabled || typing || event.metaKey || event.ctrlKey || event.altKey) return;
      const step = { j: 1, k: -1 }[event.key];
      const row = here[at];
      if (step) {
        const next = Math.min(here.length - 1, Math.max(0, at + step));
        setCursor(next);
        const there = here[next];
        if (there) document.getElementById(given.elementId(there))?.scrollIntoView({ block: 'nearest' });
      } else if (row && !(event.key === 'Enter' && target.closest('button, a'))) {
        const act = given.keys[event.key];
        if (!act) return;
        event.preventDefault();
        act(row);
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  return { cursor: Math.min(cursor, rows.length - 1), setCursor };
}
