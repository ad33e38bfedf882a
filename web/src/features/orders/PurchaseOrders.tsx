import { useNavigate } from 'react-router';
import type { Order } from '@/shared/api/types';
import { money, quantity, time, words } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Empty, PageHead, Pick, StatusChip } from '@/shared/ui/bits';
import { StorePick } from '@/shared/ui/pickers';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { Table, type Column } from '@/shared/ui/Table';
import { useOrders } from './useOrders';

const STATUSES = ['DRAFT', 'APPROVED', 'SENT', 'PARTIALLY_RECEIVED', 'RECEIVED', 'CANCELLED'];
const COLUMNS: Column<Order>[] = [
  { key: 'id', label: 'Order', title: true, cell: (order) => <span className="cell-main">{order.id}</span> },
  {
    key: 'status',
    label: 'Status',
    cell: (order) => <StatusChip status={order.status} />,
    sort: (order) => order.status,
  },
  { key: 'store', label: 'For', cell: (order) => order.store_name ?? order.store, sort: (order) => order.store },
  {
    key: 'supplier',
    label: 'Supplier',
    cell: (order) => order.supplier_name ?? order.supplier ?? '–',
    sort: (order) => order.supplier,
  },
  { key: 'units', label: 'Units', right: true, cell: (order) => quantity(order.units), sort: (order) => order.units },
  { key: 'total', label: 'Cost', right: true, cell: (order) => money(order.total), sort: (order) => order.total },
  { key: 'expected', label: 'Expected', cell: (order) => time(order.expected_at), sort: (order) => order.expected_at },
  {
    key: 'created',
    label: 'Created',
    cell: (order) => time(order.created_at ?? order.occurred_at),
    sort: (order) => order.created_at,
  },
];

export default function PurchaseOrders() {
  const url = useUrlState();
  const navigate = useNavigate();
  const orders = useOrders({
    type: 'PURCHASE',
    store: url.value('store'),
    status: url.value('status'),
    page: url.page,
    limit: 50,
  });
  return (
    <>
      <PageHead title="Purchase orders" lead="What is on its way to the shelves. Approving a restock line makes one." />
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
            columns={COLUMNS}
            rows={orders.data?.data}
            meta={orders.data?.meta}
            onPage={(page) => url.set({ page })}
            rowKey={(order) => order.id}
            onOpen={(order) => void navigate(`/purchase-orders/${order.id}`)}
            empty={<Empty title="No purchase order">Approve a line of the restock list to make the first.</Empty>}
          />
        )}
      </section>
    </>
  );
}
