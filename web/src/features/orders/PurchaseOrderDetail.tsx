import { Download, PackageCheck, Pencil, Send } from 'lucide-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { API } from '@/shared/api/client';
import { useMay } from '@/shared/api/queries';
import { counted, dayFull, money, quantity, time } from '@/shared/lib/format';
import { Async } from '@/shared/ui/Async';
import { PageHead, StatusChip } from '@/shared/ui/bits';
import { type Column } from '@/shared/ui/Table';
import { say } from '@/shared/ui/toast';
import { HowFar, productColumn, Lines, Facts } from '@/shared/ui/detail';
import { CancelOrder, CloseDialog, SendDialog } from './PurchaseDialogs';
import { useLeadTime, usePurchase, usePurchaseStep, type Purchase, type PurchaseLine } from './purchasing';
import { ReceiveDialog } from './ReceiveDialog';

const LINES: Column<PurchaseLine>[] = [
  productColumn(),
  { key: 'quantity', label: 'Ordered', right: true, cell: (line) => quantity(line.quantity) },
  { key: 'received', label: 'Received', right: true, cell: (line) => quantity(line.received) },
  { key: 'open', label: 'To come', right: true, cell: (line) => (line.open ? quantity(line.open) : '–') },
  { key: 'cost', label: 'Unit cost', right: true, cell: (line) => money(line.unit_cost) },
  { key: 'amount', label: 'Amount', right: true, cell: (line) => money(line.quantity * line.unit_cost) },
];

export default function PurchaseOrderDetail() {
  const { id = '' } = useParams();
  const order = usePurchase(id);
  return (
    <Async query={order} height={320}>
      {(data) => <Detail order={data} />}
    </Async>
  );
}

type Dialogs = 'send' | 'receive' | 'close' | 'cancel';

function Detail({ order }: { order: Purchase }) {
  const { head, lines } = order;
  const [open, setOpen] = useState<Dialogs | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <PageHead
        title={head.id}
        lead={
          <>
            {head.supplier_name ?? 'No supplier'} to {head.store_name}
          </>
        }
      >
        <Actions order={order} onOpen={setOpen} />
      </PageHead>
      <div className="grid cols-side top">
        <div className="stack">
          <MailBanner order={order} onSend={() => setOpen('send')} />
          <Lines columns={LINES} lines={lines} />
          <Deliveries order={order} />
        </div>
        <OrderFacts order={order} />
      </div>
      {open === 'send' && <SendDialog order={order} onClose={close} />}
      {open === 'receive' && <ReceiveDialog order={order} onClose={close} />}
      {open === 'close' && <CloseDialog order={order} onClose={close} />}
      {open === 'cancel' && <CancelOrder order={order} onClose={close} />}
    </>
  );
}

/** The next step is the filled button, all others stand beside it. */
function Actions({ order, onOpen }: { order: Purchase; onOpen: (dialog: Dialogs) => void }) {
  const { head } = order;
  const may = useMay().operate;
  const approve = usePurchaseStep(head.id, 'approve');
  const awaited = ['APPROVED', 'SENT', 'PARTIALLY_RECEIVED'].includes(head.status);
  return (
    <>
      <a className="btn" href={`${API}/purchase-orders/${head.id}/document`} download>
        <Download /> PDF
      </a>
      {may && head.status === 'DRAFT' && (
        <>
          <Link className="btn" to={`/purchase-orders/${head.id}/edit`}>
            <Pencil /> Change
          </Link>
          <button
            type="button"
            className="btn primary"
            disabled={approve.isPending}
            onClick={() =>
              approve.mutate({}, { onSuccess: () => say(`${head.id} is approved and counts as incoming.`) })
            }
          >
            Approve
          </button>
        </>
      )}
      {may && awaited && (
        <>
          <button
            type="button"
            className={head.status === 'APPROVED' ? 'btn primary' : 'btn'}
            onClick={() => onOpen('send')}
          >
            <Send /> {head.status === 'APPROVED' ? 'Send' : 'Send again'}
          </button>
          <button
            type="button"
            className={head.status === 'APPROVED' ? 'btn' : 'btn primary'}
            onClick={() => onOpen('receive')}
          >
            <PackageCheck /> Receive
          </button>
        </>
      )}
      {may && head.status === 'PARTIALLY_RECEIVED' && (
        <button type="button" className="btn" onClick={() => onOpen('close')}>
          Close the rest
        </button>
      )}
      {may && ['DRAFT', 'APPROVED', 'SENT'].includes(head.status) && (
        <button type="button" className="btn danger" onClick={() => onOpen('cancel')}>
          Cancel order
        </button>
      )}
    </>
  );
}

/** How the mail fares, as long as that matters. */
function MailBanner({ order, onSend }: { order: Purchase; onSend: () => void }) {
  const { head, mail } = order;
  if (!mail || mail.status === 'SENT' || ['CANCELLED', 'RECEIVED'].includes(head.status)) return null;
  const waiting = mail.status === 'QUEUED';
  return (
    <div className={mail.last_error ? 'banner' : 'banner calm'} role="status">
      <span className="grow">
        {waiting && !mail.last_error && `The mail to ${mail.recipient} is on its way.`}
        {waiting &&
          mail.last_error &&
          `The mail to ${mail.recipient} did not go out (${mail.last_error}); it is tried again at ${time(mail.next_attempt_at)}.`}
        {!waiting && `The mail to ${mail.recipient} failed after ${mail.attempts} attempts: ${mail.last_error}.`}
      </span>
      {mail.last_error && (
        <button type="button" className="btn small" onClick={onSend}>
          Send now
        </button>
      )}
    </div>
  );
}

function OrderFacts({ order }: { order: Purchase }) {
  const { head, lines, mail } = order;
  const lead = useLeadTime(head.supplier).data;
  const ordered = lines.reduce((sum, line) => sum + line.quantity, 0);
  const received = lines.reduce((sum, line) => sum + line.received, 0);
  const sent = head.sent_at
    ? `${time(head.sent_at)}, ${head.sent_how === 'MAIL' ? `mailed to ${mail?.recipient ?? head.supplier_email}` : `by hand (${head.sent_by})`}`
    : 'not yet';
  return (
    <section className="card card-pad stack" aria-label="The order">
      <Facts
        rows={[
          ['Status', <StatusChip key="status" status={head.status} />],
          ['Delivery', head.delivery_date ? dayFull(head.delivery_date) : '–'],
          [
            'Cost',
            <span key="cost" className="num strong">
              {money(head.total)}
            </span>,
          ],
          ['Created on', `${time(head.created_at)}, ${head.created_by}`],
          head.approved_at && ['Approved on', `${time(head.approved_at)}, ${head.approved_by}`],
          head.approved_at && ['Sent on', sent],
          head.closed_reason && ['Closed', `${head.closed_reason} (${head.closed_by})`],
          lead && [
            'Lead time',
            `${quantity(lead.mean_days)} days${lead.sd_days === null ? '' : ` (± ${quantity(lead.sd_days)})`} over ${counted(lead.orders, 'order')}, stated ${quantity(lead.stated_days)}`,
          ],
          head.note && ['Note', head.note],
        ]}
      />
      <HowFar label="Received" done={received} total={ordered}>
        {quantity(received)} of {quantity(ordered)} units received
      </HowFar>
    </section>
  );
}

function Deliveries({ order }: { order: Purchase }) {
  if (order.receipts.length === 0) return null;
  return (
    <section className="card card-pad stack" aria-label="Deliveries">
      <h2>Deliveries</h2>
      <ul className="deliveries">
        {order.receipts.map((receipt) => (
          <li key={receipt.received_at}>
            <div className="cell-main">
              {time(receipt.received_at)}, {receipt.received_by}
            </div>
            <div className="cell-sub">
              {receipt.lines
                .map(
                  (line) =>
                    `${quantity(line.quantity)} × ${line.sku}` +
                    (line.lot ? ` lot ${line.lot}` : '') +
                    (line.expiry ? ` expires ${dayFull(line.expiry)}` : ''),
                )
                .join(' · ')}
            </div>
            {receipt.over_reason && <div className="cell-sub">More than ordered was taken: {receipt.over_reason}</div>}
          </li>
        ))}
      </ul>
    </section>
  );
}
