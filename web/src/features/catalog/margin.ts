import type { Product } from '@/shared/api/types';

/** (price − cost) / price; nothing to say about a product that has no price. */
export const marginOf = (product: Product): number | null =>
  product.margin ?? (product.sale_price > 0 ? (product.sale_price - product.unit_cost) / product.sale_price : null);
