import { Camera, ScanBarcode } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useScan, type Scanned } from '@/shared/api/barcodes';
import { CameraScan } from './CameraScan';

/** The picture of the separator (FNC1), which the server reads as the separator itself. */
const SEPARATOR = '␝';

/**
 * Takes what a scanner types, fast and ended by Enter, or what a person does. Scanners send the separator of GS1 codes
 * as Ctrl+] or as a character that fields don't show; here it is seen. A camera does as well.
 */
export function ScanBox(props: {
  label: string;
  onScan: (scanned: Scanned) => void;
  onClear?: () => void;
  autoFocus?: boolean;
}) {
  const box = useRef<HTMLInputElement>(null);
  const scan = useScan();
  const [looking, setLooking] = useState(false);
  const ask = (typed: string) => {
    const code = typed.replaceAll('\u001d', SEPARATOR).trim();
    props.onClear?.();
    if (code) scan.mutate(code, { onSuccess: props.onScan });
  };
  const insert = (text: string) => {
    const input = box.current;
    input?.setRangeText(text, input.selectionStart ?? 0, input.selectionEnd ?? 0, 'end');
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if ((event.ctrlKey && event.key === ']') || event.key === '\u001d') insert(SEPARATOR);
    else if (event.key === 'Enter') {
      const typed = event.currentTarget.value;
      // Emptied at once: the next scan may begin before the answer is here.
      event.currentTarget.value = '';
      ask(typed);
    } else return;
    event.preventDefault();
  };
  return (
    <div className="field scan">
      <div className="row nowrap">
        <div className="search">
          <ScanBarcode aria-hidden="true" />
          <input
            ref={box}
            className="input"
            aria-label={props.label}
            placeholder={props.label}
            autoFocus={props.autoFocus}
            autoComplete="off"
            enterKeyHint="done"
            onKeyDown={onKeyDown}
          />
        </div>
        <button
          type="button"
          className="btn icon"
          aria-label="Scan with the camera"
          title="Scan with the camera"
          onClick={() => setLooking(true)}
        >
          <Camera />
        </button>
      </div>
      {looking && <CameraScan goOn onCode={ask} onClose={() => setLooking(false)} />}
      {scan.error && (
        <span className="error" role="alert">
          {scan.error.message}
        </span>
      )}
    </div>
  );
}
