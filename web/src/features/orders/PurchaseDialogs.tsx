import { Download } from 'lucide-react';
import { API } from '@/shared/api/client';
import { quantity } from '@/shared/lib/format';
import { Dialog } from '@/shared/ui/Dialog';
import { Field, Form } from '@/shared/ui/Form';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { say } from '@/shared/ui/toast';
import { CancelDialog } from '@/shared/ui/detail';
import { usePurchaseStep, type Purchase } from './purchasing';

interface Props {
  order: Purchase;
  onClose: () => void;
}

/** By mail where that is possible; else it says why not, and the document is taken along by hand. */
export function SendDialog({ order, onClose }: Props) {
  const { head, mail_obstacle: obstacle } = order;
  const send = usePurchaseStep(head.id, 'send', true);
  const again = head.status !== 'APPROVED';
  const by = (how: 'MAIL' | 'HAND', done: string) =>
    send.mutate(
      { how },
      {
        onSuccess: () => {
          say(done);
          onClose();
        },
      },
    );
  return (
    <Dialog
      title={again ? `Send ${head.id} again` : `Send ${head.id}`}
      onClose={onClose}
      foot={
        <>
          {!again && (
            <button
              type="button"
              className={obstacle ? 'btn primary' : 'btn'}
              disabled={send.isPending}
              onClick={() => by('HAND', `${head.id} is marked as sent.`)}
            >
              Mark as sent
            </button>
          )}
          {!obstacle && (
            <button
              type="button"
              className="btn primary"
              disabled={send.isPending}
              onClick={() => by('MAIL', `${head.id} is on its way to ${head.supplier_email}.`)}
            >
              Send the mail
            </button>
          )}
        </>
      }
    >
      <div className="stack">
        {Boolean(send.error) && <ProblemBox error={send.error} />}
        {obstacle ? (
          <p>{obstacle}</p>
        ) : (
          <p>
            {head.supplier_name} gets the order as a PDF at <strong>{head.supplier_email}</strong>.
            {!again && ' If you gave it over yourself, mark it as sent.'}
          </p>
        )}
        <a className="btn" href={`${API}/purchase-orders/${head.id}/document`} download>
          <Download /> {head.id}.pdf
        </a>
      </div>
    </Dialog>
  );
}

export function CloseDialog({ order, onClose }: Props) {
  const { head, lines } = order;
  const close = usePurchaseStep(head.id, 'close', true);
  const rest = lines.reduce((sum, line) => sum + line.open, 0);
  return (
    <Dialog title={`Close the rest of ${head.id}?`} onClose={onClose}>
      <Form
        submit="Close the order"
        busy={close.isPending}
        error={close.error}
        onCancel={onClose}
        onSubmit={(values) =>
          close.mutate(
            { reason: values.reason },
            {
              onSuccess: () => {
                say(`${head.id} is closed.`);
                onClose();
              },
            },
          )
        }
      >
        {(errorOf) => (
          <>
            <p>{quantity(rest)} units are no longer awaited; what is still needed comes back to the restock list.</p>
            <Field label="Why does the rest not come?" error={errorOf('reason')}>
              <input name="reason" required maxLength={500} autoFocus />
            </Field>
          </>
        )}
      </Form>
    </Dialog>
  );
}

export function CancelOrder({ order, onClose }: Props) {
  const { head, lines } = order;
  const cancel = usePurchaseStep(head.id, 'cancel');
  const units = lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <CancelDialog
      id={head.id}
      deed="Cancel the order"
      busy={cancel.isPending}
      onCancel={() =>
        cancel.mutate(
          {},
          {
            onSuccess: () => {
              say(`${head.id} is cancelled.`);
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      {head.status === 'DRAFT'
        ? 'The draft is given up; nothing was ordered yet.'
        : `Its ${quantity(units)} units no longer count as incoming; what is still needed comes back to the restock list.`}
      {head.status === 'SENT' && ' The supplier has it already: tell them too.'}
    </CancelDialog>
  );
}
