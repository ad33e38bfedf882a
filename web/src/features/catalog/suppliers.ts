import { useQuery } from '@tanstack/react-query';
import { del, get, idempotencyKey, post, put, type Query, ifMatch } from '@/shared/api/client';
import { keys, useList } from '@/shared/api/queries';
import type { Listing } from '@/shared/api/types';
import { textOrNull, type Values } from '@/shared/ui/Form';
import { useChange } from '@/shared/ui/useChange';

export interface Supplier {
  code: string;
  name: string;
  email: string | null;
  lead_time_days: number;
  lead_time_sd_days: number;
  over_receipt_percent: number;
  active: boolean;
  products: number;
  version: number;
}

/** On what terms a supplier delivers a product. */
export interface Terms {
  supplier: string;
  supplier_name: string;
  supplier_sku: string | null;
  unit_cost: number;
  lead_time_days: number;
  pack_multiple: number;
  minimum_quantity: number;
  preferred: boolean;
}

const key = ['suppliers'] as const;
const termsOf = (sku: string) => `/products/${encodeURIComponent(sku)}/suppliers`;

export const useSupplierList = (query: Query) => useList<Supplier>([...key, 'list'], '/suppliers', query);

export const useTerms = (sku: string) =>
  useQuery({
    queryKey: [...keys.products, 'terms', sku],
    queryFn: () => get<Listing<Terms>>(termsOf(sku)),
  });

/** The body of a request, out of the form's texts. */
export const supplierOf = (values: Values, known: Supplier | null) => ({
  name: values.name,
  email: textOrNull(values.email),
  lead_time_days: Number(values.lead_time_days),
  lead_time_sd_days: Number(values.lead_time_sd_days),
  over_receipt_percent: Number(values.over_receipt_percent),
  active: known ? values.active === 'on' : true,
});

export const termsFrom = (values: Values) => ({
  supplier_sku: textOrNull(values.supplier_sku),
  unit_cost: Number(values.unit_cost),
  lead_time_days: values.lead_time_days ? Number(values.lead_time_days) : null,
  pack_multiple: Number(values.pack_multiple),
  minimum_quantity: Number(values.minimum_quantity),
  preferred: values.preferred === 'on',
});

export const useSaveSupplier = (known: Supplier | null, onDone: (supplier: Supplier) => void) =>
  useChange(
    (values: Values) =>
      known
        ? put<Supplier>(`/suppliers/${encodeURIComponent(known.code)}`, supplierOf(values, known), ifMatch(known))
        : post<Supplier>('/suppliers', { ...supplierOf(values, known), code: values.code }, idempotencyKey()),
    [key],
    { quiet: true, onDone },
  );

export const useChangeTerms = (sku: string, onDone: () => void) =>
  useChange(
    ({ supplier, values }: { supplier: string; values: Values | null }) => {
      const path = `${termsOf(sku)}/${encodeURIComponent(supplier)}`;
      return values ? put<unknown>(path, termsFrom(values)) : del<unknown>(path);
    },
    [keys.products, key],
    { quiet: true, onDone },
  );
