import { useState } from 'react';
import type { Forecast } from '@/shared/api/types';
import { ChartFrame } from '@/shared/charts/ChartFrame';
import { TimeChart, type Band, type Range, type Series } from '@/shared/charts/TimeChart';
import { dayFull, modelName, percent, quantity } from '@/shared/lib/format';
import { Pick } from '@/shared/ui/bits';

interface Row {
  day: string;
  sold: number | null;
  mean: number | null;
  statistical: number | null;
  override: number | null;
  in_stock: number | null;
  quantiles: number[];
}

/** Symmetric pairs among the levels: the bands of the fan, widest first, by their positions. */
export function bandLevels(levels: number[]): { low: number; high: number; share: number }[] {
  return levels.flatMap((level, low) => {
    const high = levels.findIndex((other) => Math.abs(other + level - 1) < 1e-6);
    return level < 0.5 && high >= 0 ? [{ low, high, share: Number((1 - 2 * level).toFixed(4)) }] : [];
  });
}

export function rowsOf(data: Forecast, historyDays: number): Row[] {
  const past = data.history.slice(-historyDays).map((one) => ({
    day: one.day,
    sold: one.units,
    mean: null,
    statistical: null,
    override: null,
    in_stock: one.in_stock_share ?? null,
    quantiles: [],
  }));
  const ahead = data.forecast.map((one) => ({
    day: one.day,
    sold: null,
    mean: one.mean,
    statistical: one.statistical ?? null,
    override: one.override_id ?? null,
    in_stock: null,
    quantiles: one.quantiles,
  }));
  return [...past, ...ahead];
}

/** Neighbouring days with an override become one stretch. */
export function overriddenStretches(rows: { override: number | null }[]): Range[] {
  const stretches: Range[] = [];
  rows.forEach((row, at) => {
    if (row.override === null) return;
    const last = stretches.at(-1);
    if (last && last.to === at - 1) last.to = at;
    else stretches.push({ from: at, to: at });
  });
  return stretches;
}

const COLOURS = ['var(--band-1)', 'var(--band-2)'];
const SOLD_OUT = 'color-mix(in srgb, var(--chart-3) 55%, transparent)';

export function FanChart(props: {
  data: Forecast;
  /** Lines over the forecast's days: other methods, or what an override would make of them. */
  lines?: { label: string; colour: string; values: (number | null)[] }[];
  /** Choosing days on the chart; null where that is not for the reader. */
  choice?: { from: string; to: string; onChoose: (from: string, to: string) => void } | null;
}) {
  const { data, lines = [], choice } = props;
  const [days, setDays] = useState('60');
  const rows = rowsOf(data, Number(days));
  const levels = bandLevels(data.levels).filter((level) => level.share <= 0.9 + 1e-6);
  const shown = levels.length > 2 ? [levels[0], levels.at(-1)].filter((level) => level !== undefined) : levels;
  const bands: Band[] = shown.map((level, at) => ({
    label: `${percent(level.share)} range`,
    colour: COLOURS[at] ?? 'var(--band-2)',
    low: rows.map((row) => row.quantiles[level.low] ?? null),
    high: rows.map((row) => row.quantiles[level.high] ?? null),
  }));
  const past = rows.filter((row) => row.sold !== null).length;
  const outs = rows.filter((row) => row.in_stock !== null && row.in_stock < 1).length;
  const stretches = overriddenStretches(rows);
  const series: Series[] = [
    ...(outs > 0
      ? [
          {
            label: 'Sold that day, then sold out',
            colour: SOLD_OUT,
            kind: 'bar' as const,
            values: rows.map((row) => (row.in_stock !== null && row.in_stock < 1 ? row.sold : null)),
          },
        ]
      : []),
    { label: 'Sold', colour: 'var(--chart-1)', kind: 'line', values: rows.map((row) => row.sold) },
    ...(stretches.length > 0
      ? [
          {
            label: 'Without override',
            colour: 'var(--chart-muted)',
            kind: 'dash' as const,
            values: rows.map((row) => row.statistical),
          },
        ]
      : []),
    { label: 'Expected', colour: 'var(--chart-2)', kind: 'dash', values: rows.map((row) => row.mean) },
    ...lines.map((line) => ({
      label: line.label,
      colour: line.colour,
      kind: 'line' as const,
      values: [...Array<null>(past).fill(null), ...line.values],
    })),
  ];
  const at = (day: string) => rows.findIndex((row) => row.day >= day);
  const last = rows.length - 1;
  const chosen = choice && at(choice.from) >= past ? { from: at(choice.from), to: lastOf(rows, choice.to) } : null;
  return (
    <ChartFrame
      title={data.product_name ?? data.sku}
      note={
        <>
          {data.model ? `Model: ${modelName(data.model)}` : 'No forecast yet'}
          {data.as_of && `, data up to ${dayFull(data.as_of)}`}
          {outs > 0 &&
            `. Sold out for part of ${outs} ${outs === 1 ? 'day' : 'days'}: what was not sold then is not counted as no demand`}
        </>
      }
      actions={
        <div style={{ width: 150 }}>
          <Pick
            label="History"
            value={days}
            onChange={setDays}
            options={[
              { value: '30', label: '30 days back' },
              { value: '60', label: '60 days back' },
              { value: '120', label: '120 days back' },
              { value: '365', label: 'A year back' },
            ]}
          />
        </div>
      }
      rows={rows}
      rowKey={(row) => row.day}
      columns={[
        { key: 'day', label: 'Day', title: true, cell: (row) => dayFull(row.day), sort: (row) => row.day },
        { key: 'sold', label: 'Sold', right: true, cell: (row) => quantity(row.sold) },
        { key: 'mean', label: 'Expected', right: true, cell: (row) => quantity(row.mean) },
        ...(stretches.length > 0
          ? [
              {
                key: 'statistical',
                label: 'Without override',
                right: true,
                cell: (row: Row) => quantity(row.statistical),
              },
            ]
          : []),
        ...shown.map((level) => ({
          key: `band${level.low}`,
          label: `${percent(level.share)} range`,
          right: true,
          cell: (row: Row) =>
            row.mean === null ? '–' : `${quantity(row.quantiles[level.low])} – ${quantity(row.quantiles[level.high])}`,
        })),
      ]}
      legend={[
        { label: 'Sold', colour: 'var(--chart-1)' },
        { label: 'Expected', colour: 'var(--chart-2)', shape: 'dash' },
        ...lines.map((line) => ({ label: line.label, colour: line.colour })),
        ...bands.map((band) => ({ label: band.label, colour: band.colour, shape: 'box' as const })),
        ...(stretches.length > 0
          ? [
              { label: 'Without override', colour: 'var(--chart-muted)', shape: 'dash' as const },
              { label: 'Overridden', colour: 'var(--override-ground)', shape: 'box' as const },
            ]
          : []),
        ...(outs > 0 ? [{ label: 'Sold out for part of the day', colour: SOLD_OUT, shape: 'box' as const }] : []),
      ]}
    >
      <TimeChart
        label={
          `Units sold and expected per day for ${data.product_name ?? data.sku}` +
          (choice ? '. Drag over days to come, or hold Shift with the arrow keys, to override them' : '')
        }
        days={rows.map((row) => row.day)}
        series={series}
        bands={bands}
        regions={stretches.map((stretch) => ({ ...stretch, label: 'Overridden', colour: 'var(--override-ground)' }))}
        choose={
          choice
            ? {
                within: { from: past, to: last },
                chosen,
                onChoose: (range) => choice.onChoose(rows[range.from]?.day ?? '', rows[range.to]?.day ?? ''),
              }
            : undefined
        }
        divider={data.forecast.length > 0 && past > 0 ? { at: past, label: 'forecast' } : undefined}
        height={330}
        fill
      />
    </ChartFrame>
  );
}

const lastOf = (rows: Row[], day: string) => {
  const after = rows.findIndex((row) => row.day > day);
  return (after < 0 ? rows.length : after) - 1;
};
