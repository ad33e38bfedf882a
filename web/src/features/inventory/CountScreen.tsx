import { Camera } from 'lucide-react';
import { useRef, useState, type FormEvent } from 'react';
import { useScan } from '@/shared/api/barcodes';
import { dayFull, quantity } from '@/shared/lib/format';
import { Empty } from '@/shared/ui/bits';
import { CameraScan } from '@/shared/ui/CameraScan';
import { say } from '@/shared/ui/toast';
import { linesOf, useCountLines, useCountStep, type Count, type CountLine } from './counts';

/** One hand, one phone: scan or type what lies there, type how many, Enter, and on to the next. */
export function CountScreen({ count }: { count: Count }) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState<number | null>(null);
  const box = useRef<HTMLInputElement>(null);
  const lines = useCountLines(count.id, { show: 'OPEN', limit: 500 });
  const entry = useCountStep(count.id, 'entries');
  const scan = useScan();
  const [looking, setLooking] = useState(false);
  const found = linesOf(lines.data?.data ?? [], typed);
  const line = found.find((one) => one.line === at) ?? (found.length === 1 ? found[0] : undefined);

  /** The server knows what GS1 codes and the house's own labels stand for; a lot in the code chooses the line. */
  const seen = (code: string) =>
    scan.mutate(code, {
      onSuccess: ({ sku, lot }) => {
        setTyped(sku);
        const line = linesOf(lines.data?.data ?? [], sku).find((one) => lot !== null && one.lot === lot);
        setAt(line?.line ?? null);
      },
      onError: () => setTyped(code),
    });

  const enter = (chosen: CountLine, amount: number) => {
    entry.mutate(
      { entries: [{ sku: chosen.sku, lot: chosen.lot, quantity: amount }] },
      {
        onSuccess: () => {
          say(`${quantity(amount)} × ${chosen.product_name}`);
          setTyped('');
          setAt(null);
          box.current?.focus();
        },
      },
    );
  };

  return (
    <section className="card card-pad stack">
      <div className="row nowrap">
        <input
          ref={box}
          className="input big"
          autoFocus
          inputMode="search"
          aria-label="Scan a barcode, or type a name"
          placeholder="Scan a barcode, or type a name"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(null);
          }}
        />
        <button
          type="button"
          className="btn icon big"
          aria-label="Scan with the camera"
          title="Scan with the camera"
          onClick={() => setLooking(true)}
        >
          <Camera />
        </button>
      </div>
      {scan.error && (
        <p className="small error-text" role="alert">
          {scan.error.message}
        </p>
      )}
      {looking && <CameraScan onCode={seen} onClose={() => setLooking(false)} />}
      {line ? (
        <Amount key={line.line} line={line} busy={entry.isPending} onEnter={(amount) => enter(line, amount)} />
      ) : (
        <ul className="count-list">
          {found.slice(0, 40).map((one) => (
            <li key={one.line}>
              <button type="button" className="count-line" onClick={() => setAt(one.line)}>
                <span className="cell-main">{one.product_name}</span>
                <span className="cell-sub">
                  <LotOf line={one} />
                  {one.recount && <span className="chip warn">Count again</span>}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {lines.data && found.length === 0 && (
        <Empty title={typed ? 'Not among what is left' : 'Everything is counted'}>
          {typed
            ? 'It may be counted already: look at all lines.'
            : 'Finish counting to see how it compares with the books.'}
        </Empty>
      )}
      {found.length > 40 && <p className="muted small">{found.length - 40} more; type to find them.</p>}
    </section>
  );
}

const LotOf = ({ line }: { line: CountLine }) => (
  <>
    <span className="mono">{line.sku}</span>
    {line.lot && ` lot ${line.lot}`}
    {line.expiry && `, expires ${dayFull(line.expiry)}`}
  </>
);

function Amount(props: { line: CountLine; busy: boolean; onEnter: (amount: number) => void }) {
  const { line } = props;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const value = new FormData(event.currentTarget).get('amount');
    if (typeof value === 'string' && value !== '') props.onEnter(Number(value));
  };
  return (
    <form className="stack" onSubmit={submit}>
      <div>
        <h2>{line.product_name}</h2>
        <p className="soft">
          <LotOf line={line} />
          {line.expected !== null && line.recount && `, the books said ${quantity(line.expected)}`}
        </p>
      </div>
      <div className="row nowrap">
        <input
          className="input big"
          name="amount"
          type="number"
          min={0}
          step="any"
          required
          autoFocus
          inputMode="decimal"
          aria-label={`How many of ${line.product_name}`}
          placeholder="How many"
        />
        <button type="submit" className="btn primary big" disabled={props.busy}>
          Next
        </button>
      </div>
    </form>
  );
}
