import type { RestockLine } from '@/shared/api/types';
import { useState } from 'react';
import { quantity } from '@/shared/lib/format';
import { Dialog } from '@/shared/ui/Dialog';
import { Field, Form } from '@/shared/ui/Form';

const titleOf = (line: RestockLine) => `${line.product_name}, ${line.store_name ?? line.store}`;

export function EditDialog(props: { line: RestockLine; onClose: () => void; onApprove: (quantity: number) => void }) {
  const { line, onClose } = props;
  const [wanted, setWanted] = useState(String(line.quantity));
  const pack = line.inputs.pack_multiple ?? 1;
  const offPack = pack > 1 && Number(wanted) % pack !== 0;
  return (
    <Dialog title={titleOf(line)} onClose={onClose}>
      <Form
        submit={`Order ${quantity(Number(wanted) || 0)}`}
        onCancel={onClose}
        onSubmit={() => {
          props.onApprove(Number(wanted));
          onClose();
        }}
      >
        {() => (
          <Field
            label="Quantity to order"
            hint={
              offPack
                ? `The supplier delivers packs of ${quantity(pack)}; ${quantity(Math.ceil(Number(wanted) / pack) * pack)} would be whole packs.`
                : `Proposed: ${quantity(line.quantity)}${pack > 1 ? `, in packs of ${quantity(pack)}` : ''}.`
            }
          >
            <input
              name="quantity"
              type="number"
              inputMode="decimal"
              min={0.001}
              step="any"
              required
              autoFocus
              value={wanted}
              onChange={(event) => setWanted(event.target.value)}
            />
          </Field>
        )}
      </Form>
    </Dialog>
  );
}

export function RejectDialog(props: { line: RestockLine; onClose: () => void; onReject: (reason: string) => void }) {
  return (
    <Dialog title={`Reject: ${titleOf(props.line)}`} onClose={props.onClose}>
      <Form
        submit="Reject this line"
        onCancel={props.onClose}
        onSubmit={(values) => {
          props.onReject(values.reason ?? '');
          props.onClose();
        }}
      >
        {() => (
          <Field label="Why (optional)" hint="Kept with the line, for whoever asks later.">
            <textarea name="reason" rows={2} maxLength={500} autoFocus />
          </Field>
        )}
      </Form>
    </Dialog>
  );
}

const SNOOZES = [
  { label: '4 hours', hours: 4 },
  { label: 'Until tomorrow', hours: 24 },
  { label: '3 days', hours: 72 },
  { label: 'A week', hours: 168 },
];

export function SnoozeDialog(props: { line: RestockLine; onClose: () => void; onSnooze: (until: string) => void }) {
  return (
    <Dialog title={`Snooze: ${titleOf(props.line)}`} onClose={props.onClose}>
      <p className="soft">The line leaves the list and comes back when the time is up.</p>
      <div className="row" style={{ marginTop: '1rem' }}>
        {SNOOZES.map((option) => (
          <button
            key={option.hours}
            type="button"
            className="btn"
            onClick={() => {
              props.onSnooze(new Date(Date.now() + option.hours * 3_600_000).toISOString());
              props.onClose();
            }}
          >
            {option.label}
          </button>
        ))}
      </div>
    </Dialog>
  );
}
