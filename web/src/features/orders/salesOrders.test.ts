import { describe, expect, it } from 'vitest';
import { backOf, leavingOf, totalOf, withTheCustomer, type SalesOrder } from './salesOrders';

describe('shipping', () => {
  const rows = [
    { line: 1, lot: 'A' },
    { line: 1, lot: 'B' },
    { line: 2, lot: '' },
  ];

  it('takes each quantity from its own lot and leaves zeros out', () => {
    const values = { 'quantity-1-A': '2', 'quantity-1-B': '0', 'quantity-2-': '1.5' };
    expect(leavingOf(rows, values)).toEqual([
      { line: 1, quantity: 2, lot: 'A' },
      { line: 2, quantity: 1.5, lot: '' },
    ]);
  });

  it('takes another lot when one is named', () => {
    expect(leavingOf(rows, { 'quantity-1-A': '2', 'lot-1-A': 'C' })).toEqual([{ line: 1, quantity: 2, lot: 'C' }]);
  });
});

describe('returning', () => {
  it('keeps what can be sold again apart from what cannot', () => {
    const values = { 'good-1-A': '2', 'waste-1-A': '1', 'good-2-': '', 'waste-2-': '0' };
    const rows = [
      { line: 1, lot: 'A' },
      { line: 2, lot: '' },
    ];
    expect(backOf(rows, values)).toEqual([
      { line: 1, quantity: 2, lot: 'A', restock: true },
      { line: 1, quantity: 1, lot: 'A', restock: false },
    ]);
  });

  it('adds up a lot over its shipments, less what came back', () => {
    const lot = { line: 1, lot: 'A', expiry: null };
    const order = {
      shipments: [
        { lots: [{ ...lot, quantity: 4, returned: 1 }] },
        { lots: [{ ...lot, quantity: 2, returned: 0 }] },
        { lots: [{ line: 2, lot: '', expiry: null, quantity: 3, returned: 3 }] },
      ],
    } as unknown as SalesOrder;
    expect(withTheCustomer(order)).toMatchObject([{ line: 1, lot: 'A', quantity: 5 }]);
  });
});

it('shows what an order comes to, with the tax on top or in the prices', () => {
  const lines = (tax_rate: number) => [{ quantity: 3, price: 33.33, discount: 0, tax_rate }];
  expect(totalOf(lines(5), { discount: 1, taxIncluded: false })).toEqual({ net: 98.99, tax: 4.95, total: 103.94 });
  expect(totalOf(lines(18), { discount: 0, taxIncluded: true })).toEqual({ net: 99.99, tax: 15.25, total: 99.99 });
});

it('taxes each line at its own rate, after its share of the discount on the order', () => {
  const lines = [
    { quantity: 1, price: 300, discount: 0, tax_rate: 5 },
    { quantity: 1, price: 100, discount: 0, tax_rate: 18 },
    { quantity: 2, price: 0, discount: 0, tax_rate: 28 },
  ];
  // 20 off 400: 15 off the first, 5 off the second; 285 × 5% = 14.25, 95 × 18% = 17.10.
  expect(totalOf(lines, { discount: 20, taxIncluded: false })).toEqual({ net: 380, tax: 31.35, total: 411.35 });
});
