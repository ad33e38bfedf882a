import { expect, it } from 'vitest';
import { blocksOf } from '@/shared/charts/StackChart';
import { bandLevels, overriddenStretches } from './FanChart';
import { biasOf, driftWords, period, points, scopeOf, segmentName, valueOf } from './wording';

it('pairs the levels of the fan', () => {
  expect(bandLevels([0.05, 0.25, 0.5, 0.75, 0.95, 0.99])).toEqual([
    { low: 0, high: 4, share: 0.9 },
    { low: 1, high: 3, share: 0.5 },
  ]);
});

it('joins neighbouring overridden days', () => {
  const rows = [null, 1, 1, null, 2].map((override) => ({ override }));
  expect(overriddenStretches(rows)).toEqual([
    { from: 1, to: 2 },
    { from: 4, to: 4 },
  ]);
});

it('stacks what is added on zero and hangs what is taken below', () => {
  const layers = [3, -1, 2, 0, -4].map((value, at) => ({ label: `${at}`, colour: 'c', values: [value] }));
  expect(blocksOf(layers, 0).map(({ low, high }) => [low, high])).toEqual([
    [0, 3],
    [-1, 0],
    [3, 5],
    [-5, -1],
  ]);
  expect(blocksOf(layers, 0, 35)[1]).toMatchObject({ low: 34, high: 35 });
});

it('says values, scopes and errors as people do', () => {
  expect(valueOf('SET', 50)).toBe('50 a day');
  expect(valueOf('ADD', -2.5)).toBe('−2.5 a day');
  expect(valueOf('PERCENT', 30)).toBe('+30%');
  expect(period('2026-12-01', '2026-12-02')).toMatch(/1.* to .*2/);
  expect(scopeOf({})).toBe('All products, all stores');
  expect(scopeOf({ category: 'Dairy/Milk', store: 'A' })).toBe('Dairy › Milk, A');
  expect(segmentName(null, 'category')).toBe('No category');
  expect(segmentName('DEAD', 'class')).toBe('Hardly selling');
  expect(points(0.1234)).toBe('+12.3 pts');
  expect(points(-0.02)).toBe('−2 pts');
  expect(biasOf(-0.05)).toBe('−5%');
  expect(biasOf(null)).toBe('–');
  const drift = { id: 1, found_at: '', statistic: '', threshold: 1, value: 2, since: '', action: '' };
  expect(driftWords({ ...drift, kind: 'ERROR' })).toContain('miss more');
});
