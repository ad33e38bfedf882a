/** How labels of the house's own scales with a prefix are read. */
export interface ScaleLayout {
  prefix: string;
  item_digits: number;
  guard_digit: boolean;
  value_digits: number;
  value: 'WEIGHT' | 'COUNT' | 'PRICE';
  decimals: number;
}

/** 13 digits: prefix, item, maybe the guard of the value, value, check digit. */
export const FREE_DIGITS = 10;

/** A label by its layout: “21 IIIII G VVVV C”, as far as the digits fit. */
export function pictureOf(layout: ScaleLayout): string {
  return [
    layout.prefix,
    'I'.repeat(Math.max(0, layout.item_digits)),
    layout.guard_digit ? 'G' : '',
    'V'.repeat(Math.max(0, layout.value_digits)),
    'C',
  ]
    .filter(Boolean)
    .join(' ');
}

/** What the value's digits mean, by an example in which they are 1, 2, 3 and so on. */
export function meaningOf({ value, value_digits, decimals }: ScaleLayout): string {
  const digits = Array.from({ length: Math.max(0, value_digits) }, (_digit, at) => (at + 1) % 10).join('');
  const whole = digits.slice(0, digits.length - decimals).replace(/^0+(?=\d)/, '') || '0';
  const shown = decimals > 0 ? `${whole}.${digits.slice(digits.length - decimals)}` : whole;
  const unit = { WEIGHT: ' kg', COUNT: ' pieces', PRICE: ' in money' }[value];
  return `${digits} means ${shown}${unit}`;
}
