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
  const lines = [{ quantity: 3, price: 33.33, discount: 0 }];
  expect(totalOf(lines, { discount: 1, taxRate: 5, taxIncluded: false })).toEqual({
    net: 98.99,
    tax: 4.95,
    total: 103.94,
  });
  expect(totalOf(lines, { discount: 0, taxRate: 18, taxIncluded: true })).toEqual({
    net: 99.99,
    tax: 15.25,
    total: 99.99,
  });
});
