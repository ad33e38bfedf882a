import { useState } from 'react';
import { useMe } from '@/shared/api/queries';
import { dayFull, percent, quantity, time, whole, words } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Empty, Pick } from '@/shared/ui/bits';
import { CategoryPick, StorePick } from '@/shared/ui/pickers';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { figures, Table, type Column } from '@/shared/ui/Table';
import { ModelDialog, ModelStatusChip } from './ModelDialog';
import { useMethods, useModels } from './queries';
import { Runs } from './Runs';
import type { Model } from './types';
import { Contests, DriftCard } from './Watch';
import { biasOf, scopeOf } from './wording';

const STATUSES = ['CHAMPION', 'CHALLENGER', 'RETIRED', 'FAILED'];

/** What was trained on what, how good each was on days held back, which is in force, and where sales moved away. */
export function ModelsView() {
  const url = useUrlState();
  const role = useMe().data?.role;
  const filter = {
    store: url.value('in'),
    category: url.value('category'),
    method: url.value('method'),
    status: url.value('status'),
  };
  const models = useModels({ ...filter, page: url.page, limit: 25 });
  const methods = useMethods().data ?? [];
  const [open, setOpen] = useState<number | null>(null);
  const opened = models.data?.data.find((model) => model.id === open);
  const filtered = Object.values(filter).some(Boolean);
  const title = (name: string) => methods.find((method) => method.name === name)?.title ?? name;
  return (
    <div className="stack">
      <section className="card" aria-label="Models">
        <div className="card-head">
          <div>
            <h2>Models</h2>
            <p>A champion is in force in its scope; a challenger waits to be promoted.</p>
          </div>
          <div className="filters" style={{ margin: 0 }}>
            <StorePick value={filter.store} all="All stores" onChange={(store) => url.set({ in: store })} />
            <CategoryPick value={filter.category} onChange={(category) => url.set({ category })} />
            <Pick
              label="Method"
              all="All methods"
              value={filter.method}
              options={methods.map((method) => ({ value: method.name, label: method.title }))}
              onChange={(method) => url.set({ method })}
            />
            <Pick
              label="Status"
              all="Any status"
              value={filter.status}
              options={STATUSES.map((status) => ({ value: status, label: words(status) }))}
              onChange={(status) => url.set({ status })}
            />
          </div>
        </div>
        {models.error ? (
          <div className="card-body">
            <ProblemBox error={models.error} onRetry={() => void models.refetch()} />
          </div>
        ) : (
          <Table
            label="Models"
            columns={columnsOf(title)}
            rows={models.data?.data}
            meta={models.data?.meta}
            onPage={(page) => url.set({ page })}
            rowKey={(model) => model.id}
            onOpen={(model) => setOpen(model.id)}
            empty={
              <Empty title={filtered ? 'No model matches' : 'No model registered yet'}>
                {filtered
                  ? 'Take a filter away to see more.'
                  : 'Train one, and its data, settings and errors are kept here.'}
              </Empty>
            }
          />
        )}
      </section>
      <Contests title={title} />
      <DriftCard />
      <Runs />
      {opened && (
        <ModelDialog
          model={opened}
          title={title(opened.method)}
          may={role === 'ADMIN' || role === 'PLANNER'}
          onOpen={setOpen}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}

function columnsOf(title: (name: string) => string): Column<Model>[] {
  return [
    {
      key: 'method',
      label: 'Model',
      title: true,
      cell: (model) => (
        <div>
          <span className="cell-main">{title(model.method)}</span>
          <div className="cell-sub">{scopeOf(model.scope)}</div>
        </div>
      ),
    },
    { key: 'status', label: 'Status', cell: (model) => <ModelStatusChip status={model.status} /> },
    { key: 'wape', label: 'WAPE', right: true, cell: (model) => percent(model.metrics?.wape), sort: wape },
    { key: 'bias', label: 'Bias', right: true, cell: (model) => biasOf(model.metrics?.bias) },
    { key: 'rmsse', label: 'RMSSE', right: true, cell: (model) => quantity(model.metrics?.rmsse) },
    { key: 'mase', label: 'MASE', right: true, wideOnly: true, cell: (model) => quantity(model.metrics?.mase) },
    figures('series', 'Series', whole),
    {
      key: 'data',
      label: 'Learned from',
      wideOnly: true,
      cell: (model) => `${dayFull(model.data_from)} to ${dayFull(model.data_to)}`,
    },
    { key: 'trained', label: 'Trained', cell: (model) => time(model.trained_at), sort: (model) => model.trained_at },
  ];
}
const wape = (model: Model) => model.metrics?.wape;
