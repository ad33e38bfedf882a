import { day, dayShort, percent, quantity, words } from '@/shared/lib/format';
import type { Drift, Override, OverrideKind, Scope } from './types';

export const REASONS = [
  'PROMOTION',
  'HOLIDAY',
  'EVENT',
  'PRICE',
  'WEATHER',
  'COMPETITOR',
  'NEW_PRODUCT',
  'SUPPLY',
  'BAD_DATA',
  'OTHER',
];

const signed = (value: number, text: string) => (value < 0 ? `−${text}` : `+${text}`);

/** "50 a day", "+5 a day", "+30%". */
export function valueOf(kind: OverrideKind, value: number): string {
  if (kind === 'SET') return `${quantity(value)} a day`;
  const size = Math.abs(value);
  return kind === 'ADD' ? `${signed(value, quantity(size))} a day` : signed(value, `${quantity(size)}%`);
}

export const period = (from: string, to: string) => (from === to ? day(from) : `${dayShort(from)} to ${dayShort(to)}`);

export const described = (override: Pick<Override, 'kind' | 'value' | 'from' | 'to'>) =>
  `${valueOf(override.kind, override.value)}, ${period(override.from, override.to)}`;

/** Whom an override or a model is for; nothing named is everything. */
export function scopeOf(scope: Scope & { product_name?: string | null }): string {
  const what = scope.product_name ?? scope.sku ?? scope.category?.replaceAll('/', ' › ');
  return [what ?? 'All products', scope.store ?? 'all stores'].join(', ');
}

const SEGMENTS: Record<string, string> = {
  BAD_DATA: 'Wrong data',
  NEW: 'New products',
  DEAD: 'Hardly selling',
};
export const segmentName = (segment: string | null, by: string) =>
  segment === null
    ? 'No category'
    : by === 'category'
      ? segment.replaceAll('/', ' › ')
      : by === 'class' || by === 'reason' || by === 'kind'
        ? (SEGMENTS[segment] ?? words(segment))
        : by === 'week' || by === 'day'
          ? dayShort(segment)
          : segment;

/** "+12 points" of an error is one that fell by them. */
export const points = (share: number | null | undefined) =>
  share === null || share === undefined
    ? '–'
    : signed(Math.round(share * 1000) / 1000, `${quantity(Math.abs(Math.round(share * 1000) / 10))} pts`);

export const biasOf = (share: number | null | undefined) =>
  share === null || share === undefined ? '–' : signed(share, percent(Math.abs(share)));

export const driftWords = (drift: Drift) =>
  drift.kind === 'ERROR' ? 'Forecasts miss more than they used to' : 'Sales behave differently than before';
