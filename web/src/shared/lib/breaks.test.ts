import { describe, expect, it } from 'vitest';
import { classify, classLabels, classOf, rampIndex } from './breaks';

const shown = (values: (number | null)[]) => classLabels(classify(values), String);

describe('classes of the map', () => {
  it('has one class when there is no value at all', () => {
    expect(classify([])).toEqual({ breaks: [], method: 'single' });
    expect(shown([null, undefined as unknown as null])).toEqual(['All zones']);
  });

  it('has one class when all zones are alike', () => {
    expect(shown([7, 7, 7])).toEqual(['All zones']);
    expect(classOf(7, classify([7, 7, 7]))).toBe(0);
  });

  it('parts two distinct values', () => {
    const classes = classify([3, 3, 90]);
    expect(classes.breaks).toHaveLength(1);
    expect(classOf(3, classes)).toBe(0);
    expect(classOf(90, classes)).toBe(1);
  });

  it('parts two values that rounding would make one', () => {
    const classes = classify([1001, 1002]);
    expect(classOf(1001, classes)).not.toBe(classOf(1002, classes));
  });

  it('gives five classes of about as many zones each', () => {
    const classes = classify(Array.from({ length: 100 }, (_, at) => at + 1));
    expect(classes).toEqual({ breaks: [21, 41, 60, 80], method: 'quantile' });
  });

  it('keeps breaks whole where the figures are', () => {
    expect(classify([1, 1, 2, 3, 5, 8, 9]).breaks.every(Number.isInteger)).toBe(true);
  });

  it('keeps breaks unique when many zones tie', () => {
    const { breaks } = classify([...Array.from({ length: 50 }, () => 4), 5, 6, 7, 8, 9, 10]);
    expect(new Set(breaks).size).toBe(breaks.length);
  });

  it('lets one towering zone stand alone instead of hiding it among its quintile', () => {
    const classes = classify([...Array.from({ length: 40 }, (_, at) => at + 1), 5000]);
    expect(classes.method).toBe('head/tail');
    expect(classOf(5000, classes)).toBe(classes.breaks.length);
    expect(classOf(40, classes)).toBeLessThan(classes.breaks.length);
  });

  it('ignores zones without a figure', () => {
    expect(classify([1, null, 2, null, 3])).toEqual(classify([1, 2, 3]));
  });

  it('spreads few classes over the whole ramp', () => {
    expect([0, 1].map((at) => rampIndex(at, 2, 5))).toEqual([0, 4]);
    expect(rampIndex(0, 1, 5)).toBe(2);
  });
});
