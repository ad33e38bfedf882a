import { AlertTriangle, CircleAlert, Clock3, Info, PackageOpen, Search } from 'lucide-react';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import type { Severity } from '@/shared/api/types';
import { words } from '@/shared/lib/format';

export function PageHead(props: { title: string; lead?: ReactNode; children?: ReactNode }) {
  useEffect(() => {
    document.title = `${props.title} · Shelfcast`;
  }, [props.title]);
  return (
    <header className="page-head">
      <div>
        <h1>{props.title}</h1>
        {props.lead && <p className="lead">{props.lead}</p>}
      </div>
      {props.children && <div className="row">{props.children}</div>}
    </header>
  );
}

export function Empty(props: { icon?: ReactNode; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      {props.icon ?? <PackageOpen strokeWidth={1.4} />}
      <h3>{props.title}</h3>
      {props.children && <p>{props.children}</p>}
      {props.action}
    </div>
  );
}

const URGENCY = {
  CRITICAL: { icon: <AlertTriangle />, label: 'Critical' },
  HIGH: { icon: <CircleAlert />, label: 'High' },
  MEDIUM: { icon: <Clock3 />, label: 'Medium' },
  LOW: { icon: <Info />, label: 'Low' },
};

/** Urgency by word, icon and colour, so that none of them is needed alone. */
export function UrgencyChip({ urgency }: { urgency: Severity }) {
  const look = URGENCY[urgency];
  return (
    <span className={`chip ${urgency.toLowerCase()}`}>
      {look.icon}
      {look.label}
    </span>
  );
}

const TONES: Record<string, string> = {
  DONE: 'good',
  RECEIVED: 'good',
  POSTED: 'good',
  COMPLETED: 'good',
  APPROVED: 'good',
  SHIPPED: 'good',
  RESOLVED: 'good',
  CONFIRMED: 'medium',
  ACKNOWLEDGED: 'medium',
  PARTIALLY_SHIPPED: 'medium',
  SENT: 'medium',
  RUNNING: 'medium',
  LOADING: 'medium',
  VALIDATING: 'medium',
  PARTIALLY_RECEIVED: 'medium',
  IN_TRANSIT: 'medium',
  COUNTED: 'medium',
  REVIEWED: 'medium',
  DRAFT: 'warn',
  REQUESTED: 'warn',
  OPEN: 'warn',
  QUEUED: 'warn',
  SNOOZED: 'warn',
  FAILED: 'critical',
  REFUSED: 'critical',
  ERROR: 'critical',
};

export function StatusChip({ status }: { status: string }) {
  return <span className={`chip ${TONES[status] ?? ''}`}>{words(status)}</span>;
}

export function Segments<T extends string>(props: {
  label: string;
  value: T;
  options: { value: T; label: string }[];
  onChange: (value: T) => void;
}) {
  return (
    <div className="seg" role="group" aria-label={props.label}>
      {props.options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === props.value}
          onClick={() => props.onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}

export function Progress({ done, total, label }: { done: number; total: number; label: string }) {
  const known = total > 0;
  const share = known ? Math.min(100, (done / total) * 100) : 0;
  return (
    <div
      className={known ? 'progress' : 'progress unknown'}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={known ? Math.round(share) : undefined}
    >
      <div style={known ? { width: `${share}%` } : undefined} />
    </div>
  );
}

/** Search that waits for a pause in typing before it asks. */
export function SearchBox(props: { value: string; placeholder: string; onChange: (value: string) => void }) {
  const { value, onChange } = props;
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setText(value);
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <div className="search">
      <Search aria-hidden="true" />
      <input
        type="search"
        className="input"
        value={text}
        placeholder={props.placeholder}
        aria-label={props.placeholder}
        onChange={(event) => {
          const next = event.target.value;
          setText(next);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => onChange(next), 250);
        }}
      />
    </div>
  );
}

export function Pick(props: {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  /** What the empty choice says; without it one option must be chosen. */
  all?: string;
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <>
      <label className="visually-hidden" htmlFor={id}>
        {props.label}
      </label>
      <select id={id} className="input" value={props.value} onChange={(event) => props.onChange(event.target.value)}>
        {props.all !== undefined && <option value="">{props.all}</option>}
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </>
  );
}

/** A figure that lights up for a moment when it changes under the reader's eyes. */
export function Figure(props: { label: string; value: string; note?: ReactNode }) {
  const last = useRef(props.value);
  const spot = useRef<HTMLElement>(null);
  useEffect(() => {
    if (last.current === props.value) return;
    last.current = props.value;
    const element = spot.current;
    if (!element) return;
    element.classList.remove('flash');
    void element.offsetWidth;
    element.classList.add('flash');
  }, [props.value]);
  return (
    <div className="figure">
      <dt>{props.label}</dt>
      <dd className="value" ref={spot}>
        {props.value}
      </dd>
      {props.note && <dd className="note">{props.note}</dd>}
    </div>
  );
}

export function Delta({ now, before }: { now: number; before: number | null | undefined }) {
  if (!before) return <span className="muted">none a week ago</span>;
  const change = (now - before) / before;
  const text = `${change >= 0 ? '▲' : '▼'} ${Math.abs(change * 100).toFixed(Math.abs(change) < 0.1 ? 1 : 0)}%`;
  return <span className={change >= 0 ? 'delta up' : 'delta down'}>{text}</span>;
}
