import { percent } from '@/shared/lib/format';

interface Row {
  key: string;
  name: string;
  note?: string;
  error: number | null;
  naive: number | null;
}

/** Errors as bars, with a tick where the naive forecast stands: a bar that ends before it was worth the effort. */
export function ErrorBars({ rows, label }: { rows: Row[]; label: string }) {
  const top = Math.max(1e-9, ...rows.flatMap((row) => [row.error ?? 0, row.naive ?? 0]));
  const left = (value: number) => `${Math.min(100, (value / top) * 100)}%`;
  return (
    <ol className="error-bars" aria-label={label}>
      {rows.map((row) => {
        const worse = row.error !== null && row.naive !== null && row.error > row.naive;
        return (
          <li key={row.key}>
            <span className="ellipsis" title={row.name}>
              {row.name}
            </span>
            <span className="num strong">{percent(row.error)}</span>
            <div className={worse ? 'error-track worse' : 'error-track'} aria-hidden="true">
              <div style={{ width: left(row.error ?? 0) }} />
              {row.naive !== null && <i style={{ left: left(row.naive) }} />}
            </div>
            <span className="small muted">
              {row.note}
              {worse && ', worse than last week repeated'}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
