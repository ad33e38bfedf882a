const locale = typeof navigator === 'undefined' ? 'en' : navigator.language;
const CURRENCY = 'shelfcast.currency';

let chainCurrency = '';

/** The chain's currency as the server says it; a choice made in this browser goes before it. */
export const setChainCurrency = (code: string | null | undefined) => (chainCurrency = code ?? '');
export const chosenCurrency = (): string => localStorage.getItem(CURRENCY) ?? '';
export const chooseCurrency = (code: string) => localStorage.setItem(CURRENCY, code);
export const NO_CURRENCY = 'none';

const number = (options: Intl.NumberFormatOptions) => {
  const format = new Intl.NumberFormat(locale, options);
  return (value: number | null | undefined) => (value === null || value === undefined ? '–' : format.format(value));
};

/** Quantities: whole units as they are, weighed goods with up to two decimals. */
export const quantity = number({ maximumFractionDigits: 2 });
export const whole = number({ maximumFractionDigits: 0 });
export const compact = number({ notation: 'compact', maximumFractionDigits: 1 });
export const percent = number({ style: 'percent', maximumFractionDigits: 1 });

/** Money in the chosen or the chain's currency, or as a plain number when none is known: a wrong sign is worse. */
export function money(value: number | null | undefined, decimals = 2): string {
  if (value === null || value === undefined) return '–';
  const chosen = chosenCurrency() || chainCurrency;
  const currency = chosen === NO_CURRENCY ? '' : chosen;
  const digits = { maximumFractionDigits: decimals, minimumFractionDigits: decimals };
  return new Intl.NumberFormat(locale, currency ? { style: 'currency', currency, ...digits } : digits).format(value);
}

/** A calendar day is not a moment: it must not shift with the reader's time zone. */
const noon = (day: string) => new Date(`${day.slice(0, 10)}T12:00:00`);
const dayFormat = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat(locale, options);
  return (day: string | null | undefined) => (day ? format.format(noon(day)) : '–');
};
export const day = dayFormat({ weekday: 'short', day: 'numeric', month: 'short' });
export const dayShort = dayFormat({ day: 'numeric', month: 'short' });
export const dayLong = dayFormat({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
export const dayFull = dayFormat({ day: 'numeric', month: 'short', year: 'numeric' });
export const monthOf = dayFormat({ month: 'short', year: '2-digit' });

const stamp = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' });
export const time = (at: string | null | undefined) => (at ? stamp.format(new Date(at)) : '–');

/** The clock of the place that the time was given for: "by 9 AM" is nine at the store, wherever the reader sits. */
export function placeTime(at: string | null | undefined): string {
  const wall = at?.match(/^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d(\.\d+)?)?[+-]\d\d:\d\d$/)?.[1];
  return time(wall ?? at);
}

/** "1 day", "7 days". */
export const counted = (value: number, one: string, many = `${one}s`) =>
  `${quantity(value)} ${value === 1 ? one : many}`;

const MODELS: Record<string, string> = {
  AUTO_ETS: 'AutoETS',
  AUTOETS: 'AutoETS',
  ETS: 'Exponential smoothing',
  SES: 'Simple exponential smoothing',
  SBA: 'Croston SBA',
  TSB: 'Croston TSB',
  POOLEDINDEX: 'Pooled seasonal index',
};
/** A model's name as people write it; what stands in brackets after it are its periods. */
export function modelName(code: string | null | undefined): string {
  const [name, periods] = (code ?? '').split(/[()]/);
  const known = MODELS[name?.toUpperCase().replaceAll('-', '_') ?? ''];
  const spaced = name?.replaceAll('-', '_').replace(/([a-z])([A-Z])/g, '$1_$2');
  return `${known ?? words(spaced)}${periods ? ` (${periods === '7' ? 'weekly' : periods})` : ''}`;
}

export function bytes(count: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value >= 100 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

export function duration(from: string | null | undefined, to: string | null | undefined): string {
  if (!from || !to) return '–';
  const seconds = (new Date(to).getTime() - new Date(from).getTime()) / 1000;
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** IN_TRANSIT and DARK_STORE as people write them. */
export const words = (constant: string | null | undefined) => {
  if (!constant) return '–';
  const text = constant.replaceAll('_', ' ').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
};

export const today = () => isoDay(new Date());
export function isoDay(date: Date): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}
export function addDays(start: string, days: number): string {
  const date = noon(start);
  date.setDate(date.getDate() + days);
  return isoDay(date);
}
