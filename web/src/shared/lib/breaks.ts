/**
 * Classes for a map. Five by quantile; head/tail breaks when a few zones tower over the rest (max / median > 10), where
 * quantiles would hide them. Breaks are unique and rounded to what a person can read.
 */
export interface Classes {
  /** Upper bounds of all classes but the last, rising. */
  breaks: number[];
  method: 'quantile' | 'head/tail' | 'single';
}

const WANTED = 5;

export function classify(given: (number | null | undefined)[]): Classes {
  const values = given
    .filter((value): value is number => typeof value === 'number' && Number.isFinite(value))
    .sort((a, b) => a - b);
  const distinct = [...new Set(values)];
  if (distinct.length <= 1) return { breaks: [], method: 'single' };
  if (distinct.length <= WANTED) {
    const between = distinct
      .slice(1)
      .map((value, at) => readable((value + (distinct[at] ?? value)) / 2, distinct[at] ?? 0, value));
    return { breaks: unique(between), method: 'quantile' };
  }
  const median = quantileOf(values, 0.5);
  const max = values.at(-1) ?? 0;
  const skewed = median > 0 ? max / median > 10 : quantileOf(values, 0.8) <= 0;
  const raw = skewed ? headTail(values) : [0.2, 0.4, 0.6, 0.8].map((share) => quantileOf(values, share));
  // Whole units stay whole: "up to 4.4" means up to 4 where nothing lies between.
  const counted = values.every(Number.isInteger);
  const breaks = unique(raw.map((value) => (counted ? Math.floor(round2(value)) : round2(value)))).filter(
    (value) => value < max && value >= (values[0] ?? 0),
  );
  return { breaks, method: skewed ? 'head/tail' : 'quantile' };
}

/** The class of a value, from 0. */
export function classOf(value: number, { breaks }: Classes): number {
  const at = breaks.findIndex((bound) => value <= bound);
  return at === -1 ? breaks.length : at;
}

/** Spreads fewer classes over the whole ramp, so that two classes are palest and darkest and not two pale ones. */
export function rampIndex(index: number, classes: number, colours: number): number {
  if (classes <= 1) return Math.floor(colours / 2);
  return Math.round((index * (colours - 1)) / (classes - 1));
}

export function classLabels(classes: Classes, format: (value: number) => string): string[] {
  const { breaks } = classes;
  const first = breaks[0];
  if (first === undefined) return ['All zones'];
  return [
    `up to ${format(first)}`,
    ...breaks.slice(1).map((bound, at) => `${format(breaks[at] ?? 0)} – ${format(bound)}`),
    `over ${format(breaks.at(-1) ?? 0)}`,
  ];
}

function headTail(values: number[]): number[] {
  const breaks: number[] = [];
  let head = values;
  while (head.length > 1 && breaks.length < WANTED - 1) {
    const mean = head.reduce((sum, value) => sum + value, 0) / head.length;
    const next = head.filter((value) => value > mean);
    if (next.length === 0 || next.length === head.length) break;
    breaks.push(mean);
    head = next;
  }
  return breaks;
}

function quantileOf(sorted: number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}

/** Two leading digits: 1,234 becomes 1,200. */
function round2(value: number): number {
  if (value === 0) return 0;
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1);
  return Number((Math.round(value / step) * step).toPrecision(6));
}

/** A rounded bound that still parts the two values. */
function readable(middle: number, low: number, high: number): number {
  const rounded = round2(middle);
  return rounded >= low && rounded < high ? rounded : middle;
}

const unique = (values: number[]) => [...new Set(values)].sort((a, b) => a - b);
