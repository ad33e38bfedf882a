import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { compact, day, dayShort, quantity } from '@/shared/lib/format';
import { bandPath, linePath, spread, ticks } from './scale';

export interface Series {
  label: string;
  colour: string;
  kind: 'line' | 'dash' | 'bar';
  values: (number | null)[];
}
export interface Band {
  label: string;
  colour: string;
  low: (number | null)[];
  high: (number | null)[];
}
interface Props {
  label: string;
  days: string[];
  series: Series[];
  bands?: Band[];
  /** A line before this position: what lies right of it has not happened yet. */
  divider?: { at: number; label: string };
  height?: number;
  /** Grows with the frame beside a taller neighbour; `height` is then the least. */
  fill?: boolean;
  format?: (value: number) => string;
}

const MARGIN = { top: 12, right: 8, bottom: 24, left: 46 };

function useSize() {
  const ref = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 640, height: 0 });
  useEffect(() => {
    const element = ref.current;
    if (!element || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: Math.max(260, entry.contentRect.width), height: entry.contentRect.height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, ...size };
}

/** Days on one axis, units or money on the other; drawn as SVG in the theme's own colours, read by pointer or arrow keys. */
export function TimeChart({
  label,
  days,
  series,
  bands = [],
  divider,
  height: least = 240,
  fill = false,
  format = quantity,
}: Props) {
  const { ref, width, height: room } = useSize();
  const height = fill ? Math.max(least, Math.floor(room)) : least;
  const [at, setAt] = useState<number | null>(null);
  const all = [...series.flatMap((one) => one.values), ...bands.flatMap((band) => band.high)];
  const axis = ticks(0, Math.max(1e-9, ...all.filter((value): value is number => value !== null)));
  const top = axis.at(-1) ?? 1;
  const inner = { width: width - MARGIN.left - MARGIN.right, height: height - MARGIN.top - MARGIN.bottom };
  const step = inner.width / Math.max(1, days.length);
  const x = (index: number) => MARGIN.left + step * (index + 0.5);
  const y = (value: number) => MARGIN.top + inner.height * (1 - value / top);

  const point = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const index = Math.floor((event.clientX - box.left - MARGIN.left) / step);
    setAt(index >= 0 && index < days.length ? index : null);
  };
  const move = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    setAt((before) => Math.min(days.length - 1, Math.max(0, (before ?? days.length - 1) + by)));
  };
  return (
    <div className={fill ? 'chart fill' : 'chart'} ref={ref} style={fill ? { minHeight: least } : undefined}>
      <svg
        height={height}
        role="img"
        aria-label={label}
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
        {bands.map((band) => (
          <path key={band.label} d={bandPath(band.low, band.high, x, y)} fill={band.colour} />
        ))}
        {divider && (
          <g>
            <line
              x1={x(divider.at - 0.5)}
              x2={x(divider.at - 0.5)}
              y1={MARGIN.top - 6}
              y2={MARGIN.top + inner.height}
              stroke="var(--line-strong)"
              strokeDasharray="2 3"
            />
            <text
              x={x(divider.at - 0.5) + (width - x(divider.at) < 90 ? -5 : 5)}
              y={MARGIN.top + 2}
              textAnchor={width - x(divider.at) < 90 ? 'end' : 'start'}
            >
              {divider.label}
            </text>
          </g>
        )}
        {series.map((one) => (
          <Mark key={one.label} series={one} x={x} y={y} step={step} active={at} />
        ))}
        {at !== null && (
          <line
            x1={x(at)}
            x2={x(at)}
            y1={MARGIN.top}
            y2={MARGIN.top + inner.height}
            stroke="var(--ink-3)"
            opacity={0.6}
          />
        )}
        {at !== null &&
          series.map((one) => {
            const value = one.values[at];
            if (value === null || value === undefined || one.kind === 'bar') return null;
            return (
              <circle
                key={one.label}
                cx={x(at)}
                cy={y(value)}
                r={4}
                fill={one.colour}
                stroke="var(--surface)"
                strokeWidth={2}
              />
            );
          })}
      </svg>
      {at !== null && (
        <Tip
          at={at}
          days={days}
          series={series}
          bands={bands}
          format={format}
          left={x(at)}
          flip={x(at) > width * 0.6}
        />
      )}
    </div>
  );
}

function Mark(props: {
  series: Series;
  x: (at: number) => number;
  y: (value: number) => number;
  step: number;
  active: number | null;
}) {
  const { series, x, y, step, active } = props;
  if (series.kind !== 'bar') {
    return (
      <path
        d={linePath(series.values, x, y)}
        fill="none"
        stroke={series.colour}
        strokeWidth={2}
        strokeLinejoin="round"
        strokeDasharray={series.kind === 'dash' ? '5 4' : undefined}
      />
    );
  }
  const width = Math.max(1, Math.min(26, step * 0.68));
  return (
    <g fill={series.colour}>
      {series.values.map((value, at) =>
        value === null ? null : (
          <rect
            key={at}
            x={x(at) - width / 2}
            y={y(value)}
            width={width}
            height={Math.max(0, y(0) - y(value))}
            rx={Math.min(2, width / 3)}
            opacity={active === null || active === at ? 1 : 0.6}
          />
        ),
      )}
    </g>
  );
}

function Tip(props: {
  at: number;
  days: string[];
  series: Series[];
  bands: Band[];
  format: (value: number) => string;
  left: number;
  flip: boolean;
}) {
  const { at, series, bands, format } = props;
  return (
    <div
      className="chart-tip"
      role="status"
      style={{ left: props.left, transform: props.flip ? 'translateX(calc(-100% - 12px))' : 'translateX(12px)' }}
    >
      <div className="muted">{day(props.days[at])}</div>
      <dl>
        {series.map((one) => {
          const value = one.values[at];
          if (value === null || value === undefined) return null;
          return <Row key={one.label} label={one.label} text={format(value)} />;
        })}
        {bands.map((band) => {
          const low = band.low[at];
          const high = band.high[at];
          if (low === null || low === undefined || high === null || high === undefined) return null;
          return <Row key={band.label} label={band.label} text={`${format(low)} – ${format(high)}`} />;
        })}
      </dl>
    </div>
  );
}

function Row({ label, text }: { label: string; text: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd className="num">{text}</dd>
    </>
  );
}
