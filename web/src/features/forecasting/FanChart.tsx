import { useState } from 'react';
import type { Forecast } from '@/shared/api/types';
import { ChartFrame } from '@/shared/charts/ChartFrame';
import { TimeChart, type Band } from '@/shared/charts/TimeChart';
import { dayFull, percent, quantity, words } from '@/shared/lib/format';
import { Pick } from '@/shared/ui/bits';

interface Row {
  day: string;
  sold: number | null;
  mean: number | null;
  in_stock: number | null;
  quantiles: Record<string, number>;
}

/** Quantile levels by name, '0.1' or 'p10', as shares. */
const levelOf = (name: string) => (name.startsWith('p') ? Number(name.slice(1)) / 100 : Number(name));

/** Symmetric pairs of levels that the forecast has: the bands of the fan, widest first. */
export function bandLevels(
  quantiles: Record<string, number> | undefined,
): { low: string; high: string; share: number }[] {
  const names = Object.keys(quantiles ?? {}).sort((a, b) => levelOf(a) - levelOf(b));
  return names.flatMap((low) => {
    const high = names.find((name) => Math.abs(levelOf(name) + levelOf(low) - 1) < 1e-6);
    return high && levelOf(low) < 0.5 ? [{ low, high, share: levelOf(high) - levelOf(low) }] : [];
  });
}

export function rowsOf(data: Forecast, historyDays: number): Row[] {
  const past = data.history.slice(-historyDays).map((one) => ({
    day: one.day,
    sold: one.units,
    mean: null,
    in_stock: one.in_stock_share ?? null,
    quantiles: {},
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
  const levels = bandLevels(data.forecast[0]?.quantiles).filter((level) => level.share <= 0.9 + 1e-6);
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
          {data.model ? `Model: ${words(data.model)}` : 'No forecast yet'}
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
          key: level.low,
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
          ? [{ label: 'Sold out for part of the day', colour: 'var(--chart-3)', shape: 'box' as const }]
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
