import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, RefreshCw } from 'lucide-react';
import { useMemo, useState } from 'react';
import { post } from '@/shared/api/client';
import { keys, useLines, useMay } from '@/shared/api/queries';
import type { RestockLine } from '@/shared/api/types';
import { whole } from '@/shared/lib/format';
import { useListKeys } from '@/shared/lib/listKeys';
import { useUrlState } from '@/shared/lib/urlState';
import { Skeleton } from '@/shared/ui/Async';
import { Empty, PageHead, Pick, SearchBox, Segments } from '@/shared/ui/bits';
import { CategoryPick, StorePick } from '@/shared/ui/pickers';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { Pager } from '@/shared/ui/Table';
import { say } from '@/shared/ui/toast';
import { fetchAll, useLineActions } from './actions';
import { Line } from './Line';
import { EditDialog, SnoozeDialog } from './dialogs';

const DEFAULTS = { status: 'OPEN' };
const STATUSES = ['OPEN', 'SNOOZED', 'APPROVED', 'REJECTED', 'WITHDRAWN'];
export type Asked = { kind: 'edit' | 'snooze'; line: RestockLine };

export default function Restock() {
  const url = useUrlState(DEFAULTS);
  const filter = {
    status: url.value('status'),
    store: url.value('store'),
    urgency: url.value('urgency'),
    category: url.value('category'),
    search: url.value('search'),
  };
  const query = useLines({ ...filter, page: url.page, limit: 50 });
  const lines = useMemo(() => query.data?.data ?? [], [query.data]);
  const actions = useLineActions();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [chosen, setChosen] = useState<Set<number>>(new Set());
  const may = useMay().operate;
  const linked = Number(url.value('line')) || null;
  const [open, setOpen] = useState<number | null>(linked);
  const approve = (which: RestockLine[]) => {
    actions.approve.mutate({ lines: which });
    setChosen(new Set());
  };
  const { cursor, setCursor } = useListKeys(lines, {
    enabled: asked === null,
    elementId: (line) => `line-${line.id}`,
    keys: {
      a: (line) => may && line.status === 'OPEN' && approve([line]),
      Enter: (line) => setOpen((before) => (before === line.id ? null : line.id)),
      x: (line) => setChosen((before) => toggled(before, line.id)),
    },
  });
  const selected = lines.filter((line) => chosen.has(line.id));
  const filtered = Boolean(filter.store || filter.urgency || filter.category || filter.search);

  return (
    <>
      <PageHead
        title="Restock"
        lead={
          <>
            What to order, by when, and why.{' '}
            <span className="keys-hint">
              Keys: <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> opens the reasoning, <kbd>x</kbd> selects,{' '}
              <kbd>a</kbd> approves.
            </span>
          </>
        }
      >
        {may && <CheckButton />}
      </PageHead>
      <div className="filters">
        <SearchBox value={filter.search} placeholder="Search products" onChange={(search) => url.set({ search })} />
        <Segments
          label="Urgency"
          value={filter.urgency}
          onChange={(urgency) => url.set({ urgency })}
          options={[
            { value: '', label: 'All' },
            { value: 'CRITICAL', label: 'Critical' },
            { value: 'HIGH', label: 'High' },
            { value: 'MEDIUM', label: 'Medium' },
          ]}
        />
        <StorePick value={filter.store} all="All stores" onChange={(store) => url.set({ store })} />
        <CategoryPick value={filter.category} onChange={(category) => url.set({ category })} />
        <Pick
          label="Status"
          value={filter.status}
          options={STATUSES.map((status) => ({
            value: status,
            label: status.charAt(0) + status.slice(1).toLowerCase(),
          }))}
          onChange={(status) => url.set({ status })}
        />
      </div>
      {may && filter.status === 'OPEN' && lines.length > 0 && (
        <BulkBar
          shown={lines}
          total={query.data?.meta.total ?? 0}
          selected={selected}
          onChoose={(ids) => setChosen(new Set(ids))}
          onApprove={() => approve(selected)}
          onApproveAll={async () => approve(await fetchAll(filter))}
          busy={actions.approve.isPending}
        />
      )}
      {query.error && <ProblemBox error={query.error} onRetry={() => void query.refetch()} />}
      {!query.data && !query.error && <Waiting />}
      {query.data && lines.length === 0 && (
        <div className="card">
          <Empty icon={<CircleCheck strokeWidth={1.4} />} title={filtered ? 'No line matches' : 'Nothing to order'}>
            {filtered
              ? 'Take a filter away to see more.'
              : 'Every product covers its expected demand. Lines appear here as soon as one does not.'}
          </Empty>
        </div>
      )}
      <ul className="restock-list" aria-label="Restock lines">
        {lines.map((line, at) => (
          <Line
            key={line.id}
            line={line}
            may={may}
            active={at === cursor}
            open={line.id === open}
            chosen={chosen.has(line.id)}
            onToggle={() => {
              setCursor(at);
              setOpen(open === line.id ? null : line.id);
            }}
            onChoose={() => setChosen(toggled(chosen, line.id))}
            onApprove={() => approve([line])}
            onAsk={(kind) => setAsked({ kind, line })}
            onReject={() => actions.reject.mutate(line)}
            onWake={() => actions.wake(line)}
          />
        ))}
      </ul>
      {query.data && query.data.meta.total > query.data.meta.limit && (
        <Pager meta={query.data.meta} onPage={(page) => url.set({ page })} />
      )}
      {asked?.kind === 'edit' && (
        <EditDialog
          line={asked.line}
          onClose={() => setAsked(null)}
          onApprove={(quantity) => actions.approve.mutate({ lines: [asked.line], quantity })}
        />
      )}
      {asked?.kind === 'snooze' && (
        <SnoozeDialog
          line={asked.line}
          onClose={() => setAsked(null)}
          onSnooze={(until) => actions.snooze.mutate({ line: asked.line, until })}
        />
      )}
    </>
  );
}

function toggled(before: Set<number>, id: number) {
  const after = new Set(before);
  if (!after.delete(id)) after.add(id);
  return after;
}

function CheckButton() {
  const client = useQueryClient();
  const check = useMutation({
    mutationFn: () => post('/replenishment/check'),
    onSuccess: () => {
      say('The stock of all stores is being checked.');
      void client.invalidateQueries({ queryKey: keys.lines });
    },
  });
  return (
    <button type="button" className="btn" disabled={check.isPending} onClick={() => check.mutate()}>
      <RefreshCw /> Check now
    </button>
  );
}

function BulkBar(props: {
  shown: RestockLine[];
  total: number;
  selected: RestockLine[];
  onChoose: (ids: number[]) => void;
  onApprove: () => void;
  onApproveAll: () => void;
  busy: boolean;
}) {
  const { shown, total, selected } = props;
  const all = selected.length === shown.length;
  return (
    <div className="bulk-bar">
      <label className="row nowrap">
        <input
          type="checkbox"
          checked={all}
          ref={(box) => {
            if (box) box.indeterminate = selected.length > 0 && !all;
          }}
          onChange={() => props.onChoose(all ? [] : shown.map((line) => line.id))}
        />
        <span className="num">
          {selected.length > 0 ? `${whole(selected.length)} selected` : `${whole(total)} lines`}
        </span>
      </label>
      {selected.length > 0 && (
        <span className="row">
          {all && total > shown.length && (
            <button type="button" className="btn small" disabled={props.busy} onClick={props.onApproveAll}>
              Approve all {whole(total)}
            </button>
          )}
          <button type="button" className="btn small primary" disabled={props.busy} onClick={props.onApprove}>
            Approve {whole(selected.length)}
          </button>
        </span>
      )}
    </div>
  );
}

function Waiting() {
  return (
    <div className="stack tight" role="status" aria-label="Loading">
      {Array.from({ length: 6 }, (_, at) => (
        <Skeleton key={at} height={76} />
      ))}
    </div>
  );
}
