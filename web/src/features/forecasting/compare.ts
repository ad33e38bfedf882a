import type { Compared, Measures } from './types';

export const MOST_COMPARED = 5;
export const USUAL = ['auto', 'auto-ets', 'theta', 'seasonal-naive'];
export const LINE_COLOURS = ['var(--line-1)', 'var(--line-2)', 'var(--line-3)', 'var(--line-4)', 'var(--line-5)'];

/** A measure and how far it is from perfect: bias both ways from 0, coverage from the 90% it promises. */
export const MEASURES: { key: keyof Measures; label: string; share?: boolean; distance: (value: number) => number }[] =
  [
    { key: 'wape', label: 'WAPE', share: true, distance: (value) => value },
    { key: 'bias', label: 'Bias', share: true, distance: Math.abs },
    { key: 'rmsse', label: 'RMSSE', distance: (value) => value },
    { key: 'mase', label: 'MASE', distance: (value) => value },
    { key: 'pinball', label: 'Pinball', distance: (value) => value },
    { key: 'coverage', label: 'Coverage', share: true, distance: (value) => Math.abs(value - 0.9) },
  ];

/** The method nearest to perfect in a measure; none where only one can be told, or two are the same. */
export function bestOf(models: Compared[], key: keyof Measures): string | null {
  const distance = MEASURES.find((measure) => measure.key === key)?.distance ?? Math.abs;
  const ranked = models
    .flatMap((model) => {
      const value = model.metrics?.[key];
      return typeof value === 'number' && Number.isFinite(value) ? [{ name: model.model, off: distance(value) }] : [];
    })
    .sort((a, b) => a.off - b.off);
  const [first, second] = ranked;
  return first && second && second.off - first.off > 1e-9 ? first.name : null;
}

/** Adds a method, or takes it away; more than five lines are not told apart. */
export function toggled(chosen: string[], name: string): string[] {
  if (chosen.includes(name)) return chosen.filter((other) => other !== name);
  return chosen.length >= MOST_COMPARED ? chosen : [...chosen, name];
}
