import { quantity } from '@/shared/lib/format';

export interface Step {
  label: string;
  note?: string;
  value: number;
  /** A total stands on the floor; the others hang on what came before. */
  kind: 'add' | 'take' | 'total';
}

/** An arithmetic laid out: each step begins where the last one ended. Rows, so that it reads on a phone too. */
export function Waterfall({ steps, label }: { steps: Step[]; label: string }) {
  let running = 0;
  const rows = steps.map((step) => {
    const from = step.kind === 'total' ? 0 : running;
    running = step.kind === 'total' ? step.value : running + (step.kind === 'add' ? step.value : -step.value);
    return { ...step, low: Math.min(from, running), high: Math.max(from, running) };
  });
  const floor = Math.min(0, ...rows.map((row) => row.low));
  const span = Math.max(1e-9, ...rows.map((row) => row.high)) - floor;
  return (
    <ol className="waterfall" aria-label={label}>
      {rows.map((row) => (
        <li key={row.label} className={row.kind}>
          <div className="waterfall-label">
            <span className={row.kind === 'total' ? 'strong' : undefined}>{row.label}</span>
            {row.note && <span className="muted small">{row.note}</span>}
          </div>
          <div className="waterfall-track" aria-hidden="true">
            <div
              style={{
                left: `${((row.low - floor) / span) * 100}%`,
                width: `max(2px, ${((row.high - row.low) / span) * 100}%)`,
              }}
            />
          </div>
          <span className="num waterfall-value">
            {row.kind === 'add' ? '+' : row.kind === 'take' ? '−' : '='} {quantity(row.value)}
          </span>
        </li>
      ))}
    </ol>
  );
}
