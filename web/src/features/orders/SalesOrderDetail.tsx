import { CheckCheck, PackageCheck, Pencil, RotateCcw, Truck } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useStoreName, useMay } from '@/shared/api/queries';
import { money, percent, quantity, time, words } from '@/shared/lib/format';
import { Async } from '@/shared/ui/Async';
import { PageHead, StatusChip } from '@/shared/ui/bits';
import { type Column } from '@/shared/ui/Table';
import { HowFar, productColumn, Lines, Facts } from '@/shared/ui/detail';
import { OrderDialog } from './OrderDialog';
import { CancelOrder, ConfirmOrder, ReturnOrder, ShipOrder } from './SalesOrderDialogs';
import { Deliveries, History, Picks } from './SalesOrderParts';
import { useSalesOrder, useSalesOrderStep, type SalesOrder, type SalesOrderLine } from './salesOrders';

const LINES: Column<SalesOrderLine>[] = [
  productColumn((line) => (
    <>
      {line.back_ordered > 0 && <span className="chip warn">{quantity(line.back_ordered)} back-ordered</span>}
      {line.missing > 0 && <span className="chip critical">{quantity(line.missing)} not on the shelf</span>}
    </>
  )),
  { key: 'quantity', label: 'Ordered', right: true, cell: (line) => quantity(line.quantity) },
  {
    key: 'reserved',
    label: 'Reserved',
    right: true,
    cell: (line) => quantity(line.reserved),
  },
  { key: 'shipped', label: 'Shipped', right: true, cell: (line) => quantity(line.shipped) },
  {
    key: 'returned',
    label: 'Returned',
    right: true,
    cell: (line) => (line.returned > 0 ? quantity(line.returned) : <span className="muted">0</span>),
  },
  {
    key: 'price',
    label: 'Price',
    right: true,
    cell: (line) => (
      <>
        {money(line.unit_price)}
        {line.discount + line.discount_share > 0 && (
          <div className="cell-sub">{money(line.discount + line.discount_share)} off</div>
        )}
      </>
    ),
  },
  {
    key: 'total',
    label: 'Total',
    right: true,
    cell: (line) => (
      <>
        <div className="strong">{money(line.total)}</div>
        {line.tax > 0 && <div className="cell-sub">{percent(line.tax_rate / 100)} tax</div>}
      </>
    ),
  },
];

export function SalesOrderDetail({ id }: { id: string }) {
  const order = useSalesOrder(id);
  return (
    <Async query={order} height={320}>
      {(data) => <Detail order={data} />}
    </Async>
  );
}

type Open = 'change' | 'confirm' | 'ship' | 'return' | 'cancel' | null;

function Detail({ order }: { order: SalesOrder }) {
  const { head, lines } = order;
  const storeName = useStoreName();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <>
      <PageHead
        title={head.id}
        lead={
          <>
            {head.customer ? (
              <Link to={`/customers/${encodeURIComponent(head.customer)}`}>{head.customer_name}</Link>
            ) : (
              'Nobody in particular'
            )}
            {' · '}
            {storeName(head.store)} to {head.pincode ?? 'its own pincode'}
          </>
        }
      >
        <Steps order={order} onOpen={setOpen} />
      </PageHead>
      <div className="grid cols-side top">
        <div className="stack">
          <Lines columns={LINES} lines={lines} />
          <Picks order={order} />
          <Deliveries order={order} />
        </div>
        <div className="stack">
          <OrderFacts order={order} />
          <History order={order} />
        </div>
      </div>
      {open === 'change' && <OrderDialog store={head.store} order={order} onClose={close} onDone={close} />}
      {open === 'confirm' && <ConfirmOrder order={order} onClose={close} />}
      {open === 'ship' && <ShipOrder order={order} onClose={close} />}
      {open === 'return' && <ReturnOrder order={order} onClose={close} />}
      {open === 'cancel' && <CancelOrder order={order} onClose={close} />}
    </>
  );
}

function OrderFacts({ order }: { order: SalesOrder }) {
  const { head, lines } = order;
  const goods = lines.reduce((sum, line) => sum + line.amount, 0);
  return (
    <section className="card card-pad stack">
      <Facts
        rows={[
          ['Status', <StatusChip key="status" status={head.status} />],
          [
            'Goods',
            <span key="goods" className="num">
              {money(goods)}
            </span>,
          ],
          head.tax > 0 && [
            head.tax_included ? 'Tax in it' : 'Tax',
            <span key="tax" className="num">
              {money(head.tax)}
            </span>,
          ],
          [
            'To be paid',
            <span key="total" className="num strong">
              {money(head.total)}
            </span>,
          ],
          head.refunded > 0 && [
            'Refunded',
            <span key="back" className="num">
              {money(head.refunded)}
            </span>,
          ],
          ['Channel', words(head.channel)],
          head.address && ['Address', head.address],
          head.external_id && ['Number at its source', <code key="source">{head.external_id}</code>],
          head.note && ['Note', head.note],
          [head.ordered_at ? 'Ordered' : 'Written down', time(head.ordered_at ?? head.created_at)],
        ]}
      />
      <HowFar label="Shipped" done={head.shipped} total={head.units}>
        {quantity(head.shipped)} of {quantity(head.units)} units shipped
      </HowFar>
    </section>
  );
}

function Steps({ order, onOpen }: { order: SalesOrder; onOpen: (dialog: Open) => void }) {
  const { head, lines, next } = order;
  const reserve = useSalesOrderStep(head.id, 'reserve', `${head.id}: what has come is kept for the customer.`);
  const complete = useSalesOrderStep(head.id, 'complete', `${head.id} is completed.`);
  if (!useMay().operate) return null;
  const reserved = lines.some((line) => line.reserved > 0);
  const backOrdered = lines.some((line) => line.back_ordered > 0);
  const returnable = lines.some((line) => line.shipped > line.returned);
  const holds = next.includes('SHIPPED');
  return (
    <>
      {next.includes('CONFIRMED') && (
        <button type="button" className="btn" onClick={() => onOpen('change')}>
          <Pencil /> Change
        </button>
      )}
      {next.includes('CONFIRMED') && (
        <button type="button" className="btn primary" onClick={() => onOpen('confirm')}>
          <PackageCheck /> Confirm
        </button>
      )}
      {holds && backOrdered && (
        <button type="button" className="btn" disabled={reserve.isPending} onClick={() => reserve.mutate({})}>
          Reserve the rest
        </button>
      )}
      {holds && reserved && (
        <button type="button" className="btn primary" onClick={() => onOpen('ship')}>
          <Truck /> Ship
        </button>
      )}
      {next.includes('COMPLETED') && (
        <button
          type="button"
          className={head.status === 'SHIPPED' ? 'btn primary' : 'btn'}
          disabled={complete.isPending}
          onClick={() => complete.mutate({})}
        >
          <CheckCheck /> Complete
        </button>
      )}
      {next.includes('RETURNED') && returnable && (
        <button type="button" className="btn" onClick={() => onOpen('return')}>
          <RotateCcw /> Return
        </button>
      )}
      {next.includes('CANCELLED') && (
        <button type="button" className="btn danger" onClick={() => onOpen('cancel')}>
          Cancel order
        </button>
      )}
    </>
  );
}
