import { X } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { Problem } from '@/shared/api/client';

interface Toast {
  id: number;
  text: string;
  bad: boolean;
  undo?: { label: string; run: () => void };
}

let toasts: Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();
const changed = (next: Toast[]) => {
  toasts = next;
  listeners.forEach((listener) => listener());
};
const dismiss = (id: number) => changed(toasts.filter((toast) => toast.id !== id));

/** Says that something was done, and offers the way back where there is one. */
export function say(text: string, undo?: () => void, label = 'Undo') {
  changed([...toasts.slice(-2), { id: nextId++, text, bad: false, undo: undo && { label, run: undo } }]);
}

export function sayProblem(error: unknown) {
  const reference = error instanceof Problem && error.correlationId ? ` (reference ${error.correlationId})` : '';
  const text = (error instanceof Error ? error.message : String(error)) + reference;
  changed([...toasts.slice(-2), { id: nextId++, text, bad: true }]);
}

function Item({ toast }: { toast: Toast }) {
  useEffect(() => {
    const timer = setTimeout(() => dismiss(toast.id), toast.bad ? 15_000 : 9_000);
    return () => clearTimeout(timer);
  }, [toast]);
  return (
    <div className={toast.bad ? 'toast bad' : 'toast'} role={toast.bad ? 'alert' : undefined}>
      <span className="grow">{toast.text}</span>
      {toast.undo && (
        <button
          type="button"
          onClick={() => {
            dismiss(toast.id);
            toast.undo?.run();
          }}
        >
          {toast.undo.label}
        </button>
      )}
      <button type="button" aria-label="Dismiss" onClick={() => dismiss(toast.id)}>
        <X size={16} />
      </button>
    </div>
  );
}

export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((toast) => (
        <Item key={toast.id} toast={toast} />
      ))}
    </div>
  );
}
