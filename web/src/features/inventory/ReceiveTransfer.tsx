import { quantity } from '@/shared/lib/format';
import { Dialog } from '@/shared/ui/Dialog';
import { Form } from '@/shared/ui/Form';
import { arrivedOf, onTheRoad, useTransferStep, type Transfer } from './transfers';

const FIELDS = [
  { name: 'quantity', label: 'In good order' },
  { name: 'damaged', label: 'Damaged' },
  { name: 'lost', label: 'Will not come' },
];

/** Filled with what is on the road, so that a complete arrival is one click. */
export function ReceiveTransfer({ transfer, onClose }: { transfer: Transfer; onClose: () => void }) {
  const id = transfer.head.id;
  const receive = useTransferStep(id, 'receive', `${id}: what arrived is in stock.`, true);
  const open = transfer.lines.filter((line) => onTheRoad(line) > 0);
  return (
    <Dialog title={`Receive ${id}`} onClose={onClose} wide>
      <Form
        submit="Put in stock"
        busy={receive.isPending}
        error={receive.error}
        onCancel={onClose}
        onSubmit={(values) => receive.mutate({ lines: arrivedOf(open, values) }, { onSuccess: onClose })}
      >
        {() => (
          <ul className="receive-list">
            {open.map((line) => (
              <li key={line.line}>
                <div>
                  <div className="cell-main">{line.product_name}</div>
                  <div className="cell-sub">{quantity(onTheRoad(line))} on the road</div>
                </div>
                {FIELDS.map((field) => (
                  <label key={field.name}>
                    <span className="small soft">{field.label}</span>
                    <input
                      className="input"
                      type="number"
                      min={0}
                      step="any"
                      name={`${field.name}-${line.line}`}
                      defaultValue={field.name === 'quantity' ? onTheRoad(line) : 0}
                    />
                  </label>
                ))}
              </li>
            ))}
          </ul>
        )}
      </Form>
    </Dialog>
  );
}
