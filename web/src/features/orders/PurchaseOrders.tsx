import { useNavigate } from 'react-router';
import { csvOf } from '@/shared/api/client';
import { useMay, useStoreName } from '@/shared/api/queries';
import type { Order } from '@/shared/api/types';
import { money, placeTime, time } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Empty, StatusChip } from '@/shared/ui/bits';
import { ListPage, StatusFilter, StoreFilter } from '@/shared/ui/ListPage';
import { figures, type Column } from '@/shared/ui/Table';
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
  figures('units', 'Units'),
  figures('total', 'Cost', money),
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
  const navigate = useNavigate();
  const query = { type: 'PURCHASE', ...useUrlState().query('store', 'status') };
  return (
    <ListPage
      title="Purchase orders"
      lead="What is on its way to the shelves. Approving a restock line makes one."
      make={useMay().operate && { label: 'New order', to: '/purchase-orders/new' }}
      filters={
        <>
          <StoreFilter />
          <StatusFilter statuses={STATUSES} />
        </>
      }
      found={useOrders(query)}
      columns={columnsOf(useStoreName())}
      csv={csvOf('/orders', query)}
      rowKey={(order) => order.id}
      onOpen={(order) => void navigate(`/purchase-orders/${order.id}`)}
      empty={<Empty title="No purchase order">Approve a line of the restock list, or make a new order by hand.</Empty>}
    />
  );
}
