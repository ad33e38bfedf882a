import { describe, expect, it } from 'vitest';
import { fieldOf, instantOf, isPast, sayMoment } from './moment';

describe('a past moment', () => {
  it('goes from the field to the address and back', () => {
    expect(fieldOf(instantOf('2026-11-03T12:30'))).toBe('2026-11-03T12:30');
  });

  it('is none when nothing or nonsense is given', () => {
    expect(instantOf('')).toBe('');
    expect(instantOf('the 3rd')).toBe('');
    expect(fieldOf('the 3rd')).toBe('');
    expect(isPast({ asOf: '', believedAt: '' })).toBe(false);
  });

  it('says which of the two questions is answered', () => {
    const third = '2026-11-03T12:30:00.000Z';
    expect(sayMoment({ asOf: third, believedAt: '' })).toMatch(/^As of .* by what is known today\.$/);
    expect(sayMoment({ asOf: '', believedAt: third })).toMatch(/^As it was believed on /);
    expect(sayMoment({ asOf: third, believedAt: third })).toMatch(/^As of .* as far as it was known on /);
  });
});
