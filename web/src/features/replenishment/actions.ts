import { useMutation, useQueryClient } from '@tanstack/react-query';
import { get, idempotencyKey, post } from '@/shared/api/client';
import { keys } from '@/shared/api/queries';
import type { Listing, RestockLine } from '@/shared/api/types';
import { quantity } from '@/shared/lib/format';
import { applyLines } from '@/shared/live/apply';
import { say, sayProblem } from '@/shared/ui/toast';

/** What the server answers to an approval: the line as it now is, and the purchase order that it became part of. */
interface Approved extends Partial<RestockLine> {
  purchase_order?: string | { id: string } | null;
  purchase_order_id?: string | number | null;
  order?: string | null;
}

export function orderOf(answer: Approved | undefined): string | null {
  const given = answer?.purchase_order ?? answer?.order ?? answer?.purchase_order_id;
  if (given === null || given === undefined) return null;
  const id = typeof given === 'object' ? given.id : String(given);
  return /^\d+$/.test(id) ? `PO-${id}` : id;
}

/** Everything a person can do to lines; the lists change at once and are put right by the server's answer. */
export function useLineActions() {
  const client = useQueryClient();
  const settle = () => {
    for (const key of [keys.lines, keys.dashboard, keys.orders, keys.levels])
      void client.invalidateQueries({ queryKey: key });
  };
  const leave = (lines: RestockLine[], status: RestockLine['status']) =>
    applyLines(
      client,
      lines.map((line) => ({ ...line, status })),
    );

  const cancelOrders = async (ids: string[]) => {
    try {
      for (const id of ids) await post(`/orders/${id}/cancel`);
      say(
        ids.length === 1
          ? `${ids[0]} is cancelled; the need is open again.`
          : `${ids.length} purchase orders are cancelled.`,
      );
    } catch (error) {
      sayProblem(error);
    }
    settle();
  };

  const approve = useMutation({
    mutationFn: async ({ lines, quantity: edited }: { lines: RestockLine[]; quantity?: number }) => {
      const orders = new Set<string>();
      const refused: { line: RestockLine; error: unknown }[] = [];
      for (const line of lines) {
        try {
          const body = edited === undefined ? {} : { quantity: edited };
          const order = orderOf(
            await post<Approved>(`/replenishment/lines/${line.id}/approve`, body, idempotencyKey()),
          );
          if (order) orders.add(order);
        } catch (error) {
          refused.push({ line, error });
        }
      }
      return { orders: [...orders], refused };
    },
    onMutate: ({ lines }) => leave(lines, 'APPROVED'),
    onSuccess: ({ orders, refused }, { lines, quantity: edited }) => {
      const done = lines.length - refused.length;
      const first = lines[0];
      if (done > 0 && first) {
        const what = done === 1 ? `${quantity(edited ?? first.quantity)} × ${first.product_name}` : `${done} lines`;
        const where =
          orders.length === 0 ? '' : orders.length <= 2 ? ` in ${orders.join(' and ')}` : ` in ${orders.length} orders`;
        say(`Ordered ${what}${where}.`, orders.length > 0 ? () => void cancelOrders(orders) : undefined);
      }
      refused.slice(0, 2).forEach(({ error }) => sayProblem(error));
    },
    onSettled: settle,
  });

  const reject = useMutation({
    mutationFn: ({ line, reason }: { line: RestockLine; reason: string }) =>
      post(`/replenishment/lines/${line.id}/reject`, reason ? { reason } : {}),
    onMutate: ({ line }) => leave([line], 'REJECTED'),
    onSuccess: (_answer, { line }) => say(`${line.product_name} at ${line.store_name ?? line.store} is rejected.`),
    onSettled: settle,
  });

  const snooze = useMutation({
    mutationFn: ({ line, until }: { line: RestockLine; until: string }) =>
      post(`/replenishment/lines/${line.id}/snooze`, { until }),
    onMutate: ({ line }) => leave([line], 'SNOOZED'),
    onSuccess: (_answer, { line }) => say(`${line.product_name} comes back when its time is up.`),
    onSettled: settle,
  });

  return { approve, reject, snooze };
}

/** All open lines that match, page by page: what "approve all" acts on. */
export async function fetchAll(query: Record<string, string>): Promise<RestockLine[]> {
  const all: RestockLine[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await get<Listing<RestockLine>>('/replenishment/lines', { ...query, page, limit: 500 });
    all.push(...answer.data);
    if (answer.data.length === 0 || all.length >= answer.meta.total) return all;
  }
}
