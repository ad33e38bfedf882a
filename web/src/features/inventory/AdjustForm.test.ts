import { expect, it } from 'vitest';
import { movementOf } from './AdjustForm';

it('posts the difference of a count, never the count', () => {
  expect(movementOf('COUNT_VARIANCE', 9, 12)).toEqual({ kind: 'COUNT_VARIANCE', quantity: -3 });
  expect(movementOf('COUNT_VARIANCE', 12, 12)).toBeNull();
  expect(movementOf('COUNT_VARIANCE', 0.3, 0.1)).toEqual({ kind: 'COUNT_VARIANCE', quantity: 0.2 });
});
