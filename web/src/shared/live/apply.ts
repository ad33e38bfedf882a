import type { QueryClient } from '@tanstack/react-query';
import { keys } from '@/shared/api/queries';
import type {
  Alert,
  Dashboard,
  Heatmap,
  JobRun,
  Listing,
  RestockLine,
  StockLevel,
  Totals,
  Upload,
} from '@/shared/api/types';

export interface SaleMessage {
  type: 'sale';
  at: string;
  store?: string | null;
  pincode?: string | null;
  units: number;
  revenue: number;
  today?: Totals | null;
  zones?: { pincode: string; units: number; revenue: number; orders?: number }[] | null;
  levels?: { store: string; sku: string; on_hand: number }[] | null;
  lines?: RestockLine[];
}
export type LiveMessage =
  | SaleMessage
  | {
      type: 'plan';
      at: string;
      lines?: RestockLine[];
      changed?: RestockLine[];
      closed?: { id: number }[];
    }
  | ({ type: 'import'; at: string; upload_id?: number } & Partial<Upload>)
  | ({ type: 'job'; at: string; run_id?: number } & Partial<JobRun>)
  | { type: 'forecast'; at: string; run_id?: number }
  | { type: 'alert'; at: string; alerts: Alert[]; bulk: boolean };

/** Whose figures a message holds: the chain's (null) or one store's, and whether that is all that the user sees. */
export interface Reach {
  store: string | null;
  all: boolean;
}
type Soon = (key: readonly unknown[]) => void;

/** Writes a message's figures into the cached answers, so that the open page changes without asking the server again. */
export function applyMessage(
  client: QueryClient,
  message: LiveMessage,
  soon: Soon,
  reach: Reach = { store: null, all: true },
) {
  switch (message.type) {
    case 'sale':
      return applySale(client, message, soon, reach);
    case 'plan': {
      applyLines(client, message.lines ?? message.changed ?? []);
      removeLines(client, message.closed ?? []);
      soon(keys.lines);
      return;
    }
    case 'import': {
      const id = message.upload_id ?? message.id;
      client.setQueriesData<Upload>({ queryKey: [...keys.uploads, 'one', id] }, (before) =>
        before ? { ...before, ...withoutEnvelope(message), id: before.id } : before,
      );
      if (message.status === 'DONE' || message.status === 'UNDONE') void client.invalidateQueries();
      else soon([...keys.uploads, 'list']);
      return;
    }
    case 'job': {
      const id = message.run_id ?? message.id;
      client.setQueriesData<JobRun>({ queryKey: [...keys.jobs, 'run', id] }, (before) =>
        before ? { ...before, ...withoutEnvelope(message), id: before.id } : before,
      );
      soon([...keys.jobs, 'list']);
      return;
    }
    case 'alert':
      // What is on the list, and where, depends on its filters and order.
      applyAlerts(client, message.alerts);
      soon(keys.alerts);
      return;
    case 'forecast':
      soon(keys.forecasts);
      soon(keys.dashboard);
  }
}

function applySale(client: QueryClient, sale: SaleMessage, soon: Soon, reach: Reach) {
  for (const [key, before] of client.getQueriesData<Dashboard>({ queryKey: keys.dashboard })) {
    const whose = String(key[1] ?? '');
    const fits = whose === (reach.store ?? '') || (whose === '' && reach.all);
    if (!before || !sale.today || !fits) continue;
    const last = before.trend.at(-1);
    const trend =
      last?.day === before.as_of
        ? [...before.trend.slice(0, -1), { ...last, units: sale.today.units, revenue: sale.today.revenue }]
        : before.trend;
    client.setQueryData<Dashboard>(key, { ...before, has_sales: true, catching_up: false, today: sale.today, trend });
  }
  for (const [key, before] of client.getQueriesData<Heatmap>({ queryKey: keys.heatmap })) {
    const question = (key[1] ?? {}) as Record<string, unknown>;
    if (before && sale.zones && reach.all && isWholeDay(question)) {
      client.setQueryData(key, { ...before, data: mergeZones(before.data, sale.zones) });
    }
  }
  if (sale.levels) applyLevels(client, sale.levels);
  if (sale.lines) applyLines(client, sale.lines);
  soon(keys.heatmap);
  soon(keys.lines);
  soon(keys.dashboard);
  soon(keys.orders);
  if (!sale.levels) soon(keys.levels);
}

/** The message holds the day's sums, so it fits questions for that day and all products; others are asked again. */
const isWholeDay = (question: Record<string, unknown>) =>
  question.from === question.to && !question.hours && !question.store && !question.product && !question.category;

export function mergeZones(before: Heatmap['data'], zones: NonNullable<SaleMessage['zones']>): Heatmap['data'] {
  const changes = new Map(zones.map((zone) => [zone.pincode, zone]));
  const merged = before.map((zone) => {
    const change = changes.get(zone.pincode);
    changes.delete(zone.pincode);
    return change
      ? { ...zone, units: change.units, revenue: change.revenue, orders: change.orders ?? zone.orders }
      : zone;
  });
  return [...merged, ...[...changes.values()].map((zone) => ({ ...zone, orders: zone.orders ?? 1 }))];
}

function applyLevels(client: QueryClient, levels: NonNullable<SaleMessage['levels']>) {
  const by = new Map(levels.map((level) => [`${level.store} ${level.sku}`, level.on_hand]));
  client.setQueriesData<Listing<StockLevel>>({ queryKey: [...keys.levels, 'list'] }, (before) => {
    if (!before) return before;
    const data = before.data.map((row) => {
      const onHand = row.lot ? undefined : by.get(`${row.store} ${row.sku}`);
      if (onHand === undefined || onHand === row.on_hand) return row;
      const change = onHand - row.on_hand;
      return { ...row, on_hand: onHand, available: row.available + change, position: row.position + change };
    });
    return { ...before, data };
  });
}

/** A line that is no longer open leaves the lists of open lines; one that changed is replaced where it stands. */
export function applyLines(client: QueryClient, lines: RestockLine[]) {
  const by = new Map(lines.map((line) => [line.id, line]));
  for (const [key, before] of client.getQueriesData<Listing<RestockLine>>({ queryKey: keys.lines })) {
    if (!before?.data) continue;
    const status = (key[1] as { status?: string } | undefined)?.status;
    const data = before.data.map((line) => by.get(line.id) ?? line).filter((line) => !status || line.status === status);
    const gone = before.data.length - data.length;
    client.setQueryData(key, { ...before, data, meta: { ...before.meta, total: before.meta.total - gone } });
  }
}

/** Replaces alerts where they stand; the list is asked for again to take out and put in what its filter says. */
export function applyAlerts(client: QueryClient, alerts: Alert[]) {
  const by = new Map(alerts.map((alert) => [alert.id, alert]));
  client.setQueriesData<Listing<Alert>>({ queryKey: [...keys.alerts, 'list'] }, (before) =>
    before ? { ...before, data: before.data.map((alert) => by.get(alert.id) ?? alert) } : before,
  );
}

function removeLines(client: QueryClient, closed: { id: number }[]) {
  if (closed.length === 0) return;
  const gone = new Set(closed.map((line) => line.id));
  for (const [key, before] of client.getQueriesData<Listing<RestockLine>>({ queryKey: keys.lines })) {
    if (!before?.data || (key[1] as { status?: string } | undefined)?.status !== 'OPEN') continue;
    const data = before.data.filter((line) => !gone.has(line.id));
    const total = before.meta.total - (before.data.length - data.length);
    client.setQueryData(key, { ...before, data, meta: { ...before.meta, total } });
  }
}

const ENVELOPE = new Set(['type', 'at', 'run_id', 'upload_id']);

function withoutEnvelope<T extends object>(message: T): Partial<T> {
  // What a message leaves out is not gone: the page keeps what it knows.
  return Object.fromEntries(
    Object.entries(message).filter(([key, value]) => !ENVELOPE.has(key) && value !== null),
  ) as Partial<T>;
}
