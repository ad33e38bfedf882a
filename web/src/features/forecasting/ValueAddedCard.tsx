import { Equal, Hourglass, TrendingDown, TrendingUp } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Query } from '@/shared/api/client';
import { percent, whole } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Async } from '@/shared/ui/Async';
import { Empty, Segments } from '@/shared/ui/bits';
import { figures, Table, type Column } from '@/shared/ui/Table';
import { useValueAdded } from './queries';
import type { ValueAdded, ValueAddedRow, ValueAddedStep, Verdict } from './types';
import { biasOf, points, segmentName } from './wording';

const VERDICTS: Record<Verdict, { label: string; tone: string; icon: ReactNode }> = {
  HELPED: { label: 'Helped', tone: 'good', icon: <TrendingUp /> },
  HURT: { label: 'Hurt', tone: 'critical', icon: <TrendingDown /> },
  NO_DIFFERENCE: { label: 'No difference', tone: '', icon: <Equal /> },
  TOO_EARLY: { label: 'Too early', tone: 'warn', icon: <Hourglass /> },
};
const BY = [
  { value: 'planner', label: 'Planner' },
  { value: 'reason', label: 'Reason' },
  { value: 'store', label: 'Store' },
  { value: 'category', label: 'Category' },
];

function VerdictChip({ verdict }: { verdict: Verdict }) {
  const look = VERDICTS[verdict];
  return (
    <span className={`chip ${look.tone}`}>
      {look.icon}
      {look.label}
    </span>
  );
}

/** Did people make the forecast better? Step by step, each forecast against the one before it. */
export function ValueAddedCard({ filter }: { filter: Query }) {
  const url = useUrlState({ fva: 'planner' });
  const by = url.value('fva');
  const added = useValueAdded({ ...filter, by });
  return (
    <Async query={added} height={220}>
      {(data) => (
        <section className="card" aria-label="Value added by overrides">
          <div className="card-head">
            <div>
              <h2>Did overrides help?</h2>
              <p>{data.words}</p>
            </div>
            <VerdictChip verdict={data.verdict} />
          </div>
          {data.total.days === 0 ? (
            <Empty title="No overridden day is over yet">
              Once the days of an override have passed, what the planner said is held against what the statistics said,
              and both against last week repeated.
            </Empty>
          ) : (
            <>
              <div className="card-body fva">
                <Stairs steps={data.steps} />
              </div>
              <div className="fva-by">
                <Segments label="By" value={by} options={BY} onChange={(fva) => url.set({ fva })} />
              </div>
              <Table label="Value added" columns={columnsOf(by)} rows={data.data} rowKey={(row) => row.segment ?? ''} />
            </>
          )}
        </section>
      )}
    </Async>
  );
}

const STEPS: Record<ValueAddedStep['name'], { title: string; note: string; colour: string }> = {
  NAIVE: { title: 'Last week repeated', note: 'no effort at all', colour: 'var(--chart-muted)' },
  STATISTICAL: { title: 'Statistics', note: 'what the models said', colour: 'var(--chart-2)' },
  OVERRIDE: { title: 'With overrides', note: 'what planners made of it', colour: 'var(--part-override)' },
};

function Stairs({ steps }: { steps: ValueAdded['steps'] }) {
  const top = Math.max(1e-9, ...steps.map((step) => step.wape ?? 0));
  return (
    <ol className="stairs" aria-label="Error of each forecast of the overridden days">
      {steps.map((step) => {
        const look = STEPS[step.name];
        return (
          <li key={step.name}>
            <div className="stairs-head">
              <span className="strong">{look.title}</span>
              <span className="small muted">{look.note}</span>
            </div>
            <div className="stairs-track" aria-hidden="true">
              <div style={{ width: `max(2px, ${((step.wape ?? 0) / top) * 100}%)`, background: look.colour }} />
            </div>
            <span className="num strong">{percent(step.wape)}</span>
            <span className="small stairs-added">
              {step.added === null || step.added === undefined ? (
                <span className="muted">bias {biasOf(step.bias)}</span>
              ) : (
                <span className={step.added >= 0 ? 'delta up' : 'delta down'}>
                  {step.added >= 0 ? 'better' : 'worse'} by {points(Math.abs(step.added)).slice(1)}
                </span>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function columnsOf(by: string): Column<ValueAddedRow>[] {
  return [
    {
      key: 'segment',
      label: BY.find((one) => one.value === by)?.label ?? 'Segment',
      title: true,
      cell: (row) => <span className="cell-main">{segmentName(row.segment, by)}</span>,
    },
    { key: 'verdict', label: 'Verdict', cell: (row) => <VerdictChip verdict={row.verdict} /> },
    {
      key: 'value_added',
      label: 'Value added',
      right: true,
      cell: (row) => points(row.value_added),
      sort: (row) => row.value_added,
    },
    { key: 'naive', label: 'Last week repeated', right: true, cell: (row) => percent(row.naive_wape) },
    { key: 'statistical', label: 'Statistics', right: true, cell: (row) => percent(row.statistical_wape) },
    { key: 'overridden', label: 'With overrides', right: true, cell: (row) => percent(row.overridden_wape) },
    { key: 'bias', label: 'Bias with overrides', right: true, cell: (row) => biasOf(row.overridden_bias) },
    figures('days', 'Days', whole),
  ];
}
