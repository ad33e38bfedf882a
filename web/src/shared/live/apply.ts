import type { QueryClient } from '@tanstack/react-query';
import { keys } from '@/shared/api/queries';
import type {
  Dashboard,
  JobRun,
  Listing,
  RestockLine,
  StockLevel,
  Totals,
  Upload,
  ZoneDemand,
} from '@/shared/api/types';

export interface SaleMessage {
  type: 'sale';
  at: string;
  store: string;
  pincode?: string | null;
  units: number;
  revenue: number;
  today?: Totals | null;
  zones?: { pincode: string; units: number; revenue: number; orders?: number }[];
  levels?: { store: string; sku: string; on_hand: number }[];
  lines?: RestockLine[];
}
export type LiveMessage =
  | SaleMessage
  | { type: 'plan'; at: string; lines?: RestockLine[]; removed?: number[] }
  | ({ type: 'import'; at: string } & Partial<Upload> & { id: number })
  | ({ type: 'job'; at: string; id?: number; run_id?: number; job?: string } & Partial<JobRun>)
  | { type: 'forecast'; at: string; run_id?: number };

/** Writes a message's figures into the cached answers, so that the open page changes without asking the server again. */
export function applyMessage(client: QueryClient, message: LiveMessage, soon: (key: readonly unknown[]) => void) {
  switch (message.type) {
    case 'sale':
      return applySale(client, message, soon);
    case 'plan':
      if (message.lines) applyLines(client, message.lines);
      soon(keys.lines);
      soon(keys.dashboard);
      return;
    case 'import':
      client.setQueriesData<Upload>({ queryKey: [...keys.uploads, 'one', message.id] }, (before) =>
        before ? { ...before, ...withoutEnvelope(message) } : before,
      );
      if (message.status === 'DONE' || message.status === 'UNDONE') void client.invalidateQueries();
      else soon([...keys.uploads, 'list']);
      return;
    case 'job': {
      const id = message.run_id ?? message.id;
      client.setQueriesData<JobRun>({ queryKey: [...keys.jobs, 'run', id] }, (before) =>
        before ? { ...before, ...withoutEnvelope(message), id: before.id } : before,
      );
      soon([...keys.jobs, 'list']);
      return;
    }
    case 'forecast':
      soon(keys.forecasts);
      soon(keys.dashboard);
  }
}

function applySale(client: QueryClient, sale: SaleMessage, soon: (key: readonly unknown[]) => void) {
  client.setQueriesData<Dashboard>({ queryKey: keys.dashboard }, (before) => {
    if (!before || !sale.today) return before;
    const last = before.trend.at(-1);
    const trend =
      last?.day === before.as_of
        ? [...before.trend.slice(0, -1), { ...last, units: sale.today.units, revenue: sale.today.revenue }]
        : before.trend;
    return { ...before, has_sales: true, today: sale.today, trend };
  });
  for (const [key, before] of client.getQueriesData<ZoneDemand[]>({ queryKey: keys.heatmap })) {
    if (before && sale.zones) client.setQueryData(key, mergeZones(before, sale.zones));
  }
  if (sale.levels) applyLevels(client, sale.levels);
  if (sale.lines) applyLines(client, sale.lines);
  soon(keys.heatmap);
  soon(keys.lines);
  soon(keys.dashboard);
  soon(keys.orders);
  if (!sale.levels) soon(keys.levels);
}

export function mergeZones(before: ZoneDemand[], zones: NonNullable<SaleMessage['zones']>): ZoneDemand[] {
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
    if (!before) continue;
    const status = (key[1] as { status?: string } | undefined)?.status;
    const data = before.data.map((line) => by.get(line.id) ?? line).filter((line) => !status || line.status === status);
    const gone = before.data.length - data.length;
    client.setQueryData(key, { ...before, data, meta: { ...before.meta, total: before.meta.total - gone } });
  }
}

const ENVELOPE = new Set(['type', 'at', 'run_id', 'job']);

function withoutEnvelope<T extends object>(message: T): Partial<T> {
  return Object.fromEntries(Object.entries(message).filter(([key]) => !ENVELOPE.has(key))) as Partial<T>;
}
