import { Link, useParams } from 'react-router';
import { useStoreName } from '@/shared/api/queries';
import type { OrderLine } from '@/shared/api/types';
import { money, quantity, time, words } from '@/shared/lib/format';
import { Async } from '@/shared/ui/Async';
import { PageHead, StatusChip } from '@/shared/ui/bits';
import { Table, type Column } from '@/shared/ui/Table';
import { Facts } from '@/shared/ui/detail';
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
              <Facts
                rows={[
                  [
                    'Total',
                    <span key="total" className="num strong">
                      {money(sale.total)}
                    </span>,
                  ],
                  [
                    'Units',
                    <span key="units" className="num">
                      {quantity(sale.units)}
                    </span>,
                  ],
                  ['Channel', words(sale.channel)],
                  ['Delivered to', sale.pincode ?? '–'],
                  ['Customer', sale.customer ?? '–'],
                  ['Number at its source', sale.external_id ? <code key="source">{sale.external_id}</code> : '–'],
                  sale.oversold && [
                    'Above the books',
                    <span key="over" className="chip high num">
                      {quantity(sale.oversold)}
                    </span>,
                  ],
                ]}
              />
            </section>
          </div>
        </>
      )}
    </Async>
  );
}
