import { useMutation } from '@tanstack/react-query';
import { get } from './client';

/** What a scanned or typed code stands for. */
export interface Scanned {
  format: 'SKU' | 'GTIN' | 'SCALE_LABEL' | 'ELEMENT_STRING' | 'HUMAN' | 'DIGITAL_LINK';
  gtin: string | null;
  sku: string;
  product_name: string;
  unit: string;
  pack: string;
  factor: number;
  /** In base units; null where the code says a price or weight that the product's unit cannot take. */
  quantity: number | null;
  count: number | null;
  lot: string | null;
  expiry: string | null;
  best_before: string | null;
}

export const useScan = () =>
  useMutation({ meta: { quiet: true }, mutationFn: (code: string) => get<Scanned>('/barcodes', { code }) });
