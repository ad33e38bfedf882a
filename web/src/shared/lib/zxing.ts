// One by one: the package's index brings every format that it knows, and all that it can write.
import BarcodeFormat from '@zxing/library/esm/core/BarcodeFormat';
import BinaryBitmap from '@zxing/library/esm/core/BinaryBitmap';
import DecodeHintType from '@zxing/library/esm/core/DecodeHintType';
import RGBLuminanceSource from '@zxing/library/esm/core/RGBLuminanceSource';
import HybridBinarizer from '@zxing/library/esm/core/common/HybridBinarizer';
import DataMatrixReader from '@zxing/library/esm/core/datamatrix/DataMatrixReader';
import MultiFormatOneDReader from '@zxing/library/esm/core/oned/MultiFormatOneDReader';
import QRCodeReader from '@zxing/library/esm/core/qrcode/QRCodeReader';
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
    ],
  ],
  [DecodeHintType.TRY_HARDER, true],
  // Keeps the separators of GS1-128, which else are lost.
  [DecodeHintType.ASSUME_GS1, true],
]);
/** Bars first, since they are what shops have most of. */
const READERS = [new MultiFormatOneDReader(HINTS), new QRCodeReader(), new DataMatrixReader()];

/** The code in the picture, or null: the readers say by an exception that they see none. */
export function decode(picture: Picture): string | null {
  const source = new RGBLuminanceSource(grey(picture), picture.width, picture.height);
  const bitmap = new BinaryBitmap(new HybridBinarizer(source));
  for (const reader of READERS) {
    try {
      return reader.decode(bitmap, HINTS).getText();
    } catch {
      // The next one may see something.
    }
  }
  return null;
}

/** Luminance by the weights of ITU-R BT.601, in 1024ths. */
function grey({ data, width, height }: Picture): Uint8ClampedArray {
  const light = new Uint8ClampedArray(width * height);
  for (let at = 0, from = 0; at < light.length; at += 1, from += 4)
    light[at] = ((data[from] ?? 0) * 306 + (data[from + 1] ?? 0) * 601 + (data[from + 2] ?? 0) * 117) >> 10;
  return light;
}
