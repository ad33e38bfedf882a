import { expect, it } from 'vitest';
import { safeTarget } from './SignIn';

it('goes back to pages of this app only', () => {
  expect(safeTarget('/restock?urgency=HIGH')).toBe('/restock?urgency=HIGH');
  for (const foreign of ['//evil.example', '/\\evil.example', 'https://evil.example', null])
    expect(safeTarget(foreign)).toBe('/');
});
