import { useQuery } from '@tanstack/react-query';
import { get, idempotencyKey, post, type Query } from '@/shared/api/client';
import { keys, useList } from '@/shared/api/queries';
import { useChange } from '@/shared/ui/useChange';

export type CountStatus = 'OPEN' | 'COUNTED' | 'REVIEWED' | 'POSTED' | 'CANCELLED';

export interface Count {
  id: string;
  store: string;
  name: string;
  status: CountStatus;
  blind: boolean;
  created_at: string;
  created_by: string;
  closed_at: string | null;
  lines: number;
  counted: number;
  different: number;
  accuracy: number | null;
  shrink: number;
  surplus: number;
}

export interface CountLine {
  line: number;
  sku: string;
  product_name: string;
  barcode: string | null;
  lot: string | null;
  expiry: string | null;
  expected: number | null;
  counted: number | null;
  variance: number | null;
  variance_value: number | null;
  counted_at: string | null;
  counted_by: string | null;
  recount: boolean;
  reason: string | null;
}

export interface CountWish {
  store: string;
  name: string | null;
  blind: boolean;
  category: string | null;
  /** By share of the store's revenue of the last 90 days; C holds what was not sold too. */
  abc: AbcClass | null;
  /** Instead of a category or class: these products, also where the books have none. */
  skus: string[] | null;
}

export type AbcClass = 'A' | 'B' | 'C';

export type Show = 'ALL' | 'OPEN' | 'DIFFERENT';

const key = [...keys.levels, 'counts'] as const;

export const useCounts = (query: Query) => useList<Count>([...key, 'list'], '/inventory/counts', query);

export const useCount = (id: string) =>
  useQuery({
    queryKey: [...key, 'one', id],
    queryFn: () => get<Count>(`/inventory/counts/${encodeURIComponent(id)}`),
  });

export const useCountLines = (id: string, query: Query) =>
  useList<CountLine>([...key, 'lines', id], `/inventory/counts/${encodeURIComponent(id)}/lines`, query);

export const useOpenCount = () =>
  useChange((wish: CountWish) => post<Count>('/inventory/counts', wish, idempotencyKey()), [key], { quiet: true });

export type Step = 'entries' | 'finish' | 'recount' | 'reasons' | 'review' | 'post' | 'cancel';

/** Only posting moves stock; the rest concerns the count alone. */
export const useCountStep = (id: string, step: Step) =>
  useChange(
    (body: unknown) => post<Count>(`/inventory/counts/${id}/${step}`, body ?? {}, idempotencyKey()),
    [step === 'post' ? keys.levels : key],
  );

const digits = (text: string) => text.replace(/\D/g, '').replace(/^0+/, '');

/** The lines that a scanned or typed code means: by SKU, else by barcode whatever its leading zeros, else by name. */
export function linesOf(lines: CountLine[], typed: string): CountLine[] {
  const text = typed.trim().toLowerCase();
  if (!text) return lines;
  const exact = lines.filter((line) => line.sku.toLowerCase() === text);
  if (exact.length > 0) return exact;
  const code = /^\d{8,14}$/.test(text) ? digits(text) : '';
  const scanned = code ? lines.filter((line) => line.barcode && digits(line.barcode) === code) : [];
  if (scanned.length > 0) return scanned;
  return lines.filter((line) => `${line.product_name} ${line.sku} ${line.lot ?? ''}`.toLowerCase().includes(text));
}
