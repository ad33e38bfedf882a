/** A frame of the camera, four bytes a pixel as a canvas gives them. */
export interface Picture {
  data: Uint8ClampedArray;
  width: number;
  height: number;
}
/** The code in a picture as a scanner would send it, or null where none is seen. */
export type Decoder = (picture: Picture) => Promise<string | null>;

/** The browser's own detector (Shape Detection API), where it has one; not in TypeScript's DOM library. */
interface NativeDetector {
  detect(picture: ImageData): Promise<{ rawValue: string }[]>;
}
interface NativeDetectors {
  new (options: { formats: string[] }): NativeDetector;
  getSupportedFormats(): Promise<string[]>;
}

const FORMATS = ['ean_13', 'ean_8', 'upc_a', 'upc_e', 'code_128', 'code_39', 'itf', 'data_matrix', 'qr_code'];

/** The browser's own decoder where it reads what shops print, else one in JavaScript, loaded when it is first needed. */
export async function loadDecoder(): Promise<Decoder> {
  const native = (globalThis as { BarcodeDetector?: NativeDetectors }).BarcodeDetector;
  const known = (await native?.getSupportedFormats().catch(() => [])) ?? [];
  const formats = FORMATS.filter((format) => known.includes(format));
  if (native && formats.includes('ean_13') && formats.includes('code_128')) {
    const detector = new native({ formats });
    return async (picture) => {
      const found = await detector.detect(picture as ImageData);
      return found[0]?.rawValue ?? null;
    };
  }
  const { decode } = await import('./zxing');
  return (picture) => Promise.resolve(decode(picture));
}

/** Tells a code once for each time that it comes into view; a code that stays there is not told again. */
export class Sightings {
  private last: string | null = null;
  private unseen = 0;

  /** After so many frames without it, a code has been out of view. */
  constructor(private readonly patience = 6) {}

  /** What is new in this frame, if anything. */
  see(code: string | null): string | null {
    if (code === null || code !== this.last) this.unseen += 1;
    else this.unseen = 0;
    if (code !== null && code !== this.last) {
      this.last = code;
      this.unseen = 0;
      return code;
    }
    if (this.unseen > this.patience) this.last = null;
    return null;
  }
}

/** What a person can do about a camera that cannot be used. */
export function cameraProblem(error: unknown): string {
  const name = (error as { name?: string } | null)?.name ?? '';
  switch (name) {
    case 'NotAllowedError':
      return 'The browser may not use the camera. Allow it in the settings of this page (the sign beside the address), then try again.';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'This device has no camera. Scan with a hand scanner, or type the code.';
    case 'NotReadableError':
    case 'AbortError':
      return 'The camera is in use by another program or did not start. Close the other program, then try again.';
    case 'InsecureContext':
      return 'Browsers give the camera only to pages that come over https (or from this very machine). Open Shelfcast by its https address.';
    default:
      return `The camera cannot be used${name ? ` (${name})` : ''}. Scan with a hand scanner, or type the code.`;
  }
}
