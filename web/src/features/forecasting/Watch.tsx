import { Activity, ShieldCheck, Trophy } from 'lucide-react';
import { day, quantity, time, whole, words } from '@/shared/lib/format';
import { Empty } from '@/shared/ui/bits';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { Table, type Column } from '@/shared/ui/Table';
import { useContests, useDrift } from './queries';
import type { Contest, Drift } from './types';
import { driftWords, scopeOf } from './wording';

const DRIFT_COLUMNS: Column<Drift>[] = [
  {
    key: 'what',
    label: 'What',
    title: true,
    cell: (drift) => (
      <span className="row nowrap">
        <Activity size={16} aria-hidden="true" />
        <span>
          <span className="cell-main">{driftWords(drift)}</span>
          <div className="cell-sub">
            {scopeOf(drift)}
            {drift.detail && `: ${drift.detail}`}
          </div>
        </span>
      </span>
    ),
  },
  { key: 'since', label: 'Since', cell: (drift) => day(drift.since) },
  {
    key: 'value',
    label: 'Measured',
    right: true,
    cell: (drift) => (
      <span title={words(drift.statistic)}>
        {quantity(drift.value)} <span className="muted">of {quantity(drift.threshold)} allowed</span>
      </span>
    ),
  },
  { key: 'action', label: 'What was done', cell: (drift) => words(drift.action) },
  { key: 'found', label: 'Found', cell: (drift) => time(drift.found_at) },
];

/** Where sales moved away from what the models learned. */
export function DriftCard() {
  const drift = useDrift();
  if (drift.error) return <ProblemBox error={drift.error} onRetry={() => void drift.refetch()} />;
  return (
    <section className="card" aria-label="Drift">
      <div className="card-head">
        <div>
          <h2>Drift</h2>
          <p>Where sales moved away from what the models learned; they are trained anew there.</p>
        </div>
      </div>
      <Table
        label="Drift"
        columns={DRIFT_COLUMNS}
        rows={drift.data?.data}
        rowKey={(one) => one.id}
        empty={
          <Empty icon={<ShieldCheck strokeWidth={1.4} />} title="No drift found">
            Errors and sales are watched every night.
          </Empty>
        }
      />
    </section>
  );
}

function contestColumns(title: (name: string) => string): Column<Contest>[] {
  const entry = (name: string, rmsse: number, won: boolean) => (
    <span className="row nowrap">
      {won && <Trophy size={15} aria-label="Won" />}
      <span className={won ? 'strong' : undefined}>{title(name)}</span>
      <span className="muted num">{quantity(rmsse)}</span>
    </span>
  );
  return [
    {
      key: 'scope',
      label: 'Where',
      title: true,
      cell: (contest) => (
        <div>
          <span className="cell-main">{scopeOf(contest)}</span>
          <div className="cell-sub">{contest.reason}</div>
        </div>
      ),
    },
    {
      key: 'champion',
      label: 'Champion, RMSSE',
      cell: (contest) => entry(contest.champion_method, contest.champion_rmsse, !contest.better),
    },
    {
      key: 'challenger',
      label: 'Challenger, RMSSE',
      cell: (contest) => entry(contest.challenger_method, contest.challenger_rmsse, contest.better),
    },
    { key: 'action', label: 'What was done', cell: (contest) => words(contest.action) },
    { key: 'series', label: 'Series', right: true, cell: (contest) => whole(contest.series) },
    { key: 'held', label: 'Held', cell: (contest) => time(contest.held_at) },
  ];
}

/** Champions against challengers on the same days; nothing to show before there was one. */
export function Contests({ title }: { title: (name: string) => string }) {
  const contests = useContests();
  if (!contests.data || contests.data.data.length === 0) return null;
  return (
    <section className="card" aria-label="Contests">
      <div className="card-head">
        <div>
          <h2>Contests</h2>
          <p>Champion and challenger on the same days held back; a challenger has to win clearly.</p>
        </div>
      </div>
      <Table
        label="Contests"
        columns={contestColumns(title)}
        rows={contests.data.data}
        rowKey={(contest) => contest.id}
      />
    </section>
  );
}
