import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Scanned } from '@/shared/api/barcodes';
import { quantity } from '@/shared/lib/format';
import { Dialog } from '@/shared/ui/Dialog';
import { Form } from '@/shared/ui/Form';
import { ScanBox } from '@/shared/ui/ScanBox';
import { say } from '@/shared/ui/toast';
import {
  awaited,
  differences,
  receivedOf,
  usePurchaseStep,
  withScan,
  type Arrival,
  type Purchase,
  type PurchaseLine,
} from './purchasing';

/** Filled with what is still open, so that a complete delivery is one click; the first scan begins to count. */
export function ReceiveDialog({ order, onClose }: { order: Purchase; onClose: () => void }) {
  const { head, lines } = order;
  const receive = usePurchaseStep(head.id, 'receive', true);
  const [rows, setRows] = useState(() => awaited(lines));
  const [scanning, setScanning] = useState(false);
  const [heard, setHeard] = useState<{ text: string; bad: boolean } | null>(null);
  const [closing, setClosing] = useState(false);
  const { short, above } = differences(lines, rows, head.over_receipt_percent);

  const scanned = (code: Scanned) => {
    const line = lines.find((one) => one.sku === code.sku && one.open > 0) ?? lines.find((one) => one.sku === code.sku);
    if (!line) {
      setHeard({ text: `${code.product_name} is not on this order. Put it aside, or order it first.`, bad: true });
      return;
    }
    const before = scanning ? rows : rows.map((row) => ({ ...row, quantity: '0' }));
    setScanning(true);
    setRows(withScan(before, line.line, code));
    const more = code.quantity === null ? 'type how much' : `+${quantity(code.quantity)} ${code.unit} (${code.pack})`;
    setHeard({
      text: [code.product_name, more, code.lot && `lot ${code.lot}`].filter(Boolean).join(' · '),
      bad: false,
    });
  };
  const shown = rows.flatMap((row) => {
    const line = lines.find((one) => one.line === row.line);
    return line ? [{ row, line }] : [];
  });
  const change = (key: number, changes: Partial<Arrival>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...changes } : row)));

  return (
    <Dialog title={`Receive ${head.id}`} onClose={onClose} wide>
      <div className="stack">
        <ScanBox label="Scan a barcode or GS1 code" autoFocus onScan={scanned} onClear={() => setHeard(null)} />
        <p className={heard?.bad ? 'small error-text' : 'small soft'} role="status">
          {heard?.text ??
            (scanning
              ? 'Each scan adds to its line.'
              : 'Everything that is awaited is filled in. The first scan starts the count at 0.')}
        </p>
        <Form
          submit="Put in stock"
          busy={receive.isPending || receivedOf(rows).length === 0}
          error={receive.error}
          onCancel={onClose}
          onSubmit={(values) =>
            receive.mutate(
              {
                lines: receivedOf(rows),
                ...(above.length > 0 && { over_reason: values.over_reason }),
                ...(closing && short.length > 0 && { close_reason: values.close_reason }),
              },
              {
                onSuccess: () => {
                  say(`${head.id}: the delivery is in stock.`);
                  onClose();
                },
              },
            )
          }
        >
          {() => (
            <>
              <ul className="receive-list">
                {shown.map(({ row, line }) => (
                  <ArrivalRow
                    key={row.key}
                    row={row}
                    line={line}
                    first={rows.find((one) => one.line === row.line) === row}
                    onChange={(changes) => change(row.key, changes)}
                    onAnotherLot={() =>
                      setRows(
                        rows.toSpliced(rows.indexOf(row) + 1, 0, {
                          key: Math.max(...rows.map((one) => one.key)) + 1,
                          line: row.line,
                          quantity: '',
                          lot: '',
                          expiry: '',
                        }),
                      )
                    }
                  />
                ))}
              </ul>
              {above.length > 0 && (
                <div className="field">
                  <label htmlFor="over-reason">
                    More than ordered
                    {head.over_receipt_percent > 0 && ` and than the ${head.over_receipt_percent}% allowed`}: why is it
                    taken?
                  </label>
                  <input id="over-reason" className="input" name="over_reason" required maxLength={500} />
                  <span className="hint">{above.map((line) => line.product_name).join(', ')}</span>
                </div>
              )}
              {short.length > 0 && receivedOf(rows).length > 0 && (
                <fieldset className="choice">
                  <legend>
                    Less came of{' '}
                    {short.length <= 2 ? short.map((line) => line.product_name).join(' and ') : `${short.length} lines`}
                    . What about the rest?
                  </legend>
                  <label className="row nowrap">
                    <input type="radio" name="rest" checked={!closing} onChange={() => setClosing(false)} /> It still
                    comes (back order)
                  </label>
                  <label className="row nowrap">
                    <input type="radio" name="rest" checked={closing} onChange={() => setClosing(true)} /> It does not
                    come: close the order
                  </label>
                  {closing && (
                    <input
                      className="input"
                      name="close_reason"
                      required
                      maxLength={500}
                      aria-label="Why the rest does not come"
                      placeholder="Why the rest does not come"
                    />
                  )}
                </fieldset>
              )}
            </>
          )}
        </Form>
      </div>
    </Dialog>
  );
}

function ArrivalRow(props: {
  row: Arrival;
  line: PurchaseLine;
  first: boolean;
  onChange: (changes: Partial<Arrival>) => void;
  onAnotherLot: () => void;
}) {
  const { row, line, onChange } = props;
  return (
    <li>
      {props.first ? (
        <div>
          <div className="cell-main">{line.product_name}</div>
          <div className="cell-sub">
            {quantity(line.open)} {line.unit} still to come
            <button type="button" className="link-button" onClick={props.onAnotherLot}>
              <Plus aria-hidden="true" /> another lot
            </button>
          </div>
        </div>
      ) : (
        <div className="cell-sub">another lot of {line.product_name}</div>
      )}
      <label>
        <span className="small soft">Quantity</span>
        <input
          className="input"
          type="number"
          min={0}
          step="any"
          inputMode="decimal"
          value={row.quantity}
          onChange={(event) => onChange({ quantity: event.target.value })}
        />
      </label>
      <label>
        <span className="small soft">Lot</span>
        <input
          className="input"
          maxLength={64}
          value={row.lot}
          onChange={(event) => onChange({ lot: event.target.value })}
        />
      </label>
      <label>
        <span className="small soft">Expires</span>
        <input
          className="input"
          type="date"
          value={row.expiry}
          onChange={(event) => onChange({ expiry: event.target.value })}
        />
      </label>
    </li>
  );
}
