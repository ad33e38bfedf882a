import { useState } from 'react';
import type { Forecast } from '@/shared/api/types';
import { ChartFrame } from '@/shared/charts/ChartFrame';
import { TimeChart, type Band } from '@/shared/charts/TimeChart';
import { dayFull, modelName, percent, quantity } from '@/shared/lib/format';
import { Pick } from '@/shared/ui/bits';

interface Row {
  day: string;
  sold: number | null;
  mean: number | null;
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
    in_stock: one.in_stock_share ?? null,
    quantiles: [],
  }));
  const ahead = data.forecast.map((one) => ({
    day: one.day,
    sold: null,
    mean: one.mean,
    in_stock: null,
    quantiles: one.quantiles,
  }));
  return [...past, ...ahead];
}

const COLOURS = ['var(--band-1)', 'var(--band-2)'];

export function FanChart({ data }: { data: Forecast }) {
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
        ...bands.map((band) => ({ label: band.label, colour: band.colour, shape: 'box' as const })),
        ...(outs > 0
          ? [
              {
                label: 'Sold out for part of the day',
                colour: 'color-mix(in srgb, var(--chart-3) 55%, transparent)',
                shape: 'box' as const,
              },
            ]
          : []),
      ]}
    >
      <TimeChart
        label={`Units sold and expected per day for ${data.product_name ?? data.sku}`}
        days={rows.map((row) => row.day)}
        series={[
          ...(outs > 0
            ? [
                {
                  label: 'Sold that day, then sold out',
                  colour: 'color-mix(in srgb, var(--chart-3) 55%, transparent)',
                  kind: 'bar' as const,
                  values: rows.map((row) => (row.in_stock !== null && row.in_stock < 1 ? row.sold : null)),
                },
              ]
            : []),
          { label: 'Sold', colour: 'var(--chart-1)', kind: 'line', values: rows.map((row) => row.sold) },
          { label: 'Expected', colour: 'var(--chart-2)', kind: 'dash', values: rows.map((row) => row.mean) },
        ]}
        bands={bands}
        divider={data.forecast.length > 0 && past > 0 ? { at: past, label: 'forecast' } : undefined}
        height={330}
      />
    </ChartFrame>
  );
}
