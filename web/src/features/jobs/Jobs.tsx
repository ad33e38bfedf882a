import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { get, post } from '@/shared/api/client';
import { keys, listOf, useMay } from '@/shared/api/queries';
import type { JobDefinition, JobRun, Listing } from '@/shared/api/types';
import { duration, time, whole, words } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Empty, PageHead, Pick, Progress, StatusChip } from '@/shared/ui/bits';
import { type Column } from '@/shared/ui/Table';
import { say } from '@/shared/ui/toast';
import { FoundTable, StatusFilter } from '@/shared/ui/ListPage';

/** Begun by what they need: a file, and the button on the welcome page. */
const ELSEWHERE = new Set(['import', 'demo']);
const NAMES: Record<string, string> = { 'stock-outs': 'Stock-outs', 'replenishment-check': 'Restock check' };
const jobName = (name: string) => NAMES[name] ?? words(name.replaceAll('-', '_'));
const active = (run: JobRun) => run.status === 'RUNNING' || run.status === 'QUEUED';

export default function Jobs() {
  const url = useUrlState();
  const may = useMay().plan;
  const query = { name: url.value('name'), status: url.value('status'), page: url.page, limit: 25 };
  const runs = useQuery({
    queryKey: [...keys.jobs, 'list', query],
    queryFn: () => get<Listing<JobRun>>('/jobs', query),
    placeholderData: keepPreviousData,
    refetchInterval: (asked) => (asked.state.data?.data.some(active) ? 2000 : 20_000),
  });
  const definitions = useQuery({
    queryKey: ['job-definitions'],
    queryFn: () => get<Listing<JobDefinition> | JobDefinition[]>('/jobs/definitions').then(listOf),
  });
  const cancel = useCancel();
  const columns: Column<JobRun>[] = [
    {
      key: 'name',
      label: 'Job',
      title: true,
      cell: (run) => <span className="cell-main">{jobName(run.name)}</span>,
    },
    { key: 'status', label: 'Status', cell: (run) => <StatusChip status={run.status} /> },
    { key: 'progress', label: 'Progress', cell: (run) => <RunProgress run={run} /> },
    { key: 'requested', label: 'Requested', cell: (run) => time(run.requested_at), sort: (run) => run.requested_at },
    { key: 'by', label: 'By', cell: (run) => run.requested_by ?? 'the schedule' },
    { key: 'took', label: 'Took', right: true, cell: (run) => duration(run.started_at, run.finished_at) },
    {
      key: 'cancel',
      label: '',
      cell: (run) =>
        may && active(run) ? (
          <button type="button" className="btn small" onClick={() => cancel.mutate(run.id)}>
            Cancel
          </button>
        ) : null,
    },
  ];
  return (
    <>
      <PageHead
        title="Jobs"
        lead="Work that the server does in the background: by schedule, after events, or when asked."
      />
      <div className="stack">
        <Definitions definitions={definitions.data ?? []} may={may} />
        <section className="card" aria-label="Runs">
          <div className="card-head">
            <h2>Runs</h2>
            <div className="filters" style={{ margin: 0 }}>
              <Pick
                label="Job"
                all="All jobs"
                value={query.name}
                options={(definitions.data ?? []).map((one) => ({ value: one.name, label: jobName(one.name) }))}
                onChange={(name) => url.set({ name })}
              />
              <StatusFilter statuses={['QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED']} />
            </div>
          </div>
          <FoundTable
            label="Runs"
            found={runs}
            columns={columns}
            rowKey={(run) => run.id}
            empty={<Empty title="No run yet">Jobs run after uploads, by their schedule, or from the list above.</Empty>}
          />
        </section>
      </div>
    </>
  );
}

function RunProgress({ run }: { run: JobRun }) {
  if (run.status === 'RUNNING') {
    return (
      <div style={{ minWidth: 160 }}>
        <Progress label={`Progress of ${run.name}`} done={run.done} total={run.total} />
        <span className="cell-sub">{run.message}</span>
      </div>
    );
  }
  if (run.error)
    return (
      <span className="small" style={{ color: 'var(--critical-ink)' }}>
        {run.error}
      </span>
    );
  return (
    <span className="small soft">
      {run.message || (run.total > 0 ? `${whole(run.done)} of ${whole(run.total)}` : '–')}
    </span>
  );
}

function useCancel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => post(`/jobs/${id}/cancel`),
    onSuccess: () => {
      say('The run is asked to stop.');
      void client.invalidateQueries({ queryKey: keys.jobs });
    },
  });
}

function Definitions({ definitions, may }: { definitions: JobDefinition[]; may: boolean }) {
  const client = useQueryClient();
  const trigger = useMutation({
    mutationFn: (name: string) => post(`/jobs/${encodeURIComponent(name)}/trigger`, {}),
    onSuccess: (_answer, name) => {
      say(`${jobName(name)} is queued.`);
      void client.invalidateQueries({ queryKey: keys.jobs });
    },
  });
  if (definitions.length === 0) return null;
  return (
    <ul className="job-cards">
      {definitions.map((job) => (
        <li key={job.name} className="card">
          <div className="grow">
            <h3>{jobName(job.name)}</h3>
            <p className="small soft">{job.description}</p>
            {job.next_at && <p className="small muted">Next by itself: {time(job.next_at)}</p>}
          </div>
          {may && !ELSEWHERE.has(job.name) && (
            <button
              type="button"
              className="btn small"
              disabled={trigger.isPending}
              onClick={() => trigger.mutate(job.name)}
            >
              <Play /> Run
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
