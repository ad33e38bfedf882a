import { describe, expect, it } from 'vitest';
import { arrivedOf, onTheRoad, shippedOf, type TransferLine } from './transfers';

const line = (number: number, shipped: number, received = 0, lost = 0): TransferLine => ({
  line: number,
  sku: `SKU-${number}`,
  product_name: `Product ${number}`,
  requested: shipped,
  shipped,
  received,
  damaged: 0,
  lost,
});

describe('receiving a transfer', () => {
  it('leaves out the lines of which nothing is said', () => {
    const values = { 'quantity-1': '7', 'damaged-1': '2', 'quantity-2': '0', 'lost-2': '', 'lost-3': '1' };
    expect(arrivedOf([line(1, 9), line(2, 5), line(3, 4)], values)).toEqual([
      { line: 1, quantity: 7, damaged: 2, lost: 0 },
      { line: 3, quantity: 0, damaged: 0, lost: 1 },
    ]);
  });

  it('knows what is still on the road, also when more came than was shipped', () => {
    expect(onTheRoad(line(1, 9, 5, 1))).toBe(3);
    expect(onTheRoad(line(1, 9, 12))).toBe(0);
  });
});

describe('shipping a transfer', () => {
  it('sends each proposed lot with its amount and leaves out those of nothing', () => {
    const lots = [
      { line: 1, lot: 'A', expiry: '2027-01-31', quantity: 4 },
      { line: 1, lot: null, expiry: null, quantity: 3 },
      { line: 2, lot: 'B', expiry: null, quantity: 1 },
    ];
    expect(shippedOf(lots, { 'quantity-0': '4', 'quantity-1': '2.5', 'quantity-2': '0' })).toEqual([
      { line: 1, lot: 'A', quantity: 4 },
      { line: 1, lot: null, quantity: 2.5 },
    ]);
  });
});
