import { dayFull, quantity } from '@/shared/lib/format';
import { Dialog } from '@/shared/ui/Dialog';
import { Form } from '@/shared/ui/Form';
import { shippedOf, useTransferStep, type Transfer } from './transfers';

/** Filled with what expires first, so that shipping all of it is one click; less can go, and from another lot. */
export function ShipTransfer({ transfer, onClose }: { transfer: Transfer; onClose: () => void }) {
  const { head, lines, lots } = transfer;
  const ship = useTransferStep(head.id, 'ship', `${head.id} is on the road.`, true);
  const nameOf = (number: number) => lines.find((one) => one.line === number)?.product_name ?? `Line ${number}`;
  const short = lines.filter((line) => proposed(transfer, line.line) < line.requested);
  return (
    <Dialog title={`Ship ${head.id}`} onClose={onClose} wide>
      {short.length > 0 && (
        <div className="banner" role="status">
          <ul>
            {short.map((line) => (
              <li key={line.line}>
                {line.product_name}: {quantity(proposed(transfer, line.line))} of {quantity(line.requested)} can go.
              </li>
            ))}
          </ul>
        </div>
      )}
      <Form
        submit="Put on the road"
        busy={ship.isPending || lots.length === 0}
        error={ship.error}
        onCancel={onClose}
        onSubmit={(values) => ship.mutate({ lines: shippedOf(lots, values) }, { onSuccess: onClose })}
      >
        {() => (
          <ul className="receive-list">
            {lots.map((lot, at) => (
              <li key={`${lot.line} ${lot.lot ?? ''}`}>
                <div>
                  <div className="cell-main">{nameOf(lot.line)}</div>
                  <div className="cell-sub">
                    {lot.lot ? `Lot ${lot.lot}` : 'Without a lot'}
                    {lot.expiry && `, expires ${dayFull(lot.expiry)}`}
                  </div>
                </div>
                <label>
                  <span className="small soft">Goes on the van</span>
                  <input
                    className="input"
                    type="number"
                    min={0}
                    step="any"
                    name={`quantity-${at}`}
                    defaultValue={lot.quantity}
                  />
                </label>
              </li>
            ))}
          </ul>
        )}
      </Form>
    </Dialog>
  );
}

const proposed = ({ lots }: Transfer, line: number) =>
  lots.filter((lot) => lot.line === line).reduce((sum, lot) => sum + lot.quantity, 0);
