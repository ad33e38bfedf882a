import type { ReactNode } from 'react';

/** A ranking as bars: name, figure, and how it compares with the first. */
export function BarList(props: { items: { key: string; name: ReactNode; value: number; text: string }[] }) {
  const top = Math.max(...props.items.map((item) => item.value), 1e-9);
  return (
    <ol className="barlist">
      {props.items.map((item) => (
        <li key={item.key}>
          <span className="ellipsis">{item.name}</span>
          <span className="num strong">{item.text}</span>
          <div className="bar" aria-hidden="true">
            <div style={{ width: `${Math.max(1, (100 * item.value) / top)}%` }} />
          </div>
        </li>
      ))}
    </ol>
  );
}
