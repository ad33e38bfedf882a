import { time } from '@/shared/lib/format';

/** A past moment in the address: what we had at `asOf` as far as we knew at `believedAt`; empty means now. */
export interface Moment {
  asOf: string;
  believedAt: string;
}

export const isPast = (moment: Moment) => moment.asOf !== '' || moment.believedAt !== '';

/** The address keeps an instant, so that a colleague in another time zone sees the same; the field shows it as a wall clock. */
export function fieldOf(instant: string): string {
  const date = new Date(instant);
  if (instant === '' || Number.isNaN(date.getTime())) return '';
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function instantOf(field: string): string {
  const date = new Date(field);
  return field === '' || Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

export function sayMoment({ asOf, believedAt }: Moment): string {
  if (asOf && believedAt) return `As of ${time(asOf)}, as far as it was known on ${time(believedAt)}.`;
  if (believedAt) return `As it was believed on ${time(believedAt)}: what was written down later is left out.`;
  return `As of ${time(asOf)}, by what is known today.`;
}
