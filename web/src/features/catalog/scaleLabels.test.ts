import { expect, it } from 'vitest';
import { meaningOf, pictureOf, type ScaleLayout } from './scaleLabels';

const weight: ScaleLayout = {
  prefix: '21',
  item_digits: 5,
  guard_digit: false,
  value_digits: 5,
  value: 'WEIGHT',
  decimals: 3,
};

it('shows how a label is divided', () => {
  expect(pictureOf(weight)).toBe('21 IIIII VVVVV C');
  expect(pictureOf({ ...weight, guard_digit: true, value_digits: 4 })).toBe('21 IIIII G VVVV C');
});

it('says what the digits of the value mean', () => {
  expect(meaningOf(weight)).toBe('12345 means 12.345 kg');
  expect(meaningOf({ ...weight, value: 'PRICE', decimals: 2 })).toBe('12345 means 123.45 in money');
  expect(meaningOf({ ...weight, value: 'COUNT', decimals: 0, value_digits: 2 })).toBe('12 means 12 pieces');
  expect(meaningOf({ ...weight, value_digits: 3 })).toBe('123 means 0.123 kg');
});
