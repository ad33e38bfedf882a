import type { ForecastDay } from '@/shared/api/types';
import type { OverrideKind } from './types';

/** An override while it is being thought out; the value as it was typed. */
export interface Draft {
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
  before: number;
  after: number;
}

/** The days as they would be: an override is put over the statistics, not over another override. */
export function previewOf(forecast: ForecastDay[], draft: Draft): Preview {
  const value = Number(draft.value);
  const valid = draft.value.trim() !== '' && Number.isFinite(value);
  const preview: Preview = { means: [], days: 0, before: 0, after: 0 };
  for (const day of forecast) {
    const within = day.day >= draft.from && day.day <= draft.to;
    if (!within || !valid) {
      preview.means.push(null);
      continue;
    }
    const now = applied(draft.kind, value, day.statistical ?? day.mean);
    preview.means.push(now);
    preview.days += 1;
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
  return { kind: 'SET', value: '', from: first, to: forecast[Math.min(6, forecast.length - 1)]?.day ?? first };
}
