import { useEffect, useRef, useState } from 'react';
import type { RestockLine } from '@/shared/api/types';

interface Actions {
  enabled: boolean;
  onApprove: (line: RestockLine) => void;
  onOpen: (line: RestockLine) => void;
  onSelect: (line: RestockLine) => void;
}

/** j and k walk the list, a approves where the cursor stands: a morning's orders without a mouse. */
export function useLineKeys(lines: RestockLine[], actions: Actions) {
  const [cursor, setCursor] = useState(-1);
  const now = useRef({ lines, actions, cursor });
  useEffect(() => {
    now.current = { lines, actions, cursor };
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { lines: here, actions: act, cursor: at } = now.current;
      const target = event.target as HTMLElement;
      const typing = target.closest('input:not([type=checkbox]), textarea, select, dialog');
      if (!act.enabled || typing || event.metaKey || event.ctrlKey || event.altKey) return;
      const step = { j: 1, k: -1 }[event.key];
      const line = here[at];
      if (step) {
        const next = Math.min(here.length - 1, Math.max(0, at + step));
        setCursor(next);
        document.getElementById(`line-${here[next]?.id}`)?.scrollIntoView({ block: 'nearest' });
      } else if (event.key === 'a' && line) act.onApprove(line);
      else if (event.key === 'x' && line) act.onSelect(line);
      else if (event.key === 'Enter' && line && !target.closest('button, a')) act.onOpen(line);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  return { cursor: Math.min(cursor, lines.length - 1), setCursor };
}
