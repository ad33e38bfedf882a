import { describe, expect, it } from 'vitest';
import { linesOf, type CountLine } from './counts';

const line = (number: number, sku: string, name: string, barcode: string | null = null): CountLine => ({
  line: number,
  sku,
  product_name: name,
  barcode,
  lot: null,
  expiry: null,
  expected: null,
  counted: null,
  variance: null,
  variance_value: null,
  counted_at: null,
  counted_by: null,
  recount: false,
  reason: null,
});

const lines = [
  line(1, 'MILK', 'Milk 1L', '04006381333931'),
  line(2, 'MILK-2', 'Milk 2L', '00036000291452'),
  line(3, 'EGGS', 'Eggs, six'),
];

describe('finding what was scanned', () => {
  it('takes a barcode with or without its leading zeros', () => {
    expect(linesOf(lines, '4006381333931').map((one) => one.line)).toEqual([1]);
    expect(linesOf(lines, '036000291452').map((one) => one.line)).toEqual([2]);
  });

  it('prefers the very SKU to names that hold it', () => {
    expect(linesOf(lines, 'milk').map((one) => one.line)).toEqual([1]);
    expect(linesOf(lines, 'mil').map((one) => one.line)).toEqual([1, 2]);
  });

  it('shows everything before anything is typed and nothing for what is not there', () => {
    expect(linesOf(lines, '  ')).toHaveLength(3);
    expect(linesOf(lines, 'bread')).toEqual([]);
  });
});
