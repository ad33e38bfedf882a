import { useNavigate } from 'react-router';
import { useStoreName } from '@/shared/api/queries';
import type { Listing } from '@/shared/api/types';
import { money, quantity, time, words } from '@/shared/lib/format';
import { Empty, StatusChip } from '@/shared/ui/bits';
import { Table, type Column } from '@/shared/ui/Table';
import type { SalesOrderHead } from './salesOrders';

const columnsOf = (storeName: (code: string) => string): Column<SalesOrderHead>[] => [
  { key: 'id', label: 'Order', title: true, cell: (order) => <span className="cell-main">{order.id}</span> },
  {
    key: 'status',
    label: 'Status',
    cell: (order) => <StatusChip status={order.status} />,
    sort: (order) => order.status,
  },
  {
    key: 'customer',
    label: 'Customer',
    cell: (order) => order.customer_name ?? '–',
    sort: (order) => order.customer_name,
  },
  { key: 'store', label: 'From', cell: (order) => storeName(order.store), sort: (order) => order.store },
  { key: 'pincode', label: 'To', cell: (order) => order.pincode ?? '–', sort: (order) => order.pincode },
  { key: 'channel', label: 'Channel', wideOnly: true, cell: (order) => words(order.channel) },
  {
    key: 'units',
    label: 'Shipped',
    right: true,
    cell: (order) => `${quantity(order.shipped)} of ${quantity(order.units)}`,
    sort: (order) => order.units,
  },
  { key: 'total', label: 'Total', right: true, cell: (order) => money(order.total), sort: (order) => order.total },
  { key: 'at', label: 'Created', cell: (order) => time(order.created_at), sort: (order) => order.created_at },
];

export function SalesOrderTable(props: {
  orders: Listing<SalesOrderHead> | undefined;
  filtered: boolean;
  onPage: (page: number) => void;
  csv?: string;
}) {
  const navigate = useNavigate();
  return (
    <Table
      label="Orders to deliver"
      columns={columnsOf(useStoreName())}
      rows={props.orders?.data}
      meta={props.orders?.meta}
      csv={props.csv}
      onPage={props.onPage}
      rowKey={(order) => order.id}
      onOpen={(order) => void navigate(`/orders/${order.id}`)}
      empty={
        props.filtered ? (
          <Empty title="No such order">Nothing fits these filters.</Empty>
        ) : (
          <Empty title="No order to deliver yet">
            Take the first with “New order”: its goods are kept for the customer until they leave.
          </Empty>
        )
      }
    />
  );
}
