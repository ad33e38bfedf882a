import { ChartFrame } from '@/shared/charts/ChartFrame';
import { StackChart } from '@/shared/charts/StackChart';
import { dayFull, quantity } from '@/shared/lib/format';
import { Skeleton } from '@/shared/ui/Async';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { useExplanation } from './queries';
import type { ExplanationPart } from './types';

const COLOURS: Record<string, string> = {
  'stock-out correction': 'var(--part-hidden)',
  trend: 'var(--part-trend)',
  season: 'var(--part-season)',
  'other models': 'var(--part-others)',
  learned: 'var(--part-others)',
  alignment: 'var(--part-alignment)',
  'floor at zero': 'var(--chart-muted)',
  override: 'var(--part-override)',
};
export const colourOf = (part: ExplanationPart) => COLOURS[part.name] ?? 'var(--part-causes)';

/** Why this number: in words for most readers, in parts that add up for those who want to check. */
export function Why({ store, sku }: { store: string; sku: string }) {
  const why = useExplanation(store, sku);
  if (why.error) return <ProblemBox error={why.error} onRetry={() => void why.refetch()} />;
  if (!why.data) return <Skeleton height={320} />;
  const { days, mean, parts, words } = why.data;
  const [level, ...others] = parts;
  return (
    <ChartFrame
      title="Why this number"
      note="What each day is made of; the parts add up to it exactly."
      rows={days.map((day, at) => ({ day, at }))}
      rowKey={(row) => row.day}
      columns={[
        { key: 'day', label: 'Day', title: true, cell: (row) => dayFull(row.day), sort: (row) => row.day },
        ...parts.map((part, at) => ({
          key: `${at}`,
          label: part.title,
          right: true,
          cell: (row: { at: number }) => quantity(part.units[row.at]),
        })),
        { key: 'mean', label: 'Expected', right: true, cell: (row) => quantity(mean[row.at]) },
      ]}
      legend={[
        { label: 'Expected', colour: 'var(--ink)' },
        ...(level ? [{ label: level.title, colour: 'var(--chart-muted)', shape: 'dash' as const }] : []),
        ...others.map((part) => ({ label: part.title, colour: colourOf(part), shape: 'box' as const })),
      ]}
    >
      <div className="why">
        <ul className="why-words">
          {words.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <StackChart
          label="Parts of the forecast per day, around what it usually sells; the same figures are in the table view"
          days={days}
          base={{ label: level?.title ?? '', colour: 'var(--chart-muted)', values: level?.units ?? [] }}
          layers={others.map((part) => ({ label: part.title, colour: colourOf(part), values: part.units }))}
          whole={{ label: 'Expected', values: mean }}
        />
      </div>
    </ChartFrame>
  );
}
