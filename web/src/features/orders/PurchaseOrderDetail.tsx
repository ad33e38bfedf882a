import { useMutation, useQueryClient } from '@tanstack/react-query';
import { PackageCheck } from 'lucide-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { idempotencyKey, post } from '@/shared/api/client';
import { keys, useMe, useStoreName } from '@/shared/api/queries';
import type { Order, OrderLine } from '@/shared/api/types';
import { money, placeTime, quantity, time } from '@/shared/lib/format';
import { Async } from '@/shared/ui/Async';
import { PageHead, Progress, StatusChip } from '@/shared/ui/bits';
import { Dialog } from '@/shared/ui/Dialog';
import { Table, type Column } from '@/shared/ui/Table';
import { say } from '@/shared/ui/toast';
import { ReceiveDialog } from './ReceiveDialog';
import { useOrder } from './useOrders';

const LINES: Column<OrderLine>[] = [
  {
    key: 'product',
    label: 'Product',
    title: true,
    cell: (line) => (
      <>
        <Link className="cell-main" to={`/products/${encodeURIComponent(line.sku)}`}>
          {line.product_name ?? line.sku}
        </Link>
        <div className="cell-sub mono">{line.sku}</div>
      </>
    ),
  },
  { key: 'quantity', label: 'Ordered', right: true, cell: (line) => quantity(line.quantity) },
  { key: 'received', label: 'Received', right: true, cell: (line) => quantity(line.received ?? 0) },
  { key: 'cost', label: 'Unit cost', right: true, cell: (line) => money(line.unit_price) },
  {
    key: 'amount',
    label: 'Amount',
    right: true,
    cell: (line) => money(line.quantity * line.unit_price),
  },
];

export default function PurchaseOrderDetail() {
  const { id = '' } = useParams();
  const order = useOrder(id);
  return (
    <Async query={order} height={320}>
      {(data) => <Detail order={data} />}
    </Async>
  );
}

/** Every change of an order touches stock, positions and restock lines: all of them are asked for again. */
export function useOrderStep(id: string, step: 'approve' | 'cancel' | 'receive', done: string, quiet = false) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet },
    mutationFn: (body: unknown) => post(`/orders/${id}/${step}`, body ?? {}, idempotencyKey()),
    onSuccess: () => {
      for (const key of [keys.orders, keys.lines, keys.levels, keys.dashboard])
        void client.invalidateQueries({ queryKey: key });
      say(done);
    },
  });
}

function Detail({ order }: { order: Order }) {
  const storeName = useStoreName();
  const may = useMe().data?.role !== 'ANALYST';
  const [receiving, setReceiving] = useState(false);
  const [cancelling, setCancelling] = useState(false);
  const approve = useOrderStep(order.id, 'approve', `${order.id} is approved and counts as incoming.`);
  const cancel = useOrderStep(order.id, 'cancel', `${order.id} is cancelled.`);
  const lines = order.lines ?? [];
  const ordered = lines.reduce((sum, line) => sum + line.quantity, 0);
  const received = lines.reduce((sum, line) => sum + (line.received ?? 0), 0);
  const open = ['APPROVED', 'SENT', 'PARTIALLY_RECEIVED'].includes(order.status);
  return (
    <>
      <PageHead
        title={order.id}
        lead={
          <>
            {order.supplier ?? 'No supplier'} to {storeName(order.store)}
          </>
        }
      >
        {may && order.status === 'DRAFT' && (
          <button type="button" className="btn primary" disabled={approve.isPending} onClick={() => approve.mutate({})}>
            Approve
          </button>
        )}
        {may && open && (
          <button type="button" className="btn primary" onClick={() => setReceiving(true)}>
            <PackageCheck /> Receive
          </button>
        )}
        {may && (order.status === 'DRAFT' || (open && received === 0)) && (
          <button type="button" className="btn danger" onClick={() => setCancelling(true)}>
            Cancel order
          </button>
        )}
      </PageHead>
      <div className="grid cols-side top">
        <section className="card">
          <Table
            label="Lines"
            columns={LINES}
            rows={lines}
            rowKey={(line) => `${line.line ?? ''}${line.sku}`}
            pageSize={50}
          />
        </section>
        <section className="card card-pad stack">
          <dl className="facts">
            <dt>Status</dt>
            <dd>
              <StatusChip status={order.status} />
            </dd>
            <dt>Expected</dt>
            <dd>{placeTime(order.expected_at)}</dd>
            <dt>Cost</dt>
            <dd className="num strong">{money(order.total)}</dd>
            <dt>Created</dt>
            <dd>{time(order.occurred_at)}</dd>
          </dl>
          <div>
            <p className="small soft num" style={{ marginBottom: '0.3rem' }}>
              {quantity(received)} of {quantity(ordered)} units received
            </p>
            <Progress label="Received" done={received} total={ordered} />
          </div>
        </section>
      </div>
      {receiving && <ReceiveDialog order={order} onClose={() => setReceiving(false)} />}
      {cancelling && (
        <Dialog
          title={`Cancel ${order.id}?`}
          onClose={() => setCancelling(false)}
          foot={
            <>
              <button type="button" className="btn" onClick={() => setCancelling(false)}>
                Keep it
              </button>
              <button
                type="button"
                className="btn danger"
                onClick={() => {
                  cancel.mutate({});
                  setCancelling(false);
                }}
              >
                Cancel the order
              </button>
            </>
          }
        >
          <p>
            Its {quantity(ordered)} units no longer count as incoming; what is still needed comes back to the restock
            list.
          </p>
        </Dialog>
      )}
    </>
  );
}
