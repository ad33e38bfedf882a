import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Scanned } from '@/shared/api/barcodes';
import { get, idempotencyKey, post, put, ifMatch } from '@/shared/api/client';
import { keys } from '@/shared/api/queries';
import type { Listing } from '@/shared/api/types';
import { useChange } from '@/shared/ui/useChange';

export interface PurchaseLine {
  line: number;
  sku: string;
  product_name: string;
  unit: string;
  supplier_sku: string | null;
  quantity: number;
  received: number;
  /** Still awaited; 0 once the order is over. */
  open: number;
  unit_cost: number;
  pack_multiple: number;
  minimum_quantity: number;
}

export interface Purchase {
  head: {
    id: string;
    status: 'DRAFT' | 'APPROVED' | 'SENT' | 'PARTIALLY_RECEIVED' | 'RECEIVED' | 'CANCELLED';
    store: string;
    store_name: string;
    supplier: string | null;
    supplier_name: string | null;
    supplier_email: string | null;
    over_receipt_percent: number;
    delivery_date: string | null;
    note: string | null;
    total: number;
    created_at: string;
    created_by: string;
    approved_at: string | null;
    approved_by: string | null;
    sent_at: string | null;
    sent_by: string | null;
    sent_how: 'MAIL' | 'HAND' | null;
    closed_reason: string | null;
    closed_by: string | null;
    version: number;
  };
  mail_obstacle: string | null;
  mail: {
    status: 'QUEUED' | 'SENT' | 'FAILED';
    recipient: string;
    attempts: number;
    last_error: string | null;
    next_attempt_at: string | null;
    sent_at: string | null;
  } | null;
  lines: PurchaseLine[];
  receipts: {
    received_at: string;
    received_by: string;
    over_reason: string | null;
    lines: { line: number; sku: string; quantity: number; lot: string | null; expiry: string | null }[];
  }[];
}

export interface CheckedLine {
  index: number;
  sku: string;
  product_name: string;
  unit: string;
  quantity: number;
  unit_cost: number;
  amount: number;
  pack_multiple: number;
  minimum_quantity: number;
  suggested_quantity: number;
  deviations: { code: string; detail: string }[];
}

export interface Checked {
  orders: {
    store: string;
    store_name: string;
    supplier: string | null;
    supplier_name: string | null;
    delivery_date: string;
    total: number;
    lines: CheckedLine[];
  }[];
  total: number;
  clean: boolean;
}

export interface PurchaseRequest {
  store: string;
  supplier?: string;
  delivery_date?: string;
  note?: string;
  accept_deviations?: boolean;
  lines: { sku: string; quantity: number; unit_cost?: number }[];
}

/** While its mail waits the order is looked at again and again, since the mail goes out after the answer. */
export const usePurchase = (id: string | undefined) =>
  useQuery({
    queryKey: [...keys.orders, 'purchase', id],
    queryFn: () => get<Purchase>(`/purchase-orders/${encodeURIComponent(id ?? '')}`),
    enabled: id !== undefined,
    refetchInterval: (query) => (query.state.data?.mail?.status === 'QUEUED' ? 2000 : false),
  });

/** Every change of an order touches stock, positions and restock lines: all of them are asked for again. */
export const usePurchaseChange = <B, T>(change: (body: B) => Promise<T>, quiet = false) =>
  useChange(change, [keys.orders, keys.lines, keys.levels, keys.dashboard], { quiet });

export const usePurchaseStep = (id: string, step: 'approve' | 'send' | 'cancel' | 'close' | 'receive', quiet = false) =>
  usePurchaseChange((body: object) => post<Purchase>(`/purchase-orders/${id}/${step}`, body, idempotencyKey()), quiet);

/** Drafts new orders, or changes the draft; answers the orders' numbers. */
export const useSavePurchase = (draft: Purchase['head'] | undefined) =>
  usePurchaseChange<PurchaseRequest, string[]>(
    async (request) =>
      draft
        ? [(await put<Purchase>(`/purchase-orders/${draft.id}`, request, ifMatch(draft))).head.id]
        : (await post<{ ids: string[] }>('/purchase-orders', request, idempotencyKey())).ids,
    true,
  );

export const useCheck = (request: PurchaseRequest | null) =>
  useQuery({
    queryKey: ['purchase-check', request],
    queryFn: () => post<Checked>('/purchase-orders/check', request),
    enabled: request !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });

export const useSuppliers = () =>
  useQuery({
    queryKey: ['suppliers'],
    queryFn: () => get<Listing<{ code: string; name: string; active: boolean }>>('/suppliers', { limit: 500 }),
    staleTime: 60_000,
  });

export interface LeadTime {
  sku: string | null;
  orders: number;
  mean_days: number;
  sd_days: number | null;
  stated_days: number;
}

/** How long the supplier took in the last year, as a whole; nothing before the first order sent and received. */
export const useLeadTime = (supplier: string | null) =>
  useQuery({
    queryKey: [...keys.orders, 'lead-times', supplier],
    queryFn: () =>
      get<Listing<LeadTime>>(`/suppliers/${encodeURIComponent(supplier ?? '')}/lead-times`).then(
        (answer) => answer.data.find((one) => one.sku === null) ?? null,
      ),
    enabled: supplier !== null,
  });

/** One row of a delivery; a line that came in several lots has several. */
export interface Arrival {
  key: number;
  line: number;
  quantity: string;
  lot: string;
  expiry: string;
}

/** What is awaited, so that a complete delivery is one click. */
export const awaited = (lines: PurchaseLine[]): Arrival[] =>
  lines
    .filter((line) => line.open > 0)
    .map((line) => ({ key: line.line, line: line.line, quantity: String(line.open), lot: '', expiry: '' }));

const rounded = (value: number) => String(Math.round(value * 1000) / 1000);

/** Adds what was scanned to the row of its line and lot; another lot gets a row of its own. */
export function withScan(rows: Arrival[], line: number, scanned: Scanned): Arrival[] {
  const lot = scanned.lot ?? '';
  const expiry = scanned.expiry ?? scanned.best_before ?? '';
  const ofLine = rows.filter((row) => row.line === line);
  const row =
    ofLine.find((one) => one.lot === lot && (one.expiry === expiry || !expiry || !one.expiry)) ??
    ofLine.find((one) => one.lot === '' && Number(one.quantity || 0) === 0);
  const more = scanned.quantity ?? 0;
  if (row)
    return rows.map((one) =>
      one === row
        ? { ...one, lot, expiry: expiry || one.expiry, quantity: rounded(Number(one.quantity || 0) + more) }
        : one,
    );
  const key = Math.max(0, ...rows.map((one) => one.key)) + 1;
  const at = rows.findLastIndex((one) => one.line === line) + 1;
  return rows.toSpliced(at || rows.length, 0, { key, line, quantity: rounded(more), lot, expiry });
}

export const receivedOf = (rows: Arrival[]) =>
  rows
    .filter((row) => Number(row.quantity) > 0)
    .map((row) => ({
      line: row.line,
      quantity: Number(row.quantity),
      ...(row.lot.trim() && { lot: row.lot.trim() }),
      ...(row.expiry && { expiry: row.expiry }),
    }));

/** The lines of which less came than was awaited, and more than the supplier may add. */
export function differences(lines: PurchaseLine[], rows: Arrival[], tolerance: number) {
  const sum = (line: number) =>
    rows.filter((row) => row.line === line).reduce((all, row) => all + Number(row.quantity || 0), 0);
  return {
    short: lines.filter((line) => sum(line.line) < line.open),
    above: lines.filter((line) => sum(line.line) > line.open + (line.quantity * tolerance) / 100 + 1e-9),
  };
}
