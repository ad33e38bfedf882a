import { dayFull, quantity } from '@/shared/lib/format';
import { Dialog } from '@/shared/ui/Dialog';
import { Field, Form, textOrNull } from '@/shared/ui/Form';
import { backOf, leavingOf, rowName, useSalesOrderStep, withTheCustomer, type SalesOrder } from './salesOrders';

interface Props {
  order: SalesOrder;
  onClose: () => void;
}

const nameOf = (order: SalesOrder, line: number) =>
  order.lines.find((one) => one.line === line)?.product_name ?? `Line ${line}`;

export function ConfirmOrder({ order, onClose }: Props) {
  const { id } = order.head;
  const confirm = useSalesOrderStep(id, 'confirm', `${id} is confirmed and its goods are kept.`, true);
  const short = order.lines.filter((line) => line.quantity > line.available);
  return (
    <Dialog title={`Confirm ${id}?`} onClose={onClose}>
      <Form
        submit="Confirm and reserve"
        busy={confirm.isPending}
        error={confirm.error}
        onCancel={onClose}
        onSubmit={(values) => confirm.mutate({ allow_partial: values.allow_partial === 'on' }, { onSuccess: onClose })}
      >
        {() => (
          <>
            <p>The store keeps the goods for the customer; nobody else gets them.</p>
            {short.length > 0 && (
              <>
                <ul className="stack tight">
                  {short.map((line) => (
                    <li key={line.line}>
                      {line.product_name}: {quantity(line.quantity)} ordered, {quantity(line.available)} available
                    </li>
                  ))}
                </ul>
                <label className="row">
                  <input type="checkbox" name="allow_partial" defaultChecked />
                  Take what there is and back-order the rest
                </label>
              </>
            )}
          </>
        )}
      </Form>
    </Dialog>
  );
}

/** Filled with the lots that expire first, so that a complete shipment is one click; others are typed. */
export function ShipOrder({ order, onClose }: Props) {
  const { id } = order.head;
  const ship = useSalesOrderStep(id, 'ship', `${id}: the goods have left.`, true);
  return (
    <Dialog title={`Ship ${id}`} onClose={onClose} wide>
      <Form
        submit="Ship"
        busy={ship.isPending}
        error={ship.error}
        onCancel={onClose}
        onSubmit={(values) => ship.mutate({ lines: leavingOf(order.pick, values) }, { onSuccess: onClose })}
      >
        {() => (
          <>
            <p className="soft">
              Ship less, and the rest stays kept for the customer. An empty lot is stock without one.
            </p>
            <ul className="receive-list order-rows">
              {order.pick.map((row) => (
                <li key={`${row.line} ${row.lot}`}>
                  <div>
                    <div className="cell-main">{nameOf(order, row.line)}</div>
                    <div className="cell-sub">
                      {row.expiry ? `Expires ${dayFull(row.expiry)}` : 'Without an expiry'}
                    </div>
                  </div>
                  <label>
                    <span className="small soft">Quantity</span>
                    <input
                      className="input"
                      type="number"
                      min={0}
                      step="any"
                      name={rowName('quantity', row)}
                      defaultValue={row.quantity}
                    />
                  </label>
                  <label>
                    <span className="small soft">Lot</span>
                    <input className="input" name={rowName('lot', row)} maxLength={64} defaultValue={row.lot} />
                  </label>
                </li>
              ))}
            </ul>
          </>
        )}
      </Form>
    </Dialog>
  );
}

export function ReturnOrder({ order, onClose }: Props) {
  const { id } = order.head;
  const rows = withTheCustomer(order);
  const back = useSalesOrderStep(id, 'return', `${id}: the return is on the books.`, true);
  return (
    <Dialog title={`Return of ${id}`} onClose={onClose} wide>
      <Form
        submit="Take back"
        busy={back.isPending}
        error={back.error}
        onCancel={onClose}
        onSubmit={(values) => {
          const lines = backOf(rows, values);
          if (lines.length > 0) back.mutate({ lines, reason: textOrNull(values.reason) }, { onSuccess: onClose });
        }}
      >
        {(errorOf) => (
          <>
            <p className="soft">What can be sold again goes back into its lot, the rest into waste.</p>
            <ul className="receive-list order-rows">
              {rows.map((row) => (
                <li key={`${row.line} ${row.lot}`}>
                  <div>
                    <div className="cell-main">{nameOf(order, row.line)}</div>
                    <div className="cell-sub">
                      {quantity(row.quantity)} with the customer{row.lot && `, lot ${row.lot}`}
                    </div>
                  </div>
                  {(['good', 'waste'] as const).map((field) => (
                    <label key={field}>
                      <span className="small soft">{field === 'good' ? 'Into stock' : 'Into waste'}</span>
                      <input
                        className="input"
                        type="number"
                        min={0}
                        max={row.quantity}
                        step="any"
                        name={rowName(field, row)}
                        defaultValue={0}
                      />
                    </label>
                  ))}
                </li>
              ))}
            </ul>
            <Field label="Reason" error={errorOf('reason')}>
              <input name="reason" maxLength={500} />
            </Field>
          </>
        )}
      </Form>
    </Dialog>
  );
}

export function CancelOrder({ order, onClose }: Props) {
  const { id, status } = order.head;
  const cancel = useSalesOrderStep(id, 'cancel', `${id} is cancelled.`, true);
  return (
    <Dialog title={`Cancel ${id}?`} onClose={onClose}>
      <Form
        submit="Cancel the order"
        leave="Keep it"
        busy={cancel.isPending}
        error={cancel.error}
        onCancel={onClose}
        onSubmit={(values) => cancel.mutate({ reason: textOrNull(values.reason) }, { onSuccess: onClose })}
      >
        {(errorOf) => (
          <>
            <p>
              {status === 'CONFIRMED'
                ? 'What is kept for the customer is available to others again.'
                : 'Nothing is kept for it yet; the stock stays as it is.'}
            </p>
            <Field label="Reason" error={errorOf('reason')}>
              <input name="reason" maxLength={500} />
            </Field>
          </>
        )}
      </Form>
    </Dialog>
  );
}
