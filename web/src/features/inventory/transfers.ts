import { useQuery } from '@tanstack/react-query';
import { get, idempotencyKey, post, type Query } from '@/shared/api/client';
import { keys, useList } from '@/shared/api/queries';
import type { Values } from '@/shared/ui/Form';
import { useChange } from '@/shared/ui/useChange';

export type TransferStatus = 'REQUESTED' | 'APPROVED' | 'IN_TRANSIT' | 'PARTIALLY_RECEIVED' | 'RECEIVED' | 'CANCELLED';

export interface TransferHead {
  id: string;
  from: string;
  to: string;
  status: TransferStatus;
  requested_at: string;
  requested_by: string;
  expected_at: string | null;
  shipped_at: string | null;
  closed_at: string | null;
  note: string | null;
  lines: number;
  units: number;
}

export interface TransferLine {
  line: number;
  sku: string;
  product_name: string;
  requested: number;
  shipped: number;
  received: number;
  damaged: number;
  lost: number;
}

export interface TransferLot {
  line: number;
  lot: string | null;
  expiry: string | null;
  quantity: number;
}

export interface Transfer {
  head: TransferHead;
  lines: TransferLine[];
  /** What would be shipped first, or what is on the road. */
  lots: TransferLot[];
  next: TransferStatus[];
}

const key = [...keys.levels, 'transfers'] as const;

export const useTransfers = (query: Query) => useList<TransferHead>([...key, 'list'], '/inventory/transfers', query);

export const useTransfer = (id: string) =>
  useQuery({
    queryKey: [...key, 'one', id],
    queryFn: () => get<Transfer>(`/inventory/transfers/${encodeURIComponent(id)}`),
  });

export interface TransferWish {
  from: string;
  to: string;
  expected_at: string | null;
  note: string | null;
  lines: { sku: string; quantity: number }[];
}

/** Stock, what is incoming and the restock list depend on every step. */
const AGAIN = [keys.levels, keys.lines, keys.dashboard];

export const useRequestTransfer = () =>
  useChange((wish: TransferWish) => post<Transfer>('/inventory/transfers', wish, idempotencyKey()), AGAIN, {
    quiet: true,
  });

export const useTransferStep = (
  id: string,
  step: 'approve' | 'ship' | 'receive' | 'cancel',
  done: string,
  quiet = false,
) =>
  useChange(
    (body: unknown) => post<Transfer>(`/inventory/transfers/${id}/${step}`, body ?? {}, idempotencyKey()),
    AGAIN,
    { quiet, done },
  );

/** What is on the road of a line. */
export const onTheRoad = (line: TransferLine) => Math.max(0, line.shipped - line.received - line.lost);

export interface ShippedLine {
  line: number;
  lot: string | null;
  quantity: number;
}

/** What goes on the van: the proposed lots with the amounts of the form, those of nothing left out. */
export const shippedOf = (lots: TransferLot[], values: Values): ShippedLine[] =>
  lots
    .map(({ line, lot }, at) => ({ line, lot, quantity: Math.max(0, Number(values[`quantity-${at}`] ?? 0) || 0) }))
    .filter((one) => one.quantity > 0);

export interface ArrivedLine {
  line: number;
  quantity: number;
  damaged: number;
  lost: number;
}

/** The lines of the receiving form of which something is said. */
export function arrivedOf(lines: TransferLine[], values: Values): ArrivedLine[] {
  const amount = (field: string, line: number) => Math.max(0, Number(values[`${field}-${line}`] ?? 0) || 0);
  return lines
    .map(({ line }) => ({
      line,
      quantity: amount('quantity', line),
      damaged: amount('damaged', line),
      lost: amount('lost', line),
    }))
    .filter((one) => one.quantity + one.damaged + one.lost > 0);
}
