import { useState } from 'react';
import type { Dashboard } from '@/shared/api/types';
import { ChartFrame } from '@/shared/charts/ChartFrame';
import { TimeChart } from '@/shared/charts/TimeChart';
import { dayFull, money, quantity } from '@/shared/lib/format';
import { Pick, Segments } from '@/shared/ui/bits';

const PERIODS = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '3 months' },
  { value: '180', label: '6 months' },
  { value: '365', label: '1 year' },
];
type Measure = 'revenue' | 'units';

export function SalesChart(props: { data: Dashboard; days: string; onDays: (days: string) => void }) {
  const [measure, setMeasure] = useState<Measure>('revenue');
  const { trend } = props.data;
  const format = measure === 'revenue' ? (value: number) => money(value, 0) : quantity;
  return (
    <ChartFrame
      title="Sales"
      rows={[...trend].reverse()}
      rowKey={(row) => row.day}
      columns={[
        { key: 'day', label: 'Day', title: true, cell: (row) => dayFull(row.day), sort: (row) => row.day },
        { key: 'units', label: 'Units', right: true, cell: (row) => quantity(row.units), sort: (row) => row.units },
        {
          key: 'revenue',
          label: 'Revenue',
          right: true,
          cell: (row) => money(row.revenue),
          sort: (row) => row.revenue,
        },
      ]}
      actions={
        <>
          <Segments
            label="Measure"
            value={measure}
            onChange={setMeasure}
            options={[
              { value: 'revenue', label: 'Revenue' },
              { value: 'units', label: 'Units' },
            ]}
          />
          <div style={{ width: 118 }}>
            <Pick label="Period" value={props.days} options={PERIODS} onChange={props.onDays} />
          </div>
        </>
      }
    >
      <TimeChart
        label={`${measure === 'revenue' ? 'Revenue' : 'Units sold'} per day; the same figures are in the table view`}
        days={trend.map((row) => row.day)}
        series={[
          {
            label: measure === 'revenue' ? 'Revenue' : 'Units',
            colour: 'var(--chart-1)',
            kind: trend.length > 120 ? 'line' : 'bar',
            values: trend.map((row) => row[measure]),
          },
        ]}
        format={format}
        height={268}
        fill
      />
    </ChartFrame>
  );
}
