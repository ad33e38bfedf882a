import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { compact, dayShort, quantity } from '@/shared/lib/format';
import { ChartTip } from './ChartTip';
import { bandPath, linePath, spread, ticks } from './scale';
import { useSize } from './useSize';

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
/** Positions of days, both included. */
export interface Range {
  from: number;
  to: number;
}
interface Props {
  label: string;
  days: string[];
  series: Series[];
  bands?: Band[];
  /** Stretches of days with a ground of their own. */
  regions?: (Range & { label: string; colour: string })[];
  /** Days that can be chosen by dragging, or with Shift and the arrow keys. */
  choose?: { within: Range; chosen: Range | null; onChoose: (range: Range) => void };
  /** A line before this position: what lies right of it has not happened yet. */
  divider?: { at: number; label: string };
  height?: number;
  /** Grows with the frame beside a taller neighbour; `height` is then the least. */
  fill?: boolean;
  format?: (value: number) => string;
  /** As `format`, for the few round values along the axis. */
  axisFormat?: (value: number) => string;
}

const MARGIN = { top: 12, right: 8, bottom: 24, left: 46 };
const clamp = (value: number, range: Range) => Math.min(range.to, Math.max(range.from, value));
const between = (one: number, other: number): Range => ({ from: Math.min(one, other), to: Math.max(one, other) });

/** Days on one axis, units or money on the other; drawn as SVG in the theme's own colours, read by pointer or arrow keys. */
export function TimeChart(props: Props) {
  const { label, days, series, bands = [], regions = [], choose, divider, fill = false, format = quantity } = props;
  const { axisFormat = compact } = props;
  const least = props.height ?? 240;
  const { ref, width, height: room } = useSize();
  const height = fill ? Math.max(least, Math.floor(room)) : least;
  const [at, setAt] = useState<number | null>(null);
  const anchor = useRef<number | null>(null);
  const all = [...series.flatMap((one) => one.values), ...bands.flatMap((band) => band.high)];
  const axis = ticks(0, Math.max(1e-9, ...all.filter((value): value is number => value !== null)));
  const top = axis.at(-1) ?? 1;
  const inner = { width: width - MARGIN.left - MARGIN.right, height: height - MARGIN.top - MARGIN.bottom };
  const step = inner.width / Math.max(1, days.length);
  const x = (index: number) => MARGIN.left + step * (index + 0.5);
  const y = (value: number) => MARGIN.top + inner.height * (1 - value / top);
  const stretch = (range: Range) => ({
    x: x(range.from) - step / 2,
    width: step * (range.to - range.from + 1),
    y: MARGIN.top,
    height: inner.height,
  });

  const indexAt = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.floor((event.clientX - box.left - MARGIN.left) / step);
  };
  const point = (event: PointerEvent) => {
    const index = indexAt(event);
    setAt(index >= 0 && index < days.length ? index : null);
    if (choose && anchor.current !== null) choose.onChoose(between(anchor.current, clamp(index, choose.within)));
  };
  const press = (event: PointerEvent) => {
    const index = indexAt(event);
    if (!choose || index < choose.within.from || index > choose.within.to) return;
    event.currentTarget.setPointerCapture?.(event.pointerId);
    anchor.current = index;
    choose.onChoose({ from: index, to: index });
  };
  const move = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const next = Math.min(days.length - 1, Math.max(0, (at ?? days.length - 1) + by));
    setAt(next);
    if (!choose || !event.shiftKey) {
      anchor.current = null;
      return;
    }
    anchor.current ??= clamp(at ?? next, choose.within);
    choose.onChoose(between(anchor.current, clamp(next, choose.within)));
  };
  const release = () => (anchor.current = null);
  return (
    <div className={fill ? 'chart fill' : 'chart'} ref={ref} style={fill ? { minHeight: least } : undefined}>
      <svg
        height={height}
        role="img"
        aria-label={label}
        tabIndex={0}
        className={choose ? 'choosable' : undefined}
        onPointerDown={press}
        onPointerMove={point}
        onPointerUp={release}
        onPointerCancel={release}
        onPointerLeave={() => setAt(null)}
        onKeyDown={move}
        onBlur={() => setAt(null)}
      >
        {regions.map((region) => (
          <rect key={`${region.label}${region.from}`} {...stretch(region)} fill={region.colour}>
            <title>{region.label}</title>
          </rect>
        ))}
        {choose?.chosen && <rect {...stretch(choose.chosen)} className="chart-chosen" />}
        {axis.map((value) => (
          <g key={value}>
            <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(value)} y2={y(value)} stroke="var(--chart-grid)" />
            <text x={MARGIN.left - 8} y={y(value) + 4} textAnchor="end">
              {axisFormat(value)}
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
        {divider && <Divider {...divider} x={x(divider.at - 0.5)} width={width} bottom={MARGIN.top + inner.height} />}
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
        <ChartTip day={days[at]} rows={tipRows(at, series, bands, format)} left={x(at)} flip={x(at) > width * 0.6} />
      )}
    </div>
  );
}

function Divider(props: { label: string; x: number; width: number; bottom: number }) {
  const end = props.width - props.x < 90;
  return (
    <g>
      <line
        x1={props.x}
        x2={props.x}
        y1={MARGIN.top - 6}
        y2={props.bottom}
        stroke="var(--line-strong)"
        strokeDasharray="2 3"
      />
      <text x={props.x + (end ? -5 : 5)} y={MARGIN.top + 2} textAnchor={end ? 'end' : 'start'}>
        {props.label}
      </text>
    </g>
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

function tipRows(at: number, series: Series[], bands: Band[], format: (value: number) => string) {
  const values = series.flatMap((one) => {
    const value = one.values[at];
    return value === null || value === undefined ? [] : [{ label: one.label, text: format(value) }];
  });
  const ranges = bands.flatMap((band) => {
    const low = band.low[at];
    const high = band.high[at];
    return low === null || low === undefined || high === null || high === undefined
      ? []
      : [{ label: band.label, text: `${format(low)} – ${format(high)}` }];
  });
  return [...values, ...ranges];
}
