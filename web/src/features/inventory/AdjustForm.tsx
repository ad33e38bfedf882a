import { useMutation, useQueryClient } from '@tanstack/react-query';
import { get, idempotencyKey, post } from '@/shared/api/client';
import { keys } from '@/shared/api/queries';
import type { Listing, StockLevel } from '@/shared/api/types';
import { quantity } from '@/shared/lib/format';
import { Field, Form, textOrNull, type Values } from '@/shared/ui/Form';
import { say } from '@/shared/ui/toast';
import { fieldOf, instantOf } from './moment';

interface Movement {
  kind: string;
  quantity: number;
}

/** A count never sets stock: what is posted is the difference to the books, with its reason. */
export function movementOf(kind: string, amount: number, onHand: number): Movement | null {
  if (kind !== 'COUNT_VARIANCE') return amount > 0 ? { kind, quantity: amount } : null;
  const variance = Number((amount - onHand).toFixed(3));
  return variance === 0 ? null : { kind, quantity: variance };
}

/** What the books say of what was counted: one lot or the product, at the time of counting. */
async function booksOf(level: StockLevel, lot: string | null, at: string): Promise<number> {
  if (!lot && !at) return level.on_hand;
  const query = { store: level.store, sku: level.sku, lot, as_of: at };
  const answer = await get<Listing<StockLevel>>('/inventory/levels', query);
  return answer.data[0]?.on_hand ?? 0;
}

export function AdjustForm({ level, onDone }: { level: StockLevel; onDone: () => void }) {
  const client = useQueryClient();
  const adjust = useMutation({
    meta: { quiet: true },
    mutationFn: async (values: Values) => {
      const lot = textOrNull(values.lot);
      const at = instantOf(values.when ?? '');
      const kind = values.kind ?? '';
      const onHand = kind === 'COUNT_VARIANCE' ? await booksOf(level, lot, at) : level.on_hand;
      const movement = movementOf(kind, Number(values.quantity), onHand);
      if (!movement) return 'The count equals the books; nothing was posted.';
      const body = {
        ...movement,
        store: level.store,
        sku: level.sku,
        lot: lot ?? undefined,
        occurred_at: at || undefined,
        reason: textOrNull(values.reason) ?? undefined,
      };
      await post('/inventory/transactions', body, idempotencyKey());
      return 'The movement is posted.';
    },
    onSuccess: (answer) => {
      void client.invalidateQueries({ queryKey: keys.levels });
      say(answer);
      onDone();
    },
  });
  return (
    <Form submit="Post" busy={adjust.isPending} error={adjust.error} onSubmit={adjust.mutate} onCancel={onDone}>
      {(errorOf) => (
        <div className="form-grid">
          <Field label="What happened" error={errorOf('kind')}>
            <select name="kind">
              <option value="COUNT_VARIANCE">Counted: there are …</option>
              <option value="RECEIPT">Received</option>
              <option value="WASTE">Wasted or damaged</option>
              <option value="SUPPLIER_RETURN">Returned to the supplier</option>
            </select>
          </Field>
          <Field
            label="Quantity"
            hint={`The books say ${quantity(level.on_hand)} on hand.`}
            error={errorOf('quantity')}
          >
            <input name="quantity" type="number" min={0} step="any" required />
          </Field>
          <Field label="Lot" hint="Empty: the first to expire." error={errorOf('lot')}>
            <input name="lot" />
          </Field>
          <Field label="When" hint="Empty: now." error={errorOf('occurred_at')}>
            <input name="when" type="datetime-local" max={fieldOf(new Date().toISOString())} />
          </Field>
          <Field label="Reason" error={errorOf('reason')}>
            <input name="reason" required maxLength={200} />
          </Field>
        </div>
      )}
    </Form>
  );
}
