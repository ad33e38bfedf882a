import { Link } from 'react-router';
import { dayFull, money, quantity, time, words } from '@/shared/lib/format';
import { StatusChip } from '@/shared/ui/bits';
import { Table, type Column } from '@/shared/ui/Table';
import type { LotQuantity, SalesOrder } from './salesOrders';

const nameOf = (order: SalesOrder, line: number) =>
  order.lines.find((one) => one.line === line)?.product_name ?? `Line ${line}`;

const picksOf = (order: SalesOrder): Column<LotQuantity>[] => [
  {
    key: 'product',
    label: 'Product',
    title: true,
    cell: (lot) => <span className="cell-main">{nameOf(order, lot.line)}</span>,
  },
  { key: 'lot', label: 'Lot', cell: (lot) => lot.lot || 'Without a lot' },
  { key: 'expiry', label: 'Expires', cell: (lot) => dayFull(lot.expiry), sort: (lot) => lot.expiry },
  { key: 'quantity', label: 'Quantity', right: true, cell: (lot) => quantity(lot.quantity) },
];

/** What to take from the shelf for this order, and from which lot. */
export function Picks({ order }: { order: SalesOrder }) {
  if (order.pick.length === 0) return null;
  return (
    <section className="card">
      <div className="card-head">
        <div>
          <h2>To pick</h2>
          <p>What expires first; nothing past its use-by day.</p>
        </div>
      </div>
      <Table
        label="To pick"
        columns={picksOf(order)}
        rows={order.pick}
        rowKey={(lot) => `${lot.line} ${lot.lot}`}
        pageSize={50}
      />
    </section>
  );
}

/** Shipments and returns, each with its lots and the sale that stands for it. */
export function Deliveries({ order }: { order: SalesOrder }) {
  if (order.shipments.length + order.returns.length === 0) return null;
  return (
    <section className="card">
      <div className="card-head">
        <div>
          <h2>Shipments and returns</h2>
        </div>
      </div>
      <ul className="order-deliveries card-pad">
        {order.shipments.map((shipment) => (
          <li key={shipment.id}>
            <div className="row">
              <span className="cell-main">Shipment {shipment.id}</span>
              <span className="soft small">
                {time(shipment.shipped_at)} by {shipment.shipped_by} ·{' '}
                <Link to={`/orders/${shipment.sale}`}>{shipment.sale}</Link>
              </span>
            </div>
            <ul>
              {shipment.lots.map((lot) => (
                <li key={`${lot.line} ${lot.lot}`}>
                  {quantity(lot.quantity)} × {nameOf(order, lot.line)}
                  {lot.lot && <span className="soft"> from lot {lot.lot}</span>}
                </li>
              ))}
            </ul>
          </li>
        ))}
        {order.returns.map((back) => (
          <li key={back.id}>
            <div className="row">
              <span className="cell-main">Return {back.id}</span>
              <span className="soft small">
                {time(back.returned_at)} by {back.returned_by} · <Link to={`/orders/${back.sale}`}>{back.sale}</Link>
              </span>
            </div>
            <ul>
              {back.lots.map((lot) => (
                <li key={`${lot.line} ${lot.lot} ${lot.restocked}`}>
                  {quantity(lot.quantity)} × {nameOf(order, lot.line)}{' '}
                  <span className="soft">{lot.restocked ? 'back into stock' : 'into waste'}</span>
                </li>
              ))}
            </ul>
            <p className="soft small">
              {money(back.refund)} to refund{back.reason && `: ${back.reason}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

const STEPS: Record<string, string> = {
  create: 'Written down',
  change: 'Changed',
  confirm: 'Confirmed',
  reserve: 'Reserved again',
  ship: 'Shipped',
  complete: 'Completed',
  return: 'Taken back',
  cancel: 'Cancelled',
};

/** Who did what when, the last first. */
export function History({ order }: { order: SalesOrder }) {
  return (
    <section className="card card-pad stack">
      <h2>History</h2>
      <ol className="order-history">
        {[...order.history].reverse().map((step, at) => (
          <li key={order.history.length - at}>
            <div className="row">
              <span className="cell-main">{STEPS[step.step] ?? words(step.step)}</span>
              <StatusChip status={step.status} />
            </div>
            <div className="soft small">
              {time(step.at)} by {step.who}
            </div>
            {step.note && <div className="small">{step.note}</div>}
          </li>
        ))}
      </ol>
    </section>
  );
}
