import { useQuery } from '@tanstack/react-query';
import { get, idempotencyKey, post, put, type Query, ifMatch } from '@/shared/api/client';
import { keys, useList } from '@/shared/api/queries';
import type { Values } from '@/shared/ui/Form';
import { useChange } from '@/shared/ui/useChange';

export const STATUSES = [
  'DRAFT',
  'CONFIRMED',
  'PARTIALLY_SHIPPED',
  'SHIPPED',
  'COMPLETED',
  'CANCELLED',
  'RETURNED',
] as const;
export type SalesOrderStatus = (typeof STATUSES)[number];

export interface SalesOrderHead {
  id: string;
  store: string;
  status: SalesOrderStatus;
  channel: string;
  customer: string | null;
  customer_name: string | null;
  pincode: string | null;
  address: string | null;
  note: string | null;
  external_id: string | null;
  created_at: string;
  created_by: string;
  ordered_at: string | null;
  closed_at: string | null;
  lines: number;
  units: number;
  shipped: number;
  discount: number;
  tax_included: boolean;
  tax: number;
  total: number;
  refunded: number;
  version: number;
}

export interface SalesOrderLine {
  line: number;
  sku: string;
  product_name: string;
  quantity: number;
  unit_price: number;
  discount: number;
  discount_share: number;
  amount: number;
  tax_rate: number;
  tax: number;
  total: number;
  reserved: number;
  shipped: number;
  returned: number;
  refunded: number;
  back_ordered: number;
  available: number;
  /** Reserved beyond what lies on the shelf. */
  missing: number;
}

/** Goods of one lot; '' is stock without one. */
export interface LotQuantity {
  line: number;
  lot: string;
  expiry: string | null;
  quantity: number;
}

export interface SalesOrder {
  head: SalesOrderHead;
  lines: SalesOrderLine[];
  pick: LotQuantity[];
  shipments: {
    id: string;
    sale: string;
    shipped_at: string;
    shipped_by: string;
    lots: (LotQuantity & { returned: number })[];
  }[];
  returns: {
    id: string;
    sale: string;
    reason: string | null;
    refund: number;
    returned_at: string;
    returned_by: string;
    lots: { line: number; lot: string; quantity: number; restocked: boolean }[];
  }[];
  history: { at: string; who: string; step: string; status: SalesOrderStatus; note: string | null }[];
  next: SalesOrderStatus[];
}

const key = [...keys.orders, 'to-deliver'] as const;

export const useSalesOrders = (query: Query) => useList<SalesOrderHead>([...key, 'list'], '/sales-orders', query);

export const useSalesOrder = (id: string) =>
  useQuery({
    queryKey: [...key, 'one', id],
    queryFn: () => get<SalesOrder>(`/sales-orders/${encodeURIComponent(id)}`),
  });

/** Stock, restock list and figures depend on every step. */
const AGAIN = [keys.orders, keys.levels, keys.lines, keys.dashboard, ['customers']];

export interface NewOrder {
  store: string;
  customer: string | null;
  channel: string;
  pincode: string | null;
  address: string | null;
  note: string | null;
  discount: number;
  tax_rate: number;
  tax_included: boolean;
  confirm: boolean;
  allow_partial: boolean;
  lines: { sku: string; quantity: number; unit_price: number; discount: number; tax_rate: number }[];
}

/** A new order, or a draft written anew. */
export const useWriteOrder = (draft: SalesOrderHead | undefined) =>
  useChange(
    (order: NewOrder) =>
      draft
        ? put<SalesOrder>(`/sales-orders/${draft.id}`, order, ifMatch(draft))
        : post<SalesOrder>('/sales-orders', order, idempotencyKey()),
    AGAIN,
    { quiet: true },
  );

export type StepName = 'confirm' | 'reserve' | 'ship' | 'complete' | 'return' | 'cancel';

export const useSalesOrderStep = (id: string, step: StepName, done: string, quiet = false) =>
  useChange((body: unknown) => post<SalesOrder>(`/sales-orders/${id}/${step}`, body ?? {}, idempotencyKey()), AGAIN, {
    quiet,
    done,
  });

export interface Leaving {
  line: number;
  quantity: number;
  lot?: string;
}

/** Names a field of the shipping and the returning form: line and lot together are one row. */
export const rowName = (field: string, row: { line: number; lot: string }) => `${field}-${row.line}-${row.lot}`;

/** The rows of the shipping form of which something leaves, each from its own lot. */
export function leavingOf(rows: { line: number; lot: string }[], values: Values): Leaving[] {
  return rows.flatMap((row) => {
    const quantity = Number(values[rowName('quantity', row)] ?? 0) || 0;
    const lot = values[rowName('lot', row)] ?? row.lot;
    return quantity > 0 ? [{ line: row.line, quantity, lot }] : [];
  });
}

export interface Back extends Leaving {
  restock: boolean;
}

/** The rows of the returning form of which something comes back, fit to be sold or not. */
export function backOf(rows: { line: number; lot: string }[], values: Values): Back[] {
  return rows.flatMap((row) => {
    const good = Number(values[rowName('good', row)] ?? 0) || 0;
    const waste = Number(values[rowName('waste', row)] ?? 0) || 0;
    const back: Back[] = [];
    if (good > 0) back.push({ line: row.line, quantity: good, lot: row.lot, restock: true });
    if (waste > 0) back.push({ line: row.line, quantity: waste, lot: row.lot, restock: false });
    return back;
  });
}

/** What is with the customer, by line and lot, over all shipments. */
export function withTheCustomer(order: SalesOrder): LotQuantity[] {
  const rows = new Map<string, LotQuantity>();
  for (const shipment of order.shipments)
    for (const lot of shipment.lots) {
      const open = lot.quantity - lot.returned;
      const name = rowName('lot', lot);
      const known = rows.get(name);
      if (open > 0) rows.set(name, { ...lot, quantity: open + (known?.quantity ?? 0) });
    }
  return [...rows.values()].sort((a, b) => a.line - b.line);
}

const cents = (amount: number) => Math.round((amount + Number.EPSILON) * 100) / 100;

/** What the order will come to, as it is being written; the server works it out to the cent. */
export function totalOf(
  lines: { quantity: number; price: number; discount: number; tax_rate: number }[],
  order: { discount: number; taxIncluded: boolean },
) {
  const nets = lines.map((line) => cents(line.quantity * line.price) - line.discount);
  const sum = nets.reduce((all, one) => all + one, 0);
  let tax = 0;
  lines.forEach(({ tax_rate: rate }, at) => {
    const before = nets[at] ?? 0;
    const net = before - (sum > 0 ? (order.discount * before) / sum : 0);
    tax += cents(order.taxIncluded ? (net * rate) / (100 + rate) : (net * rate) / 100);
  });
  const net = cents(sum - order.discount);
  return { net, tax: cents(tax), total: cents(order.taxIncluded ? net : net + tax) };
}
