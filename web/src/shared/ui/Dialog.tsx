import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';

/** The browser's own modal dialog: focus stays in, Escape closes, focus goes back to where it was. */
export function Dialog(props: {
  title: string;
  onClose: () => void;
  wide?: boolean;
  children: ReactNode;
  foot?: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal?.();
  }, []);
  return (
    <dialog
      ref={ref}
      className={props.wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={id}
      onClose={props.onClose}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <div className="dialog-head">
        <h2 id={id}>{props.title}</h2>
        <button type="button" className="btn ghost icon small" aria-label="Close" onClick={props.onClose}>
          <X />
        </button>
      </div>
      <div className="dialog-body">{props.children}</div>
      {props.foot && <div className="dialog-foot">{props.foot}</div>}
    </dialog>
  );
}
