import { expect, it } from 'vitest';
import type { Scanned } from '@/shared/api/barcodes';
import { awaited, differences, receivedOf, withScan, type PurchaseLine } from './purchasing';

const line = (number: number, quantity: number, received = 0) =>
  ({ line: number, sku: `P${number}`, quantity, received, open: quantity - received }) as PurchaseLine;
const scan = (values: Partial<Scanned>) =>
  ({ quantity: 12, lot: null, expiry: null, best_before: null, ...values }) as Scanned;

it('awaits what is open, and receives what was typed with lot and expiry, leaving zeros out', () => {
  const rows = awaited([line(1, 40, 10), line(2, 20), line(3, 5, 5)]);
  expect(rows.map((row) => [row.line, row.quantity])).toEqual([
    [1, '30'],
    [2, '20'],
  ]);
  const typed = rows.map((row) =>
    row.line === 1 ? { ...row, quantity: '12', lot: ' L7 ', expiry: '2026-12-01' } : { ...row, quantity: '0' },
  );
  expect(receivedOf(typed)).toEqual([{ line: 1, quantity: 12, lot: 'L7', expiry: '2026-12-01' }]);
});

it('counts scans by line and lot, each lot in a row of its own', () => {
  let rows = awaited([line(1, 40), line(2, 20)]).map((row) => ({ ...row, quantity: '0' }));
  rows = withScan(rows, 1, scan({ lot: 'A', expiry: '2026-12-31' }));
  rows = withScan(rows, 1, scan({ lot: 'A', expiry: '2026-12-31' }));
  rows = withScan(rows, 1, scan({ lot: 'B', best_before: '2027-01-31' }));
  rows = withScan(rows, 2, scan({ quantity: 0.375 }));
  expect(receivedOf(rows)).toEqual([
    { line: 1, quantity: 24, lot: 'A', expiry: '2026-12-31' },
    { line: 1, quantity: 12, lot: 'B', expiry: '2027-01-31' },
    { line: 2, quantity: 0.375 },
  ]);
});

it('tells what is short, and what is above the tolerance', () => {
  const lines = [line(1, 100), line(2, 10)];
  const rows = awaited(lines).map((row) => ({ ...row, quantity: row.line === 1 ? '110' : '4' }));
  expect(differences(lines, rows, 10).above).toEqual([]);
  expect(differences(lines, rows, 9).above.map((one) => one.line)).toEqual([1]);
  expect(differences(lines, rows, 0).short.map((one) => one.line)).toEqual([2]);
});
