import { Link } from 'react-router';
import type { Dashboard } from '@/shared/api/types';
import { BarList } from '@/shared/charts/BarList';
import { ChartFrame } from '@/shared/charts/ChartFrame';
import { TimeChart } from '@/shared/charts/TimeChart';
import { dayFull, money, quantity, whole } from '@/shared/lib/format';
import { Empty } from '@/shared/ui/bits';

export function OutlookTile({ data }: { data: Dashboard }) {
  const { outlook } = data;
  const total = outlook.reduce((sum, one) => sum + one.mean, 0);
  return (
    <ChartFrame
      title="Outlook"
      note={outlook.length > 0 && `${whole(total)} units expected in the next ${outlook.length} days`}
      rows={outlook}
      rowKey={(row) => row.day}
      columns={[
        { key: 'day', label: 'Day', title: true, cell: (row) => dayFull(row.day) },
        { key: 'mean', label: 'Expected', right: true, cell: (row) => whole(row.mean) },
        { key: 'range', label: '80% range', right: true, cell: (row) => `${whole(row.low)} – ${whole(row.high)}` },
      ]}
      legend={
        outlook.length > 0
          ? [
              { label: 'Expected units', colour: 'var(--chart-2)' },
              { label: '80% range', colour: 'var(--band-2)', shape: 'box' },
            ]
          : undefined
      }
    >
      {outlook.length === 0 ? (
        <Empty
          title="No forecast yet"
          action={
            <Link className="btn" to="/forecasts">
              Go to forecasts
            </Link>
          }
        >
          Forecasts are made after sales arrive; seven days of history are enough to start.
        </Empty>
      ) : (
        <TimeChart
          label="Expected units per day with their range"
          days={outlook.map((one) => one.day)}
          series={[
            { label: 'Expected', colour: 'var(--chart-2)', kind: 'line', values: outlook.map((one) => one.mean) },
          ]}
          bands={[
            {
              label: '80% range',
              colour: 'var(--band-2)',
              low: outlook.map((one) => one.low),
              high: outlook.map((one) => one.high),
            },
          ]}
          format={whole}
          height={168}
        />
      )}
    </ChartFrame>
  );
}

export function TopProducts({ data }: { data: Dashboard }) {
  return (
    <section className="card" aria-label="Top products">
      <div className="card-head">
        <div>
          <h2>Top products</h2>
          <p>Revenue in the chosen period</p>
        </div>
      </div>
      <div className="card-body">
        {data.top_products.length === 0 ? (
          <p className="muted">No sales in this period.</p>
        ) : (
          <BarList
            items={data.top_products.slice(0, 6).map((product) => ({
              key: product.sku,
              name: (
                <>
                  <Link to={`/products/${encodeURIComponent(product.sku)}`}>{product.name}</Link>{' '}
                  <span className="muted small num">{quantity(product.units)} units</span>
                </>
              ),
              value: product.revenue,
              text: money(product.revenue, 0),
            }))}
          />
        )}
      </div>
    </section>
  );
}
