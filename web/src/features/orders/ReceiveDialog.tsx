import type { Order } from '@/shared/api/types';
import { quantity } from '@/shared/lib/format';
import { Dialog } from '@/shared/ui/Dialog';
import { Form, type Values } from '@/shared/ui/Form';
import { useOrderStep } from './PurchaseOrderDetail';

interface Received {
  line: number;
  sku: string;
  quantity: number;
  lot?: string;
  expiry?: string;
}

export function receivedOf(order: Order, values: Values): Received[] {
  return (order.lines ?? []).flatMap((line, at) => {
    const number = line.line ?? at + 1;
    const amount = Number(values[`quantity-${number}`] ?? 0);
    if (!(amount > 0)) return [];
    const lot = values[`lot-${number}`];
    const expiry = values[`expiry-${number}`];
    return [{ line: number, sku: line.sku, quantity: amount, ...(lot && { lot }), ...(expiry && { expiry }) }];
  });
}

/** Filled with what is still open, so that a complete delivery is one click; partial ones are typed. */
export function ReceiveDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const receive = useOrderStep(order.id, 'receive', `${order.id}: the delivery is in stock.`, true);
  const open = (order.lines ?? [])
    .map((line, at) => ({ ...line, line: line.line ?? at + 1 }))
    .filter((line) => line.quantity > (line.received ?? 0));
  return (
    <Dialog title={`Receive ${order.id}`} onClose={onClose} wide>
      <Form
        submit="Put in stock"
        busy={receive.isPending}
        error={receive.error}
        onCancel={onClose}
        onSubmit={(values) => receive.mutate({ lines: receivedOf(order, values) }, { onSuccess: onClose })}
      >
        {() => (
          <ul className="receive-list">
            {open.map((line) => (
              <li key={line.line}>
                <div>
                  <div className="cell-main">{line.product_name ?? line.sku}</div>
                  <div className="cell-sub">{quantity(line.quantity - (line.received ?? 0))} still to come</div>
                </div>
                <label>
                  <span className="small soft">Quantity</span>
                  <input
                    className="input"
                    type="number"
                    min={0}
                    step="any"
                    name={`quantity-${line.line}`}
                    defaultValue={line.quantity - (line.received ?? 0)}
                  />
                </label>
                <label>
                  <span className="small soft">Lot</span>
                  <input className="input" name={`lot-${line.line}`} maxLength={64} />
                </label>
                <label>
                  <span className="small soft">Expires</span>
                  <input className="input" type="date" name={`expiry-${line.line}`} />
                </label>
              </li>
            ))}
          </ul>
        )}
      </Form>
    </Dialog>
  );
}
