import { ChartFrame } from '@/shared/charts/ChartFrame';
import { TimeChart } from '@/shared/charts/TimeChart';
import { addDays, percent, quantity, today, whole } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Async } from '@/shared/ui/Async';
import { Empty, Figure, Pick } from '@/shared/ui/bits';
import { CategoryPick, StorePick } from '@/shared/ui/pickers';
import { figures, type Column } from '@/shared/ui/Table';
import { ErrorBars } from './ErrorBars';
import { useAccuracy } from './queries';
import type { Accuracy } from './types';
import { ValueAddedCard } from './ValueAddedCard';
import { biasOf, points, segmentName } from './wording';

const BY = [
  { value: 'horizon', label: 'Days ahead' },
  { value: 'store', label: 'Store' },
  { value: 'category', label: 'Category' },
  { value: 'class', label: 'Kind of demand' },
  { value: 'model', label: 'Model' },
];
const PERIODS = [
  { value: '30', label: 'Last 30 days' },
  { value: '60', label: 'Last 60 days' },
  { value: '180', label: 'Last 6 months' },
];

/** How good the forecasts were, where they were not, and whether people made them better. */
export function AccuracyView() {
  const url = useUrlState({ by: 'horizon', period: '60' });
  const by = url.value('by');
  const filter = {
    from: addDays(today(), -Number(url.value('period'))),
    store: url.value('in'),
    category: url.value('category'),
  };
  const all = useAccuracy({ ...filter, by: 'all' });
  const rows = useAccuracy({ ...filter, by });
  const weeks = useAccuracy({ ...filter, by: 'week' });
  return (
    <>
      <div className="filters">
        <Pick label="Period" value={url.value('period')} options={PERIODS} onChange={(period) => url.set({ period })} />
        <StorePick value={filter.store} all="All stores" onChange={(store) => url.set({ in: store })} />
        <CategoryPick value={filter.category} onChange={(category) => url.set({ category })} />
      </div>
      <div className="stack">
        <Async query={all} height={96}>
          {(data) => (data[0] ? <Headline all={data[0]} /> : <TooEarly />)}
        </Async>
        {all.data && all.data.length > 0 && (
          <div className="grid cols-main">
            <Async query={rows} height={300}>
              {(data) => (
                <ChartFrame
                  title="Where it misses"
                  note="Missed units per unit sold. The tick is what last week's same weekday would have missed."
                  actions={
                    <div style={{ width: 170 }}>
                      <Pick label="By" value={by} options={BY} onChange={(next) => url.set({ by: next })} />
                    </div>
                  }
                  rows={data}
                  rowKey={(row) => row.segment ?? ''}
                  columns={columnsOf(by)}
                >
                  <ErrorBars
                    label="Error by segment"
                    rows={data.map((row) => ({
                      key: row.segment ?? '',
                      name: segmentName(row.segment, by),
                      note: `${whole(row.forecasts)} forecasts, bias ${biasOf(row.bias)}`,
                      error: row.wape ?? null,
                      naive: row.naive_wape ?? null,
                    }))}
                  />
                </ChartFrame>
              )}
            </Async>
            <Async query={weeks} height={300}>
              {(data) => <OverTime weeks={data} />}
            </Async>
          </div>
        )}
        <ValueAddedCard filter={filter} />
      </div>
    </>
  );
}

function Headline({ all }: { all: Accuracy }) {
  return (
    <section className="card" aria-label="Accuracy in short">
      <dl className="figures">
        <Figure label="WAPE" value={percent(all.wape)} note="missed units per unit sold" />
        <Figure label="Bias" value={biasOf(all.bias)} note="above 0: too much was expected" />
        <Figure
          label="Value added"
          value={points(all.value_added)}
          note={`to last week repeated, which misses ${percent(all.naive_wape)}`}
        />
        <Figure label="MASE" value={quantity(all.mase)} note="below 1 beats last week repeated" />
        <Figure label="Coverage" value={percent(all.coverage)} note="of days within the 90% range" />
      </dl>
      <p className="muted small figures-foot">
        {whole(all.forecasts)} published forecasts against what was then sold; sold-out days are left out.
      </p>
    </section>
  );
}

function TooEarly() {
  return (
    <div className="card">
      <Empty title="Too early to tell">
        A published forecast is compared once its days are over: look in tomorrow. How the models did on past days that
        they had not seen stands with each product, and in Models.
      </Empty>
    </div>
  );
}

function OverTime({ weeks }: { weeks: Accuracy[] }) {
  return (
    <ChartFrame
      title="Over time"
      note="Missed units per unit sold, week by week."
      rows={[...weeks].reverse()}
      rowKey={(row) => row.segment ?? ''}
      columns={columnsOf('week')}
      legend={[
        { label: 'Forecast', colour: 'var(--chart-2)' },
        { label: 'Last week repeated', colour: 'var(--chart-muted)', shape: 'dash' },
      ]}
    >
      {weeks.length < 2 ? (
        <Empty title="One week so far">A line needs two.</Empty>
      ) : (
        <TimeChart
          label="Error by week; the same figures are in the table view"
          days={weeks.map((week) => week.segment ?? '')}
          series={[
            {
              label: 'Last week repeated',
              colour: 'var(--chart-muted)',
              kind: 'dash',
              values: weeks.map((week) => week.naive_wape ?? null),
            },
            {
              label: 'Forecast',
              colour: 'var(--chart-2)',
              kind: 'line',
              values: weeks.map((week) => week.wape ?? null),
            },
          ]}
          format={percent}
          axisFormat={percent}
          height={250}
          fill
        />
      )}
    </ChartFrame>
  );
}

function columnsOf(by: string): Column<Accuracy>[] {
  const share = (key: 'wape' | 'mape' | 'coverage' | 'naive_wape', label: string): Column<Accuracy> => ({
    key,
    label,
    right: true,
    cell: (row) => percent(row[key]),
    sort: (row) => row[key],
  });
  const plain = (key: 'rmse' | 'mase' | 'rmsse' | 'r_squared' | 'pinball', label: string): Column<Accuracy> => ({
    key,
    label,
    right: true,
    wideOnly: true,
    cell: (row) => quantity(row[key]),
    sort: (row) => row[key],
  });
  return [
    {
      key: 'segment',
      label: by === 'week' ? 'Week of' : (BY.find((one) => one.value === by)?.label ?? 'Segment'),
      title: true,
      cell: (row) => <span className="cell-main">{segmentName(row.segment, by)}</span>,
    },
    share('wape', 'WAPE'),
    { key: 'bias', label: 'Bias', right: true, cell: (row) => biasOf(row.bias), sort: (row) => row.bias },
    share('naive_wape', 'Last week repeated'),
    share('mape', 'MAPE'),
    plain('rmse', 'RMSE'),
    plain('mase', 'MASE'),
    plain('rmsse', 'RMSSE'),
    plain('r_squared', 'R²'),
    plain('pinball', 'Pinball'),
    share('coverage', 'Coverage'),
    figures('forecasts', 'Forecasts', whole),
  ];
}
