import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, put } from '@/shared/api/client';
import { keys } from '@/shared/api/queries';
import { Segments } from '@/shared/ui/bits';
import { say } from '@/shared/ui/toast';

type Kind = 'USE_BY' | 'BEST_BEFORE';
const SAYS: Record<Kind, string> = {
  USE_BY: 'After its day a lot is neither promised nor picked for an order.',
  BEST_BEFORE: 'After its day a lot may still be sold; it goes first.',
};

/** What the day on the product's lots means for orders. */
export function DateKind({ sku, may }: { sku: string; may: boolean }) {
  const client = useQueryClient();
  const key = [...keys.products, 'date-kind', sku];
  const path = `/products/${encodeURIComponent(sku)}/date-kind`;
  const kind = useQuery({ queryKey: key, queryFn: () => get<{ date_kind: Kind }>(path) }).data?.date_kind;
  const change = useMutation({
    mutationFn: (next: Kind) => put<{ date_kind: Kind }>(path, { date_kind: next }),
    onSuccess: (answer) => {
      client.setQueryData(key, answer);
      say('Saved.');
    },
  });
  if (!kind) return null;
  return (
    <section className="card card-pad row" aria-label="The day on a lot">
      <div style={{ flex: 1 }}>
        <h2>The day on a lot</h2>
        <p className="soft small">{SAYS[kind]}</p>
      </div>
      {may ? (
        <Segments
          label="The day on a lot"
          value={kind}
          options={[
            { value: 'USE_BY', label: 'Use by' },
            { value: 'BEST_BEFORE', label: 'Best before' },
          ]}
          onChange={(next) => next !== kind && change.mutate(next)}
        />
      ) : (
        <span className="chip">{kind === 'USE_BY' ? 'Use by' : 'Best before'}</span>
      )}
    </section>
  );
}
