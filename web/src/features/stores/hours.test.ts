import { describe, expect, it } from 'vitest';
import { hoursText, readHours, readPincodes } from './hours';

describe('opening hours', () => {
  it('reads what people write', () => {
    expect(readHours('9-13, 17:30–21')).toEqual([
      { opens: '09:00', closes: '13:00' },
      { opens: '17:30', closes: '21:00' },
    ]);
    expect(readHours('9 am to 9 pm')).toEqual([{ opens: '09:00', closes: '21:00' }]);
    expect(readHours('12am-12pm')).toEqual([{ opens: '00:00', closes: '12:00' }]);
    expect(readHours('18-24')).toEqual([{ opens: '18:00', closes: '00:00' }]);
    expect(readHours('Closed')).toEqual([]);
    expect(readHours('all day')).toEqual([{ opens: '00:00', closes: '00:00' }]);
  });

  it('refuses what is no time', () => {
    for (const text of ['', 'morning', '9', '9-25', '9-13:75', '13 pm - 14', '24-2'])
      expect(readHours(text)).toBeNull();
  });

  it('shows a day as it was written', () => {
    expect(
      hoursText([
        { opens: '09:00:00', closes: '13:00:00' },
        { opens: '18:00:00', closes: '00:00:00' },
      ]),
    ).toBe('09:00–13:00, 18:00–24:00');
    expect(hoursText([])).toBe('Closed');
    expect(hoursText([{ opens: '00:00:00', closes: '00:00:00' }])).toBe('All day');
    expect(hoursText(null)).toBeNull();
  });

  it('takes pincodes as they are pasted, each once', () => {
    expect(readPincodes(' 110037, 110070\n110037;110071 ')).toEqual(['110037', '110070', '110071']);
  });
});
