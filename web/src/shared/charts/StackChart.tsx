import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { compact, dayShort, quantity } from '@/shared/lib/format';
import { ChartTip } from './ChartTip';
import { linePath, spread, ticks } from './scale';
import { useSize } from './useSize';

export interface Layer {
  label: string;
  colour: string;
  values: number[];
}
interface Block {
  label: string;
  colour: string;
  low: number;
  high: number;
}

/** What is added stands on the base, what is taken away hangs below it; together they lead to the day's whole. */
export function blocksOf(layers: Layer[], at: number, base = 0): Block[] {
  let up = base;
  let down = base;
  return layers.flatMap(({ label, colour, values }) => {
    const value = values[at] ?? 0;
    if (value === 0) return [];
    const from = value > 0 ? up : down;
    if (value > 0) up += value;
    else down += value;
    return [{ label, colour, low: Math.min(from, from + value), high: Math.max(from, from + value) }];
  });
}

const MARGIN = { top: 8, right: 8, bottom: 24, left: 46 };

/**
 * Parts of a whole, day by day, with the whole as a line. They start from a base line rather than from zero, which would
 * be so far below them that nobody could tell them apart.
 */
export function StackChart(props: {
  label: string;
  days: string[];
  base: Layer;
  layers: Layer[];
  whole: { label: string; values: number[] };
  height?: number;
}) {
  const { days, base, layers, whole } = props;
  const height = props.height ?? 260;
  const { ref, width } = useSize();
  const [at, setAt] = useState<number | null>(null);
  const stacks = days.map((_, index) => blocksOf(layers, index, base.values[index]));
  const ends = [...stacks.flat().flatMap((block) => [block.low, block.high]), ...base.values, ...whole.values];
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  const axis = ticks(low, high > low ? high : low + 1);
  const floor = axis[0] ?? 0;
  const span = Math.max(1e-9, (axis.at(-1) ?? 1) - floor);
  const inner = { width: width - MARGIN.left - MARGIN.right, height: height - MARGIN.top - MARGIN.bottom };
  const step = inner.width / Math.max(1, days.length);
  const x = (index: number) => MARGIN.left + step * (index + 0.5);
  const y = (value: number) => MARGIN.top + inner.height * (1 - (value - floor) / span);
  const bar = Math.max(1, Math.min(22, step * 0.72));

  const point = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const index = Math.floor((event.clientX - box.left - MARGIN.left) / step);
    setAt(index >= 0 && index < days.length ? index : null);
  };
  const move = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    setAt((before) => Math.min(days.length - 1, Math.max(0, (before ?? -1) + by)));
  };
  return (
    <div className="chart" ref={ref}>
      <svg
        height={height}
        role="img"
        aria-label={props.label}
        tabIndex={0}
        onPointerMove={point}
        onPointerLeave={() => setAt(null)}
        onKeyDown={move}
        onBlur={() => setAt(null)}
      >
        {axis.map((value) => (
          <g key={value}>
            <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(value)} y2={y(value)} stroke="var(--chart-grid)" />
            <text x={MARGIN.left - 8} y={y(value) + 4} textAnchor="end">
              {compact(value)}
            </text>
          </g>
        ))}
        {spread(days.length, inner.width).map((index) => (
          <text key={index} x={x(index)} y={height - 5} textAnchor="middle">
            {dayShort(days[index])}
          </text>
        ))}
        {stacks.map((blocks, index) => (
          <g key={days[index]} opacity={at === null || at === index ? 1 : 0.55}>
            {blocks.map((block) => (
              <rect
                key={block.label}
                x={x(index) - bar / 2}
                y={y(block.high)}
                width={bar}
                height={Math.max(0.5, y(block.low) - y(block.high) - 0.5)}
                fill={block.colour}
              />
            ))}
          </g>
        ))}
        <path d={linePath(base.values, x, y)} fill="none" stroke={base.colour} strokeWidth={2} strokeDasharray="2 3" />
        <path d={linePath(whole.values, x, y)} fill="none" stroke="var(--ink)" strokeWidth={1.75} />
      </svg>
      {at !== null && (
        <ChartTip
          day={days[at]}
          rows={[
            { label: whole.label, text: quantity(whole.values[at]) },
            { label: base.label, colour: base.colour, text: quantity(base.values[at]) },
            ...layers
              .filter((layer) => (layer.values[at] ?? 0) !== 0)
              .map((layer) => ({
                label: layer.label,
                colour: layer.colour,
                text: `${(layer.values[at] ?? 0) > 0 ? '+' : '−'}${quantity(Math.abs(layer.values[at] ?? 0))}`,
              })),
          ]}
          left={x(at)}
          flip={x(at) > width * 0.5}
        />
      )}
    </div>
  );
}
