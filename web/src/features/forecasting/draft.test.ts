import { expect, it } from 'vitest';
import { applied, emptyDraft, isUnusual, previewOf, targetOf } from './draft';

const day = (at: number, mean: number, statistical?: number) => ({
  day: `2026-12-0${at}`,
  mean,
  quantiles: [],
  statistical,
});
const forecast = [day(1, 10), day(2, 10), day(3, 50, 20), day(4, 10)];

it('sets, adds and changes by percent, never below zero', () => {
  expect(applied('SET', 7, 30)).toBe(7);
  expect(applied('ADD', -40, 30)).toBe(0);
  expect(applied('ADD', 4.5, 30)).toBe(34.5);
  expect(applied('PERCENT', -50, 30)).toBe(15);
});

it('goes over the statistics where another override is in force', () => {
  const preview = previewOf(forecast, {
    reach: 'one',
    kind: 'PERCENT',
    value: '100',
    from: '2026-12-02',
    to: '2026-12-03',
  });
  expect(preview).toEqual({ means: [null, 20, 40, null], days: 2, shared: false, before: 60, after: 60 });
});

it('shows nothing before a number is typed', () => {
  for (const value of ['', ' ', '-', 'many']) {
    const preview = previewOf(forecast, { reach: 'one', kind: 'SET', value, from: '2026-12-01', to: '2026-12-04' });
    expect(preview.days).toBe(0);
    expect(preview.means).toEqual([null, null, null, null]);
  }
});

it('asks twice about more than was ever sold', () => {
  const preview = previewOf(forecast, {
    reach: 'one',
    kind: 'SET',
    value: '101',
    from: '2026-12-01',
    to: '2026-12-01',
  });
  expect(isUnusual(preview, [5, 20])).toBe(true);
  expect(isUnusual(preview, [5, 21])).toBe(false);
});

it('begins with the first week', () => {
  expect(emptyDraft(forecast)).toMatchObject({ from: '2026-12-01', to: '2026-12-04' });
  expect(emptyDraft([])).toMatchObject({ from: '', to: '' });
});

it('draws nothing where the units are shared with others', () => {
  const draft = { reach: 'category' as const, kind: 'ADD' as const, value: '9', from: '2026-12-01', to: '2026-12-02' };
  expect(previewOf(forecast, draft)).toEqual({
    means: [null, null, null, null],
    days: 2,
    shared: true,
    before: 0,
    after: 0,
  });
  expect(previewOf(forecast, { ...draft, kind: 'PERCENT', value: '50' }).means).toEqual([15, 15, null, null]);
});

it('names less the wider it reaches', () => {
  const milk = { store: 'A', sku: 'MILK', category: 'Dairy' };
  expect(targetOf('one', milk)).toEqual({ store: 'A', sku: 'MILK', category: null });
  expect(targetOf('stores', milk)).toEqual({ store: null, sku: 'MILK', category: null });
  expect(targetOf('category', milk)).toEqual({ store: 'A', sku: null, category: 'Dairy' });
  expect(targetOf('categories', milk)).toEqual({ store: null, sku: null, category: 'Dairy' });
});
