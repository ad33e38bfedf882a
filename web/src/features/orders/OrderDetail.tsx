import { Link, useParams } from 'react-router';
import { useStoreName } from '@/shared/api/queries';
import type { OrderLine } from '@/shared/api/types';
import { money, quantity, time, words } from '@/shared/lib/format';
import { Async } from '@/shared/ui/Async';
import { PageHead, StatusChip } from '@/shared/ui/bits';
import { Table, type Column } from '@/shared/ui/Table';
import { SalesOrderDetail } from './SalesOrderDetail';
import { useOrder } from './useOrders';

const LINES: Column<OrderLine>[] = [
  {
    key: 'product',
    label: 'Product',
    title: true,
    cell: (line) => (
      <Link className="cell-main" to={`/products/${encodeURIComponent(line.sku)}`}>
        {line.product_name ?? line.sku}
      </Link>
    ),
  },
  { key: 'kind', label: 'Kind', cell: (line) => words(line.kind ?? 'SALE') },
  { key: 'quantity', label: 'Quantity', right: true, cell: (line) => quantity(line.quantity) },
  { key: 'price', label: 'Unit price', right: true, cell: (line) => money(line.unit_price) },
  { key: 'discount', label: 'Discount', right: true, cell: (line) => (line.discount ? money(line.discount) : '–') },
  {
    key: 'revenue',
    label: 'Amount',
    right: true,
    cell: (line) =>
      money(
        (line.quantity * line.unit_price - (line.discount ?? 0)) *
          (line.kind === 'RETURN' || line.kind === 'VOID' ? -1 : 1),
      ),
  },
];

/** The number says what it is: SO- is an order to deliver, anything else a sale. */
export default function OrderDetail() {
  const { id = '' } = useParams();
  return id.startsWith('SO-') ? <SalesOrderDetail id={id} /> : <SaleDetail id={id} />;
}

function SaleDetail({ id }: { id: string }) {
  const order = useOrder(id);
  const storeName = useStoreName();
  return (
    <Async query={order} height={320}>
      {(sale) => (
        <>
          <PageHead
            title={`Sale ${sale.id}`}
            lead={
              <>
                {time(sale.occurred_at)} · {storeName(sale.store)}
              </>
            }
          >
            <StatusChip status={sale.status} />
          </PageHead>
          <div className="grid cols-side top">
            <section className="card">
              <Table
                label="Lines"
                columns={LINES}
                rows={sale.lines ?? []}
                rowKey={(line) => `${line.line ?? ''}${line.sku}`}
                pageSize={50}
              />
            </section>
            <section className="card card-pad">
              <dl className="facts">
                <dt>Total</dt>
                <dd className="num strong">{money(sale.total)}</dd>
                <dt>Units</dt>
                <dd className="num">{quantity(sale.units)}</dd>
                <dt>Channel</dt>
                <dd>{words(sale.channel)}</dd>
                <dt>Delivered to</dt>
                <dd>{sale.pincode ?? '–'}</dd>
                <dt>Customer</dt>
                <dd>{sale.customer ?? '–'}</dd>
                <dt>Number at its source</dt>
                <dd>{sale.external_id ? <code>{sale.external_id}</code> : '–'}</dd>
                {sale.oversold ? (
                  <>
                    <dt>Above the books</dt>
                    <dd>
                      <span className="chip high num">{quantity(sale.oversold)}</span>
                    </dd>
                  </>
                ) : null}
              </dl>
            </section>
          </div>
        </>
      )}
    </Async>
  );
}
