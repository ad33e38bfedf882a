import { Download, PackageCheck, Pencil, Send } from 'lucide-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { API } from '@/shared/api/client';
import { useMe } from '@/shared/api/queries';
import { counted, dayFull, money, quantity, time } from '@/shared/lib/format';
import { Async } from '@/shared/ui/Async';
import { PageHead, Progress, StatusChip } from '@/shared/ui/bits';
import { Table, type Column } from '@/shared/ui/Table';
import { say } from '@/shared/ui/toast';
import { CancelDialog, CloseDialog, SendDialog } from './PurchaseDialogs';
import { useLeadTime, usePurchase, usePurchaseStep, type Purchase, type PurchaseLine } from './purchasing';
import { ReceiveDialog } from './ReceiveDialog';

const LINES: Column<PurchaseLine>[] = [
  {
    key: 'product',
    label: 'Product',
    title: true,
    cell: (line) => (
      <>
        <Link className="cell-main" to={`/products/${encodeURIComponent(line.sku)}`}>
          {line.product_name}
        </Link>
        <div className="cell-sub mono">{line.sku}</div>
      </>
    ),
  },
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
          <section className="card">
            <Table label="Lines" columns={LINES} rows={lines} rowKey={(line) => line.line} pageSize={50} />
          </section>
          <Deliveries order={order} />
        </div>
        <Facts order={order} />
      </div>
      {open === 'send' && <SendDialog order={order} onClose={close} />}
      {open === 'receive' && <ReceiveDialog order={order} onClose={close} />}
      {open === 'close' && <CloseDialog order={order} onClose={close} />}
      {open === 'cancel' && <CancelDialog order={order} onClose={close} />}
    </>
  );
}

/** The next step is the filled button, all others stand beside it. */
function Actions({ order, onOpen }: { order: Purchase; onOpen: (dialog: Dialogs) => void }) {
  const { head } = order;
  const may = useMe().data?.role !== 'ANALYST';
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

function Facts({ order }: { order: Purchase }) {
  const { head, lines, mail } = order;
  const lead = useLeadTime(head.supplier).data;
  const ordered = lines.reduce((sum, line) => sum + line.quantity, 0);
  const received = lines.reduce((sum, line) => sum + line.received, 0);
  const sent = head.sent_at
    ? `${time(head.sent_at)}, ${head.sent_how === 'MAIL' ? `mailed to ${mail?.recipient ?? head.supplier_email}` : `by hand (${head.sent_by})`}`
    : 'not yet';
  return (
    <section className="card card-pad stack" aria-label="The order">
      <dl className="facts">
        <dt>Status</dt>
        <dd>
          <StatusChip status={head.status} />
        </dd>
        <dt>Delivery</dt>
        <dd>{head.delivery_date ? dayFull(head.delivery_date) : '–'}</dd>
        <dt>Cost</dt>
        <dd className="num strong">{money(head.total)}</dd>
        <dt>Created on</dt>
        <dd>
          {time(head.created_at)}, {head.created_by}
        </dd>
        {head.approved_at && (
          <>
            <dt>Approved on</dt>
            <dd>
              {time(head.approved_at)}, {head.approved_by}
            </dd>
          </>
        )}
        {head.approved_at && (
          <>
            <dt>Sent on</dt>
            <dd>{sent}</dd>
          </>
        )}
        {head.closed_reason && (
          <>
            <dt>Closed</dt>
            <dd>
              {head.closed_reason} ({head.closed_by})
            </dd>
          </>
        )}
        {lead && (
          <>
            <dt>Lead time</dt>
            <dd>
              {quantity(lead.mean_days)} days{lead.sd_days !== null && ` (± ${quantity(lead.sd_days)})`} over{' '}
              {counted(lead.orders, 'order')}, stated {quantity(lead.stated_days)}
            </dd>
          </>
        )}
        {head.note && (
          <>
            <dt>Note</dt>
            <dd>{head.note}</dd>
          </>
        )}
      </dl>
      <div>
        <p className="small soft num" style={{ marginBottom: '0.3rem' }}>
          {quantity(received)} of {quantity(ordered)} units received
        </p>
        <Progress label="Received" done={Math.min(received, ordered)} total={ordered} />
      </div>
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
