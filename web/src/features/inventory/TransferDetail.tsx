import { PackageCheck, Truck } from 'lucide-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useMe, useStoreName } from '@/shared/api/queries';
import { dayFull, placeTime, quantity, time } from '@/shared/lib/format';
import { Async } from '@/shared/ui/Async';
import { PageHead, Progress, StatusChip } from '@/shared/ui/bits';
import { Dialog } from '@/shared/ui/Dialog';
import { Table, type Column } from '@/shared/ui/Table';
import { ReceiveTransfer } from './ReceiveTransfer';
import { ShipTransfer } from './ShipTransfer';
import { useTransfer, useTransferStep, type Transfer, type TransferLine, type TransferLot } from './transfers';

const LINES: Column<TransferLine>[] = [
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
  { key: 'requested', label: 'Asked for', right: true, cell: (line) => quantity(line.requested) },
  { key: 'shipped', label: 'Shipped', right: true, cell: (line) => quantity(line.shipped) },
  { key: 'received', label: 'Received', right: true, cell: (line) => quantity(line.received) },
  { key: 'damaged', label: 'Damaged', right: true, cell: (line) => quantity(line.damaged) },
  { key: 'lost', label: 'Lost', right: true, cell: (line) => quantity(line.lost) },
];

const lotsOf = (lines: TransferLine[]): Column<TransferLot>[] => [
  {
    key: 'product',
    label: 'Product',
    title: true,
    cell: (lot) => (
      <span className="cell-main">{lines.find((line) => line.line === lot.line)?.product_name ?? lot.line}</span>
    ),
  },
  { key: 'lot', label: 'Lot', cell: (lot) => lot.lot ?? 'Without a lot' },
  { key: 'expiry', label: 'Expires', cell: (lot) => dayFull(lot.expiry), sort: (lot) => lot.expiry },
  { key: 'quantity', label: 'Quantity', right: true, cell: (lot) => quantity(lot.quantity) },
];

export default function TransferDetail() {
  const { id = '' } = useParams();
  const transfer = useTransfer(id);
  return (
    <Async query={transfer} height={320}>
      {(data) => <Detail transfer={data} />}
    </Async>
  );
}

function Detail({ transfer }: { transfer: Transfer }) {
  const { head, lines, lots } = transfer;
  const storeName = useStoreName();
  const [open, setOpen] = useState<'ship' | 'receive' | 'cancel' | null>(null);
  const close = () => setOpen(null);
  const shipped = lines.reduce((sum, line) => sum + line.shipped, 0);
  const settled = lines.reduce((sum, line) => sum + line.received + line.lost, 0);
  const onTheRoad = head.status === 'IN_TRANSIT' || head.status === 'PARTIALLY_RECEIVED';
  return (
    <>
      <PageHead
        title={head.id}
        lead={
          <>
            {storeName(head.from)} to {storeName(head.to)}
            {head.note && `: ${head.note}`}
          </>
        }
      >
        <Steps transfer={transfer} onOpen={setOpen} />
      </PageHead>
      <div className="grid cols-side top">
        <div className="stack">
          <section className="card">
            <Table label="Lines" columns={LINES} rows={lines} rowKey={(line) => line.line} pageSize={50} />
          </section>
          {lots.length > 0 && (
            <section className="card">
              <div className="card-head">
                <div>
                  <h2>{onTheRoad ? 'On the road' : 'To be shipped first'}</h2>
                  {!onTheRoad && <p>What expires first, out of what is available now.</p>}
                </div>
              </div>
              <Table
                label="Lots"
                columns={lotsOf(lines)}
                rows={lots}
                rowKey={(lot) => `${lot.line} ${lot.lot ?? ''}`}
                pageSize={50}
              />
            </section>
          )}
        </div>
        <section className="card card-pad stack">
          <dl className="facts">
            <dt>Status</dt>
            <dd>
              <StatusChip status={head.status} />
            </dd>
            <dt>Asked for</dt>
            <dd>
              {time(head.requested_at)} by {head.requested_by}
            </dd>
            <dt>Expected</dt>
            <dd>{placeTime(head.expected_at)}</dd>
            <dt>Shipped</dt>
            <dd>{time(head.shipped_at)}</dd>
            <dt>Closed</dt>
            <dd>{time(head.closed_at)}</dd>
          </dl>
          {shipped > 0 && (
            <div>
              <p className="small soft num" style={{ marginBottom: '0.3rem' }}>
                {quantity(settled)} of {quantity(shipped)} units accounted for
              </p>
              <Progress label="Received" done={settled} total={shipped} />
            </div>
          )}
        </section>
      </div>
      {open === 'ship' && <ShipTransfer transfer={transfer} onClose={close} />}
      {open === 'receive' && <ReceiveTransfer transfer={transfer} onClose={close} />}
      {open === 'cancel' && <Cancel transfer={transfer} onClose={close} />}
    </>
  );
}

function Steps(props: { transfer: Transfer; onOpen: (dialog: 'ship' | 'receive' | 'cancel') => void }) {
  const { head, next } = props.transfer;
  const approve = useTransferStep(head.id, 'approve', `${head.id} is approved and counts as incoming.`);
  const me = useMe().data;
  if (!me || me.role === 'ANALYST') return null;
  return (
    <>
      {next.includes('APPROVED') && (
        <button type="button" className="btn primary" disabled={approve.isPending} onClick={() => approve.mutate({})}>
          Approve
        </button>
      )}
      {next.includes('IN_TRANSIT') && (
        <button type="button" className="btn primary" onClick={() => props.onOpen('ship')}>
          <Truck /> Ship
        </button>
      )}
      {next.includes('RECEIVED') && (
        <button type="button" className="btn primary" onClick={() => props.onOpen('receive')}>
          <PackageCheck /> Receive
        </button>
      )}
      {next.includes('CANCELLED') && (
        <button type="button" className="btn danger" onClick={() => props.onOpen('cancel')}>
          Cancel transfer
        </button>
      )}
    </>
  );
}

function Cancel({ transfer, onClose }: { transfer: Transfer; onClose: () => void }) {
  const { head } = transfer;
  const storeName = useStoreName();
  const cancel = useTransferStep(head.id, 'cancel', `${head.id} is cancelled.`);
  return (
    <Dialog
      title={`Cancel ${head.id}?`}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" onClick={onClose}>
            Keep it
          </button>
          <button
            type="button"
            className="btn danger"
            onClick={() => {
              cancel.mutate({});
              onClose();
            }}
          >
            Cancel the transfer
          </button>
        </>
      }
    >
      <p>
        {head.status === 'IN_TRANSIT'
          ? `What is on the road goes back into the stock of ${storeName(head.from)}.`
          : 'Nothing has moved yet; the stock stays as it is.'}
      </p>
    </Dialog>
  );
}
