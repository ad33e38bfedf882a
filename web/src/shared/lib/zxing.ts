import {
  BarcodeFormat,
  BinaryBitmap,
  DecodeHintType,
  HybridBinarizer,
  MultiFormatReader,
  RGBLuminanceSource,
} from '@zxing/library';
import type { Picture } from './barcode';

const HINTS = new Map<DecodeHintType, unknown>([
  [
    DecodeHintType.POSSIBLE_FORMATS,
    [
      BarcodeFormat.EAN_13,
      BarcodeFormat.EAN_8,
      BarcodeFormat.UPC_A,
      BarcodeFormat.UPC_E,
      BarcodeFormat.CODE_128,
      BarcodeFormat.CODE_39,
      BarcodeFormat.ITF,
      BarcodeFormat.DATA_MATRIX,
      BarcodeFormat.QR_CODE,
    ],
  ],
  [DecodeHintType.TRY_HARDER, true],
  // Keeps the separators of GS1-128, which else are lost.
  [DecodeHintType.ASSUME_GS1, true],
]);
const reader = new MultiFormatReader();

/** The code in the picture, or null: the reader says by an exception that it sees none. */
export function decode(picture: Picture): string | null {
  const source = new RGBLuminanceSource(grey(picture), picture.width, picture.height);
  try {
    return reader.decode(new BinaryBitmap(new HybridBinarizer(source)), HINTS).getText();
  } catch {
    return null;
  }
}

/** Luminance by the weights of ITU-R BT.601, in 1024ths. */
function grey({ data, width, height }: Picture): Uint8ClampedArray {
  const light = new Uint8ClampedArray(width * height);
  for (let at = 0, from = 0; at < light.length; at += 1, from += 4)
    light[at] = ((data[from] ?? 0) * 306 + (data[from + 1] ?? 0) * 601 + (data[from + 2] ?? 0) * 117) >> 10;
  return light;
}
