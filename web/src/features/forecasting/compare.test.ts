import { expect, it } from 'vitest';
import { bestOf, toggled } from './compare';
import type { Compared } from './types';

const model = (name: string, metrics: Compared['metrics']): Compared => ({ model: name, metrics, forecast: [] });

it('marks the least error', () => {
  expect(bestOf([model('a', { wape: 0.3 }), model('b', { wape: 0.2 }), model('c', null)], 'wape')).toBe('b');
});

it('takes the bias nearest to none and the coverage nearest to what it promises', () => {
  const models = [model('a', { bias: -0.05, coverage: 0.99 }), model('b', { bias: 0.2, coverage: 0.88 })];
  expect(bestOf(models, 'bias')).toBe('a');
  expect(bestOf(models, 'coverage')).toBe('b');
});

it('marks none where there is nothing to compare, or no difference', () => {
  expect(bestOf([model('a', { wape: 0.3 })], 'wape')).toBeNull();
  expect(bestOf([model('a', { wape: 0.3 }), model('b', { wape: 0.3 })], 'wape')).toBeNull();
  expect(bestOf([model('a', {}), model('b', { wape: Number.NaN })], 'wape')).toBeNull();
});

it('takes a method in and out, up to five', () => {
  expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  expect(toggled(['a', 'b'], 'c')).toEqual(['a', 'b', 'c']);
  expect(toggled(['a', 'b', 'c', 'd', 'e'], 'f')).toEqual(['a', 'b', 'c', 'd', 'e']);
});
