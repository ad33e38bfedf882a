import { ChartLine, Table2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Table, type Column } from '@/shared/ui/Table';

export interface LegendEntry {
  label: string;
  colour: string;
  shape?: 'line' | 'dash' | 'box';
}

/** The frame of every chart: title, legend, and the same figures as a table for those who read tables. */
export function ChartFrame<T>(props: {
  title: string;
  note?: ReactNode;
  legend?: LegendEntry[];
  actions?: ReactNode;
  rows: T[];
  columns: Column<T>[];
  rowKey: (row: T) => string;
  children: ReactNode;
}) {
  const [asTable, setAsTable] = useState(false);
  return (
    <section className="card" aria-label={props.title}>
      <div className="card-head">
        <div>
          <h2>{props.title}</h2>
          {props.note && <p>{props.note}</p>}
        </div>
        <div className="row">
          {props.actions}
          <button
            type="button"
            className="btn ghost icon small"
            aria-pressed={asTable}
            aria-label={asTable ? 'Show as chart' : 'Show as table'}
            title={asTable ? 'Show as chart' : 'Show as table'}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? <ChartLine /> : <Table2 />}
          </button>
        </div>
      </div>
      {asTable ? (
        <Table label={props.title} columns={props.columns} rows={props.rows} rowKey={props.rowKey} pageSize={12} />
      ) : (
        <div className="card-body">
          {props.children}
          {props.legend && <Legend entries={props.legend} />}
        </div>
      )}
    </section>
  );
}

export function Legend({ entries }: { entries: LegendEntry[] }) {
  return (
    <div className="legend" style={{ marginTop: '0.6rem' }}>
      {entries.map((entry) => (
        <span key={entry.label}>
          <i className={entry.shape} style={{ '--c': entry.colour } as React.CSSProperties} />
          {entry.label}
        </span>
      ))}
    </div>
  );
}
