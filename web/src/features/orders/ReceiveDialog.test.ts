import { expect, it } from 'vitest';
import type { Order } from '@/shared/api/types';
import { receivedOf } from './ReceiveDialog';

it('receives what was typed, with lot and expiry where given, and leaves zeros out', () => {
  const order = {
    id: 'PO-1',
    lines: [
      { line: 1, sku: 'MILK', quantity: 40 },
      { line: 2, sku: 'EGGS', quantity: 20 },
    ],
  } as Order;
  const values = { 'quantity-1': '12', 'lot-1': 'L7', 'expiry-1': '2026-12-01', 'quantity-2': '0' };
  expect(receivedOf(order, values)).toEqual([{ line: 1, quantity: 12, lot: 'L7', expiry: '2026-12-01' }]);
});
