/** The digit that follows these: weights 3, 1, 3, … from the right (GS1 General Specifications, 7.9). */
export function checkDigit(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) sum += Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 3 : 1);
  return (10 - (sum % 10)) % 10;
}

/** What is wrong with a number while it is typed; nothing as long as it can still become right. */
export function barcodeProblem(text: string): string | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  if (!/^\d+$/.test(typed)) return 'A barcode has digits alone.';
  if (typed.length > 14) return `A barcode has at most 14 digits; these are ${typed.length}.`;
  if (![8, 12, 13, 14].includes(typed.length)) return undefined;
  const right = checkDigit(typed.slice(0, -1));
  return Number(typed.at(-1)) === right ? undefined : `The check digit (the last one) would be ${right}.`;
}

export const isBarcode = (text: string) => /^(\d{8}|\d{12,14})$/.test(text.trim()) && !barcodeProblem(text);

/** As it is printed below the bars, without the zeros that fill it up to 14 digits. */
export const printedBarcode = (code: string) => code.replace(/^0{6}(?=\d{8}$)|^00(?=\d{12}$)|^0(?=\d{13}$)/, '');
