import { Fragment } from 'react';
import { day } from '@/shared/lib/format';

/** The figures of the day under the pointer; beside it, and on its other side where there is no room. */
export function ChartTip(props: {
  day: string | undefined;
  rows: { label: string; text: string; colour?: string }[];
  left: number;
  flip: boolean;
}) {
  return (
    <div
      className="chart-tip"
      role="status"
      style={{ left: props.left, transform: props.flip ? 'translateX(calc(-100% - 12px))' : 'translateX(12px)' }}
    >
      <div className="muted">{day(props.day)}</div>
      <dl>
        {props.rows.map((row) => (
          <Fragment key={row.label}>
            <dt>
              {row.colour && <i className="dot" style={{ background: row.colour }} />}
              {row.label}
            </dt>
            <dd className="num">{row.text}</dd>
          </Fragment>
        ))}
      </dl>
    </div>
  );
}
