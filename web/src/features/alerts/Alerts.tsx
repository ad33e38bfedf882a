import { BellOff, Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { csvOf } from '@/shared/api/client';
import { useMe } from '@/shared/api/queries';
import type { Alert } from '@/shared/api/types';
import { useListKeys } from '@/shared/lib/listKeys';
import { useUrlState } from '@/shared/lib/urlState';
import { Skeleton } from '@/shared/ui/Async';
import { Empty, PageHead, Pick, Segments } from '@/shared/ui/bits';
import { Dialog } from '@/shared/ui/Dialog';
import { Field, Form } from '@/shared/ui/Form';
import { StorePick } from '@/shared/ui/pickers';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { Pager } from '@/shared/ui/Table';
import { AlertRow } from './AlertRow';
import { KINDS, useAlerts, useAlertSteps } from './alerts';

const DEFAULTS = { status: 'ACTIVE', sort: '-severity' };

export default function Alerts() {
  const url = useUrlState(DEFAULTS);
  const filter = {
    status: url.value('status'),
    severity: url.value('severity'),
    kind: url.value('kind'),
    store: url.value('store'),
    sort: url.value('sort'),
  };
  const query = { ...filter, page: url.page, limit: 50 };
  const alerts = useAlerts(query);
  const rows = useMemo(() => alerts.data?.data ?? [], [alerts.data]);
  const may = useMe().data?.role !== 'ANALYST';
  const { acknowledge, resolve, reopen } = useAlertSteps();
  const [resolving, setResolving] = useState<Alert | null>(null);
  const busy = acknowledge.isPending || resolve.isPending || reopen.isPending;
  const { cursor } = useListKeys(rows, {
    enabled: may && resolving === null,
    elementId: (alert) => `alert-${alert.id}`,
    keys: {
      a: (alert) => alert.status === 'OPEN' && acknowledge.mutate(alert),
      r: (alert) => alert.status !== 'RESOLVED' && setResolving(alert),
    },
  });
  const history = filter.status === 'HISTORY';
  const narrowed = Boolean(filter.severity || filter.kind || filter.store);
  return (
    <>
      <PageHead
        title="Alerts"
        lead={
          <>
            What needs a person, the most severe first. An alert goes by itself when its cause is gone.{' '}
            {may && (
              <span className="keys-hint">
                Keys: <kbd>j</kbd> <kbd>k</kbd> move, <kbd>a</kbd> acknowledges, <kbd>r</kbd> resolves.
              </span>
            )}
          </>
        }
      >
        {rows.length > 0 && (
          <a className="btn" href={csvOf('/alerts', filter)} download>
            <Download /> CSV
          </a>
        )}
      </PageHead>
      <div className="filters">
        <Segments
          label="Which"
          value={filter.status}
          onChange={(status) => url.set({ status, sort: status === 'HISTORY' ? '-last_seen_at' : null })}
          options={[
            { value: 'ACTIVE', label: 'Active' },
            { value: 'HISTORY', label: 'History' },
          ]}
        />
        <Pick
          label="Severity"
          all="Any severity"
          value={filter.severity}
          options={[
            { value: 'CRITICAL', label: 'Critical' },
            { value: 'HIGH', label: 'High' },
            { value: 'MEDIUM', label: 'Medium' },
            { value: 'LOW', label: 'Low' },
          ]}
          onChange={(severity) => url.set({ severity })}
        />
        <Pick
          label="Kind"
          all="All kinds"
          value={filter.kind}
          options={Object.entries(KINDS).map(([value, label]) => ({ value, label }))}
          onChange={(kind) => url.set({ kind })}
        />
        <StorePick value={filter.store} all="All stores" onChange={(store) => url.set({ store })} />
        <Pick
          label="Order"
          value={filter.sort}
          options={[
            { value: '-severity', label: 'Most severe first' },
            { value: '-last_seen_at', label: 'Last seen first' },
            { value: '-raised_at', label: 'Newest first' },
            { value: 'raised_at', label: 'Oldest first' },
          ]}
          onChange={(sort) => url.set({ sort })}
        />
      </div>
      {alerts.error && <ProblemBox error={alerts.error} onRetry={() => void alerts.refetch()} />}
      {!alerts.data && !alerts.error && (
        <div className="stack tight" role="status" aria-label="Loading">
          {Array.from({ length: 4 }, (_, at) => (
            <Skeleton key={at} height={96} />
          ))}
        </div>
      )}
      {alerts.data && rows.length === 0 && <Nothing history={history} narrowed={narrowed} />}
      <ul className="alert-list" aria-label={history ? 'Past alerts' : 'Active alerts'}>
        {rows.map((alert, at) => (
          <AlertRow
            key={alert.id}
            alert={alert}
            may={may}
            active={at === cursor}
            busy={busy}
            onAcknowledge={() => acknowledge.mutate(alert)}
            onResolve={() => setResolving(alert)}
            onReopen={() => reopen.mutate(alert)}
          />
        ))}
      </ul>
      {alerts.data && alerts.data.meta.total > alerts.data.meta.limit && (
        <Pager meta={alerts.data.meta} onPage={(page) => url.set({ page })} />
      )}
      {resolving && (
        <ResolveDialog
          alert={resolving}
          onClose={() => setResolving(null)}
          onResolve={(note) => resolve.mutate({ alert: resolving, note })}
        />
      )}
    </>
  );
}

function Nothing({ history, narrowed }: { history: boolean; narrowed: boolean }) {
  const title = narrowed ? 'No alert matches' : history ? 'No alert is over yet' : 'All quiet';
  return (
    <div className="card">
      <Empty icon={<BellOff strokeWidth={1.4} />} title={title}>
        {narrowed
          ? 'Take a filter away to see more.'
          : history
            ? 'What was resolved, by whom and how, stays here.'
            : 'Stock below zero, books that disagree, forecasts that no longer fit and jobs that fail appear here at once.'}
      </Empty>
    </div>
  );
}

/** The dialog gives the focus to what has this attribute; React's own would come before the dialog is shown. */
const focused = (element: HTMLElement | null) => element?.setAttribute('autofocus', '');

function ResolveDialog(props: { alert: Alert; onClose: () => void; onResolve: (note: string) => void }) {
  return (
    <Dialog title="Resolve the alert" onClose={props.onClose}>
      <Form
        submit="Resolve"
        busy={false}
        error={null}
        onCancel={props.onClose}
        onSubmit={(values) => {
          props.onResolve(values.note?.trim() ?? '');
          props.onClose();
        }}
      >
        {() => (
          <>
            <p className="soft">{props.alert.title}</p>
            <Field label="What was done" hint="For whoever meets it next time; may stay empty.">
              <textarea name="note" rows={3} maxLength={1000} ref={focused} />
            </Field>
          </>
        )}
      </Form>
    </Dialog>
  );
}
