import { BarcodeFormat, EncodeHintType, QRCodeWriter } from '@zxing/library';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cameraProblem, loadDecoder, Sightings, type Picture } from './barcode';

const LEFT = [
  '0001101',
  '0011001',
  '0010011',
  '0111101',
  '0100011',
  '0110001',
  '0101111',
  '0111011',
  '0110111',
  '0001011',
];
const PARITY = ['LLLLLL', 'LLGLGG', 'LLGGLG', 'LLGGGL', 'LGLLGG', 'LGGLLG', 'LGGGLL', 'LGLGLG', 'LGLGGL', 'LGGLGL'];
const inverse = (bits: string) => [...bits].map((bit) => (bit === '1' ? '0' : '1')).join('');
const backwards = (bits: string) => [...bits].reverse().join('');

/** The bars of an EAN-13, written down from the standard (GS1 General Specifications, 5.2.1). */
function ean13(code: string): string {
  const digits = [...code].map(Number);
  const left = digits.slice(1, 7).map((digit, at) => {
    const bits = LEFT[digit] ?? '';
    return PARITY[digits[0] ?? 0]?.[at] === 'L' ? bits : backwards(inverse(bits));
  });
  const right = digits.slice(7).map((digit) => inverse(LEFT[digit] ?? ''));
  return `101${left.join('')}01010${right.join('')}101`;
}

/** Drawn in the middle of a grey shelf label, a few pixels a module, unevenly lit. */
function photo(rows: string[], module: number, height: number): Picture {
  const width = (rows[0]?.length ?? 0) * module + 80;
  const tall = height + 80;
  const data = new Uint8ClampedArray(width * tall * 4);
  for (let y = 0; y < tall; y += 1)
    for (let x = 0; x < width; x += 1) {
      const row = rows[Math.min(rows.length - 1, Math.floor(((y - 40) / height) * rows.length))];
      const inside = y >= 40 && y < 40 + height;
      const dark = inside && row?.[Math.floor((x - 40) / module)] === '1';
      const light = (dark ? 60 : 210) + Math.round((x / width) * 25);
      data.set([light, light, light - 10, 255], (y * width + x) * 4);
    }
  return { data, width, height: tall };
}

afterEach(() => vi.unstubAllGlobals());

describe('decoding in JavaScript', () => {
  it('reads the barcode of a product from a picture', async () => {
    const decode = await loadDecoder();
    expect(await decode(photo([ean13('4006381333931')], 3, 90))).toBe('4006381333931');
  });

  it('reads a GS1 link from a QR code', async () => {
    const link = 'https://id.example.org/01/09521234543213/10/ABC?17=261231';
    const matrix = new QRCodeWriter().encode(link, BarcodeFormat.QR_CODE, 0, 0, new Map([[EncodeHintType.MARGIN, 0]]));
    const rows = Array.from({ length: matrix.getHeight() }, (_row, y) =>
      Array.from({ length: matrix.getWidth() }, (_cell, x) => (matrix.get(x, y) ? '1' : '0')).join(''),
    );
    const decode = await loadDecoder();
    expect(await decode(photo(rows, 5, rows.length * 5))).toBe(link);
  });

  it('sees nothing where there is nothing', async () => {
    const decode = await loadDecoder();
    expect(await decode(photo(['0'.repeat(95)], 3, 90))).toBeNull();
  });
});

it('leaves it to the browser where that reads what shops print', async () => {
  const asked: unknown[] = [];
  class Native {
    static getSupportedFormats = () => Promise.resolve(['ean_13', 'code_128', 'qr_code', 'aztec']);
    constructor(options: unknown) {
      asked.push(options);
    }
    detect = () => Promise.resolve([{ rawValue: '036000291452' }]);
  }
  vi.stubGlobal('BarcodeDetector', Native);
  const decode = await loadDecoder();
  expect(await decode(photo(['1'], 1, 1))).toBe('036000291452');
  expect(asked).toEqual([{ formats: ['ean_13', 'code_128', 'qr_code'] }]);
});

it('tells a code again only after it has been out of view', () => {
  const sightings = new Sightings(2);
  const told = ['A', 'A', null, 'A', null, null, null, 'A', 'B', 'B'].map((code) => sightings.see(code));
  expect(told).toEqual(['A', null, null, null, null, null, null, 'A', 'B', null]);
});

it('says what to do about a camera that cannot be used', () => {
  expect(cameraProblem(new DOMException('', 'NotAllowedError'))).toContain('Allow it in the settings');
  expect(cameraProblem(new DOMException('', 'NotFoundError'))).toContain('no camera');
  expect(cameraProblem(new DOMException('', 'NotReadableError'))).toContain('another program');
  expect(cameraProblem('?')).toContain('type the code');
});
