import { useQuery } from '@tanstack/react-query';
import { get } from '@/shared/api/client';
import { keys } from '@/shared/api/queries';
import type { ForecastRun, Listing } from '@/shared/api/types';
import { dayFull, duration, modelName, quantity, time, whole, words } from '@/shared/lib/format';
import { Empty, StatusChip } from '@/shared/ui/bits';
import { Table, type Column } from '@/shared/ui/Table';

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

/** What was forecast when, why, and by which methods. */
export function Runs() {
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
