import { useQueryClient } from '@tanstack/react-query';
import { useId, type ReactElement, type ReactNode, cloneElement, type FormEvent } from 'react';
import { isStale } from '@/shared/api/client';
import { fieldError, ProblemBox } from './ProblemBox';

type Control = ReactElement<{
  id?: string;
  'aria-invalid'?: boolean;
  'aria-describedby'?: string;
  className?: string;
}>;

/** A labelled control with its hint and the refusal that names it. */
export function Field(props: { label: string; hint?: ReactNode; error?: string; children: Control }) {
  const id = useId();
  const described = props.error ? `${id}-error` : props.hint ? `${id}-hint` : undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      {cloneElement(props.children, {
        id,
        'aria-invalid': props.error ? true : undefined,
        'aria-describedby': described,
        className: props.children.props.className ?? 'input',
      })}
      {props.error ? (
        <span className="error" id={`${id}-error`}>
          {props.error}
        </span>
      ) : (
        props.hint && (
          <span className="hint" id={`${id}-hint`}>
            {props.hint}
          </span>
        )
      )}
    </div>
  );
}

export type Values = Record<string, string>;

/** The one form: reads its named controls at submit, shows what the server refused, keeps the button still while it works. */
export function Form(props: {
  onSubmit: (values: Values) => void;
  error?: unknown;
  busy?: boolean;
  submit: string;
  /** What the way out says, where “Cancel” would be the deed itself. */
  leave?: string;
  onCancel?: () => void;
  children: (errorOf: (field: string) => string | undefined) => ReactNode;
}) {
  const client = useQueryClient();
  /** Everything may have changed with it, so all that is on the page is asked for again. */
  const lookAgain = () => {
    void client.invalidateQueries();
    props.onCancel?.();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const values: Values = {};
    new FormData(event.currentTarget).forEach((value, name) => {
      if (typeof value === 'string') values[name] = value.trim();
    });
    props.onSubmit(values);
  };
  return (
    <form className="stack" onSubmit={submit}>
      {Boolean(props.error) && (
        <ProblemBox error={props.error} onRetry={isStale(props.error) ? lookAgain : undefined} />
      )}
      {props.children((field) => fieldError(props.error, field))}
      <div className="row">
        <button type="submit" className="btn primary" disabled={props.busy}>
          {props.submit}
        </button>
        {props.onCancel && (
          <button type="button" className="btn" onClick={props.onCancel}>
            {props.leave ?? 'Cancel'}
          </button>
        )}
      </div>
    </form>
  );
}

export const numberOrNull = (text: string | undefined) => (text ? Number(text) : null);
export const textOrNull = (text: string | undefined) => text || null;
