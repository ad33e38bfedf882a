import type { ForecastDay } from '@/shared/api/types';
import type { Override, OverrideKind, OverrideRequest } from './types';

/** Whom it is for: the product here, in all stores, its category here, or that in all stores. */
export type Reach = 'one' | 'stores' | 'category' | 'categories';

/** An override while it is being thought out; the value as it was typed. */
export interface Draft {
  reach: Reach;
  kind: OverrideKind;
  value: string;
  from: string;
  to: string;
}

/** What the server makes of one product in one store; a group's units are spread there. */
export function applied(kind: OverrideKind, value: number, statistical: number): number {
  if (kind === 'SET') return Math.max(0, value);
  if (kind === 'ADD') return Math.max(0, statistical + value);
  return Math.max(0, statistical * (1 + value / 100));
}

export interface Preview {
  /** By day; null where the draft does not reach. */
  means: (number | null)[];
  days: number;
  /** The units are those of many, and only the server knows how they are spread. */
  shared: boolean;
  before: number;
  after: number;
}

/** The days as they would be: an override is put over the statistics, not over another override. */
export function previewOf(forecast: ForecastDay[], draft: Draft): Preview {
  const value = Number(draft.value);
  const valid = draft.value.trim() !== '' && Number.isFinite(value);
  const shared = draft.reach !== 'one' && draft.kind !== 'PERCENT';
  const preview: Preview = { means: [], days: 0, shared, before: 0, after: 0 };
  for (const day of forecast) {
    const within = day.day >= draft.from && day.day <= draft.to;
    if (!within || !valid) {
      preview.means.push(null);
      continue;
    }
    preview.days += 1;
    if (shared) {
      preview.means.push(null);
      continue;
    }
    const now = applied(draft.kind, value, day.statistical ?? day.mean);
    preview.means.push(now);
    preview.before += day.mean;
    preview.after += now;
  }
  return preview;
}

/** Worth a second look before it is ordered by: several times of what was ever sold in a day. */
export function isUnusual(preview: Preview, sold: number[]): boolean {
  const most = Math.max(1, ...sold);
  return preview.means.some((mean) => mean !== null && mean > 5 * most);
}

export function emptyDraft(forecast: ForecastDay[]): Draft {
  const first = forecast[0]?.day ?? '';
  const last = forecast[Math.min(6, forecast.length - 1)]?.day ?? first;
  return { reach: 'one', kind: 'SET', value: '', from: first, to: last };
}

/** What is sent: a wider reach names less. */
export function targetOf(reach: Reach, of: { store: string; sku: string; category?: string | null }) {
  const byCategory = reach === 'category' || reach === 'categories';
  return {
    store: reach === 'one' || reach === 'category' ? of.store : null,
    sku: byCategory ? null : of.sku,
    category: byCategory ? (of.category ?? null) : null,
  };
}

/** The same once more, without the days that are over by now. */
export function againOf(override: Override, today: string): OverrideRequest {
  return {
    store: override.store ?? null,
    sku: override.sku ?? null,
    category: override.category ?? null,
    from: override.from < today && override.to >= today ? today : override.from,
    to: override.to,
    kind: override.kind,
    value: override.value,
    reason: override.reason,
    note: override.note ?? null,
  };
}
