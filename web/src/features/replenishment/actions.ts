import { useMutation, useQueryClient } from '@tanstack/react-query';
import { get, idempotencyKey, post } from '@/shared/api/client';
import { keys } from '@/shared/api/queries';
import type { Listing, RestockLine } from '@/shared/api/types';
import { quantity } from '@/shared/lib/format';
import { applyLines } from '@/shared/live/apply';
import { say, sayProblem } from '@/shared/ui/toast';

/** What came of an approval: one for each supplier, or store that supplies, store and delivery date. */
interface Approved {
  purchase_orders: string[];
  transfers: string[];
}
const MOST_AT_ONCE = 500;

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
      for (const id of ids) await post(`${id.startsWith('T-') ? '/inventory/transfers' : '/orders'}/${id}/cancel`);
      say(ids.length === 1 ? `${ids[0]} is cancelled; the need is open again.` : `${ids.length} orders are cancelled.`);
    } catch (error) {
      sayProblem(error);
    }
    settle();
  };

  const approve = useMutation({
    mutationFn: async ({ lines, quantity: edited }: { lines: RestockLine[]; quantity?: number }) => {
      const orders: string[] = [];
      for (let at = 0; at < lines.length; at += MOST_AT_ONCE) {
        const some = lines.slice(at, at + MOST_AT_ONCE).map((line) => ({ id: line.id, quantity: edited }));
        const answer = await post<Approved>('/replenishment/lines/approve', { lines: some }, idempotencyKey());
        orders.push(...answer.purchase_orders, ...answer.transfers);
      }
      return orders;
    },
    onMutate: ({ lines }) => leave(lines, 'APPROVED'),
    onSuccess: (orders, { lines, quantity: edited }) => {
      const first = lines[0];
      if (!first) return;
      const what =
        lines.length === 1 ? `${quantity(edited ?? first.quantity)} × ${first.product_name}` : `${lines.length} lines`;
      const where = orders.length <= 2 ? orders.join(' and ') : `${orders.length} orders`;
      say(`Ordered ${what} in ${where}.`, () => void cancelOrders(orders));
    },
    onSettled: settle,
  });

  const wake = (line: RestockLine) => {
    post(`/replenishment/lines/${line.id}/wake`)
      .then(() => say(`${line.product_name} is back on the list.`))
      .catch(sayProblem)
      .finally(settle);
  };

  const reject = useMutation({
    mutationFn: (line: RestockLine) => post(`/replenishment/lines/${line.id}/reject`),
    onMutate: (line) => leave([line], 'REJECTED'),
    onSuccess: (_answer, line) =>
      say(`${line.product_name} at ${line.store_name ?? line.store} is turned down for a day.`, () => wake(line)),
    onSettled: settle,
  });

  const snooze = useMutation({
    mutationFn: ({ line, until }: { line: RestockLine; until: string }) =>
      post(`/replenishment/lines/${line.id}/snooze`, { until }),
    onMutate: ({ line }) => leave([line], 'SNOOZED'),
    onSuccess: (_answer, { line }) => say(`${line.product_name} comes back when its time is up.`, () => wake(line)),
    onSettled: settle,
  });

  return { approve, reject, snooze, wake };
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
