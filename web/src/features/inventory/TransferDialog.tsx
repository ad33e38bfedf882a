import { Trash2 } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '@/shared/api/client';
import { keys } from '@/shared/api/queries';
import type { Listing, StockLevel } from '@/shared/api/types';
import { quantity } from '@/shared/lib/format';
import { Dialog } from '@/shared/ui/Dialog';
import { Field, Form, textOrNull } from '@/shared/ui/Form';
import { ProductPick, StorePick } from '@/shared/ui/pickers';
import { useRequestTransfer } from './transfers';

interface Wanted {
  sku: string;
  name: string;
  quantity: string;
}

/** Where from, where to, and what; a product is added by choosing it. */
export function TransferDialog(props: { to: string; onClose: () => void; onDone: (id: string) => void }) {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState(props.to);
  const [wanted, setWanted] = useState<Wanted[]>([]);
  const request = useRequestTransfer();
  const add = (sku: string, name: string) => {
    if (sku && !wanted.some((one) => one.sku === sku)) setWanted([...wanted, { sku, name, quantity: '1' }]);
  };
  return (
    <Dialog title="New transfer" onClose={props.onClose} wide>
      <Form
        submit="Ask for it"
        busy={request.isPending || !from || !to || wanted.length === 0}
        error={request.error}
        onCancel={props.onClose}
        onSubmit={(values) =>
          request.mutate(
            {
              from,
              to,
              expected_at: values.expected_at ? new Date(values.expected_at).toISOString() : null,
              note: textOrNull(values.note),
              lines: wanted.map((one) => ({ sku: one.sku, quantity: Number(one.quantity) })),
            },
            { onSuccess: (transfer) => props.onDone(transfer.head.id) },
          )
        }
      >
        {(errorOf) => (
          <>
            <div className="form-grid">
              <div className="field">
                <span className="label">From</span>
                <StorePick value={from} all="Choose the sender" onChange={setFrom} />
              </div>
              <div className="field">
                <span className="label">To</span>
                <StorePick value={to} all="Choose the receiver" onChange={setTo} />
              </div>
            </div>
            <div className="field">
              <span className="label">Products</span>
              <ProductPick key={wanted.length} value="" placeholder="Add a product" onChange={add} />
            </div>
            {wanted.length > 0 && (
              <ul className="wanted-list">
                {wanted.map((one) => (
                  <li key={one.sku}>
                    <div>
                      <div className="cell-main">{one.name}</div>
                      <div className="cell-sub">
                        <span className="mono">{one.sku}</span>
                        {from && <Available store={from} sku={one.sku} />}
                      </div>
                    </div>
                    <input
                      className="input"
                      type="number"
                      min={0.001}
                      step="any"
                      required
                      aria-label={`Quantity of ${one.name}`}
                      value={one.quantity}
                      onChange={(event) =>
                        setWanted(
                          wanted.map((other) =>
                            other.sku === one.sku ? { ...other, quantity: event.target.value } : other,
                          ),
                        )
                      }
                    />
                    <button
                      type="button"
                      className="btn ghost icon small"
                      aria-label={`Leave out ${one.name}`}
                      onClick={() => setWanted(wanted.filter((other) => other.sku !== one.sku))}
                    >
                      <Trash2 />
                    </button>
                  </li>
                ))}
              </ul>
            )}
            <Field label="Expected" hint="When it should arrive; may be left open." error={errorOf('expected_at')}>
              <input name="expected_at" type="datetime-local" />
            </Field>
            <Field label="Note" error={errorOf('note')}>
              <input name="note" maxLength={500} />
            </Field>
          </>
        )}
      </Form>
    </Dialog>
  );
}

/** What the sender has of a product, so that nobody asks for what is not there. */
function Available({ store, sku }: { store: string; sku: string }) {
  const query = { store, sku, limit: 1 };
  const level = useQuery({
    queryKey: [...keys.levels, 'one', query],
    queryFn: () => get<Listing<StockLevel>>('/inventory/levels', query),
  });
  if (!level.data) return null;
  return <span>, {quantity(level.data.data[0]?.available ?? 0)} available</span>;
}
