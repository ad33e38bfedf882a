import { expect, it } from 'vitest';
import { barcodeProblem, checkDigit, isBarcode, printedBarcode } from './gtin';

it('works out check digits', () => {
  expect(checkDigit('0952123454321')).toBe(3);
  expect(checkDigit('400638133393')).toBe(1);
  expect(checkDigit('03600029145')).toBe(2);
});

it('names the right check digit, and stays silent while digits are missing', () => {
  expect(barcodeProblem('4006381333932')).toBe('The check digit (the last one) would be 1.');
  expect(barcodeProblem('40063813339')).toBeUndefined();
  expect(barcodeProblem('4006381333931')).toBeUndefined();
  expect(barcodeProblem('40063A')).toBe('A barcode has digits alone.');
  expect(isBarcode('40063813339')).toBe(false);
  expect(isBarcode(' 96385074 ')).toBe(true);
});

it('shows numbers as they are printed', () => {
  expect(printedBarcode('04006381333931')).toBe('4006381333931');
  expect(printedBarcode('00036000291452')).toBe('036000291452');
  expect(printedBarcode('00000096385074')).toBe('96385074');
  expect(printedBarcode('14006381333938')).toBe('14006381333938');
});
