import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { csvOf } from '@/shared/api/client';
import { useMay, useStoreName } from '@/shared/api/queries';
import type { Order } from '@/shared/api/types';
import { money, quantity, time, words } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Empty, Segments, StatusChip } from '@/shared/ui/bits';
import { ListPage, SearchFilter, StatusFilter, StoreFilter } from '@/shared/ui/ListPage';
import { figures, type Column } from '@/shared/ui/Table';
import { OrderDialog } from './OrderDialog';
import { STATUSES, useSalesOrders, type SalesOrderHead } from './salesOrders';
import { DayRange, useOrders } from './useOrders';

const soldColumns = (storeName: (code: string) => string): Column<Order>[] => [
  { key: 'id', label: 'Sale', title: true, cell: (sale) => <span className="cell-main">{sale.id}</span> },
  { key: 'at', label: 'When', cell: (sale) => time(sale.occurred_at), sort: (sale) => sale.occurred_at },
  { key: 'store', label: 'Store', cell: (sale) => storeName(sale.store), sort: (sale) => sale.store },
  { key: 'channel', label: 'Channel', cell: (sale) => words(sale.channel) },
  { key: 'pincode', label: 'Pincode', cell: (sale) => sale.pincode ?? '–' },
  figures('units', 'Units'),
  figures('total', 'Total', money),
  { key: 'status', label: 'Status', cell: (sale) => <StatusChip status={sale.status} /> },
];

const orderColumns = (storeName: (code: string) => string): Column<SalesOrderHead>[] => [
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
  figures('total', 'Total', money),
  { key: 'at', label: 'Created', cell: (order) => time(order.created_at), sort: (order) => order.created_at },
];

const KINDS = [
  { value: 'SALE', label: 'Sales' },
  { value: 'ORDER', label: 'Orders to deliver' },
] as const;
type Kind = (typeof KINDS)[number]['value'];
const LEADS: Record<Kind, string> = {
  SALE: 'What tills, shops and files reported, newest first. New sales appear here by themselves.',
  ORDER: 'What customers ordered: kept for them in the store, picked, and shipped whole or in parts.',
};

export default function Sales() {
  return useUrlState().value('kind') === 'ORDER' ? <ToDeliver /> : <Sold />;
}

/** What both kinds of lists have: the way to the other, what can be made, and the days. */
function useKind(kind: Kind, own?: { search: ReactNode; status: ReactNode }) {
  const url = useUrlState();
  const navigate = useNavigate();
  const show = (id: string) => void navigate(`/orders/${id}`);
  const make = useMay().operate && {
    label: 'New order',
    dialog: (close: () => void) => <OrderDialog store={url.value('store')} onClose={close} onDone={show} />,
  };
  const filters = (
    <>
      <Segments
        label="Kind"
        value={kind}
        options={[...KINDS]}
        onChange={(next) => url.set({ kind: next === 'SALE' ? '' : next, status: '', search: '' })}
      />
      {own?.search}
      <StoreFilter />
      {own?.status}
      <DayRange from={url.value('from')} to={url.value('to')} onChange={url.set} />
    </>
  );
  const onOpen = (order: { id: string }) => show(order.id);
  return { lead: LEADS[kind], make, filters, onOpen, rowKey: (order: { id: string }) => order.id };
}

function ToDeliver() {
  const url = useUrlState();
  const filters = ['store', 'status', 'search', 'customer', 'from', 'to'];
  const query = url.query(...filters);
  const page = useKind('ORDER', {
    search: <SearchFilter placeholder="Number, customer or product" />,
    status: <StatusFilter statuses={STATUSES} />,
  });
  return (
    <ListPage
      {...page}
      title="Orders to deliver"
      found={useSalesOrders(query)}
      columns={orderColumns(useStoreName())}
      csv={csvOf('/sales-orders', query)}
      empty={
        filters.some(url.value) ? (
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

function Sold() {
  const query = { type: 'SALE', ...useUrlState().query('store', 'from', 'to') };
  return (
    <ListPage
      {...useKind('SALE')}
      title="Sales"
      found={useOrders(query)}
      columns={soldColumns(useStoreName())}
      csv={csvOf('/orders', query)}
      empty={<Empty title="No sale in this range">Upload a sales file, or connect a till to the API.</Empty>}
    />
  );
}
