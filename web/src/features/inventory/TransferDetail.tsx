import { PackageCheck, Truck } from 'lucide-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useStoreName, useMay } from '@/shared/api/queries';
import { dayFull, placeTime, quantity, time } from '@/shared/lib/format';
import { Async } from '@/shared/ui/Async';
import { PageHead, StatusChip } from '@/shared/ui/bits';
import { Table, type Column } from '@/shared/ui/Table';
import { Facts, HowFar, productColumn, Lines, CancelDialog } from '@/shared/ui/detail';
import { ReceiveTransfer } from './ReceiveTransfer';
import { ShipTransfer } from './ShipTransfer';
import { useTransfer, useTransferStep, type Transfer, type TransferLine, type TransferLot } from './transfers';

const LINES: Column<TransferLine>[] = [
  productColumn(),
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
          <Lines columns={LINES} lines={lines} />
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
          <Facts
            rows={[
              ['Status', <StatusChip key="status" status={head.status} />],
              ['Asked for', `${time(head.requested_at)} by ${head.requested_by}`],
              ['Expected', placeTime(head.expected_at)],
              ['Shipped', time(head.shipped_at)],
              ['Closed', time(head.closed_at)],
            ]}
          />
          {shipped > 0 && (
            <HowFar label="Received" done={settled} total={shipped}>
              {quantity(settled)} of {quantity(shipped)} units accounted for
            </HowFar>
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
  if (!useMay().operate) return null;
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
    <CancelDialog
      id={head.id}
      deed="Cancel the transfer"
      busy={cancel.isPending}
      onCancel={() => cancel.mutate({}, { onSuccess: onClose })}
      onClose={onClose}
    >
      {head.status === 'IN_TRANSIT'
        ? `What is on the road goes back into the stock of ${storeName(head.from)}.`
        : 'Nothing has moved yet; the stock stays as it is.'}
    </CancelDialog>
  );
}
