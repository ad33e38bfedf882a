import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { useEffect, useState } from 'react';
import { get, post } from '@/shared/api/client';
import { isOver, keys, useJobRun, useLines, useMe, useStores } from '@/shared/api/queries';
import type { Forecast, ForecastRun, Listing } from '@/shared/api/types';
import { dayFull, duration, modelName, quantity, time, whole, words } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Async } from '@/shared/ui/Async';
import { Empty, PageHead, Progress, StatusChip } from '@/shared/ui/bits';
import { ProductPick, StorePick } from '@/shared/ui/pickers';
import { Table, type Column } from '@/shared/ui/Table';
import { say } from '@/shared/ui/toast';
import { FanChart } from './FanChart';
import { Background, ChainAccuracy } from './Accuracy';

export default function Forecasts() {
  const url = useUrlState();
  const start = useStart();
  const store = url.value('store') || start.store;
  const sku = url.value('sku') || start.sku;
  const forecast = useQuery({
    queryKey: [...keys.forecasts, 'one', store, sku],
    queryFn: () =>
      get<Forecast>(`/analytics/forecasts/${encodeURIComponent(store)}/${encodeURIComponent(sku)}`, {
        history_days: 365,
      }),
    enabled: Boolean(store && sku),
  });
  return (
    <>
      <PageHead title="Forecasts" lead="What will be sold, with its range, for each product in each store.">
        <Train />
      </PageHead>
      <div className="filters">
        <StorePick value={store} onChange={(code) => url.set({ store: code, sku })} />
        <ProductPick
          key={sku}
          value={sku}
          placeholder="Choose a product"
          onChange={(next) => url.set({ store, sku: next })}
        />
      </div>
      <div className="stack">
        {store && sku ? (
          <Async query={forecast} height={420}>
            {(data) => (
              <>
                <FanChart data={data} />
                <Background data={data} />
              </>
            )}
          </Async>
        ) : (
          <div className="card">
            <Empty title="Choose a store and a product">
              Their sales and the forecast from there are shown together.
            </Empty>
          </div>
        )}
        <ChainAccuracy />
        <Runs />
      </div>
    </>
  );
}

/** A page that opens empty helps nobody: start with the most urgent line, whose forecast somebody will want to see. */
function useStart() {
  const stores = useStores();
  const first = useLines({ status: 'OPEN', limit: 1 }).data?.data[0];
  return { store: first?.store ?? stores.data?.[0]?.code ?? '', sku: first?.sku ?? '' };
}

function Train() {
  const client = useQueryClient();
  const role = useMe().data?.role;
  const [run, setRun] = useState<number | null>(null);
  const progress = useJobRun(run).data;
  const over = isOver(progress);
  useEffect(() => {
    if (run === null || !over) return;
    setRun(null);
    void client.invalidateQueries({ queryKey: keys.forecasts });
    say(
      progress?.status === 'DONE'
        ? 'New forecasts are published.'
        : `Forecasting ended: ${progress?.error ?? progress?.message}`,
    );
  }, [run, over, progress, client]);
  const train = useMutation({
    mutationFn: () => post<{ run_id: number }>('/forecasting/train', {}),
    onSuccess: (answer) => setRun(answer.run_id),
  });
  if (role !== 'ADMIN' && role !== 'PLANNER') return null;
  if (run !== null) {
    return (
      <div style={{ width: 240 }} role="status">
        <span className="small soft">{progress?.message || 'Waiting for its turn'}</span>
        <Progress label="Forecasting" done={progress?.done ?? 0} total={progress?.total ?? 0} />
      </div>
    );
  }
  return (
    <button type="button" className="btn" disabled={train.isPending} onClick={() => train.mutate()}>
      <Play /> Forecast again
    </button>
  );
}

const RUN_COLUMNS: Column<ForecastRun>[] = [
  {
    key: 'started',
    label: 'Started',
    title: true,
    cell: (run) => <span className="cell-main">{time(run.started_at)}</span>,
  },
  { key: 'status', label: 'Status', cell: (run) => <StatusChip status={run.status} /> },
  { key: 'trigger', label: 'Because', cell: (run) => words(run.trigger) },
  { key: 'as_of', label: 'Data up to', cell: (run) => dayFull(run.as_of) },
  { key: 'series', label: 'Series', right: true, cell: (run) => whole(run.series) },
  { key: 'horizon', label: 'Days ahead', right: true, cell: (run) => quantity(run.horizon) },
  { key: 'took', label: 'Took', right: true, cell: (run) => duration(run.started_at, run.finished_at) },
  { key: 'models', label: 'Models', cell: (run) => <Models models={run.models} /> },
];

/** Series per model, most used first; the server's object may carry figures beside the counts. */
export function modelCounts(models: unknown): [string, number][] {
  if (typeof models !== 'object' || models === null) return [];
  const nested = (models as { series?: unknown }).series;
  const source = typeof nested === 'object' && nested !== null ? nested : models;
  const counts = Object.entries(source).flatMap(([name, value]): [string, number][] => {
    const count = typeof value === 'number' ? value : (value as { series?: unknown } | null)?.series;
    return typeof count === 'number' ? [[name, count]] : [];
  });
  return counts.sort((a, b) => b[1] - a[1]);
}

function Models({ models }: { models: unknown }) {
  const counts = modelCounts(models);
  if (counts.length === 0) return '–';
  return (
    <span className="small">
      {counts
        .slice(0, 3)
        .map(([name, count]) => `${modelName(name)} ${whole(count)}`)
        .join(', ')}
    </span>
  );
}

function Runs() {
  const runs = useQuery({
    queryKey: [...keys.forecasts, 'runs'],
    queryFn: () => get<Listing<ForecastRun>>('/forecasting/runs', { limit: 10 }),
  });
  return (
    <section className="card" aria-label="Runs">
      <div className="card-head">
        <h2>Runs</h2>
      </div>
      <Table
        label="Forecast runs"
        columns={RUN_COLUMNS}
        rows={runs.data?.data}
        rowKey={(run) => run.id}
        empty={<Empty title="No run yet">Forecasts are made by themselves after an upload.</Empty>}
      />
    </section>
  );
}
