import { Plus } from 'lucide-react';
import { Link, useNavigate } from 'react-router';
import { csvOf } from '@/shared/api/client';
import { useMe, useStoreName } from '@/shared/api/queries';
import type { Order } from '@/shared/api/types';
import { money, placeTime, quantity, time, words } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Empty, PageHead, Pick, StatusChip } from '@/shared/ui/bits';
import { StorePick } from '@/shared/ui/pickers';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { Table, type Column } from '@/shared/ui/Table';
import { useOrders } from './useOrders';

const STATUSES = ['DRAFT', 'APPROVED', 'SENT', 'PARTIALLY_RECEIVED', 'RECEIVED', 'CANCELLED'];
const columnsOf = (storeName: (code: string) => string): Column<Order>[] => [
  { key: 'id', label: 'Order', title: true, cell: (order) => <span className="cell-main">{order.id}</span> },
  {
    key: 'status',
    label: 'Status',
    cell: (order) => <StatusChip status={order.status} />,
    sort: (order) => order.status,
  },
  { key: 'store', label: 'For', cell: (order) => storeName(order.store), sort: (order) => order.store },
  {
    key: 'supplier',
    label: 'Supplier',
    cell: (order) => order.supplier ?? '–',
    sort: (order) => order.supplier,
  },
  { key: 'units', label: 'Units', right: true, cell: (order) => quantity(order.units), sort: (order) => order.units },
  { key: 'total', label: 'Cost', right: true, cell: (order) => money(order.total), sort: (order) => order.total },
  {
    key: 'expected',
    label: 'Expected',
    cell: (order) => placeTime(order.expected_at),
    sort: (order) => order.expected_at,
  },
  {
    key: 'created',
    label: 'Created',
    cell: (order) => time(order.occurred_at),
    sort: (order) => order.occurred_at,
  },
];

export default function PurchaseOrders() {
  const url = useUrlState();
  const columns = columnsOf(useStoreName());
  const navigate = useNavigate();
  const may = useMe().data?.role !== 'ANALYST';
  const query = {
    type: 'PURCHASE',
    store: url.value('store'),
    status: url.value('status'),
    page: url.page,
    limit: 50,
  };
  const orders = useOrders(query);
  return (
    <>
      <PageHead title="Purchase orders" lead="What is on its way to the shelves. Approving a restock line makes one.">
        {may && (
          <Link className="btn primary" to="/purchase-orders/new">
            <Plus /> New order
          </Link>
        )}
      </PageHead>
      <div className="filters">
        <StorePick value={url.value('store')} all="All stores" onChange={(store) => url.set({ store })} />
        <Pick
          label="Status"
          all="Any status"
          value={url.value('status')}
          options={STATUSES.map((status) => ({ value: status, label: words(status) }))}
          onChange={(status) => url.set({ status })}
        />
      </div>
      <section className="card">
        {orders.error ? (
          <ProblemBox error={orders.error} onRetry={() => void orders.refetch()} />
        ) : (
          <Table
            label="Purchase orders"
            columns={columns}
            rows={orders.data?.data}
            meta={orders.data?.meta}
            csv={csvOf('/orders', query)}
            onPage={(page) => url.set({ page })}
            rowKey={(order) => order.id}
            onOpen={(order) => void navigate(`/purchase-orders/${order.id}`)}
            empty={
              <Empty title="No purchase order">Approve a line of the restock list, or make a new order by hand.</Empty>
            }
          />
        )}
      </section>
    </>
  );
}
