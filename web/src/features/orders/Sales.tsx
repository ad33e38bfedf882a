import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { csvOf } from '@/shared/api/client';
import { useMe, useStoreName } from '@/shared/api/queries';
import type { Order } from '@/shared/api/types';
import { money, quantity, time, words } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Empty, PageHead, Pick, SearchBox, Segments, StatusChip } from '@/shared/ui/bits';
import { StorePick } from '@/shared/ui/pickers';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { Table, type Column } from '@/shared/ui/Table';
import { OrderDialog } from './OrderDialog';
import { STATUSES, useSalesOrders } from './salesOrders';
import { SalesOrderTable } from './SalesOrderTable';
import { DayRange, useOrders } from './useOrders';

const columnsOf = (storeName: (code: string) => string): Column<Order>[] => [
  { key: 'id', label: 'Sale', title: true, cell: (sale) => <span className="cell-main">{sale.id}</span> },
  { key: 'at', label: 'When', cell: (sale) => time(sale.occurred_at), sort: (sale) => sale.occurred_at },
  { key: 'store', label: 'Store', cell: (sale) => storeName(sale.store), sort: (sale) => sale.store },
  { key: 'channel', label: 'Channel', cell: (sale) => words(sale.channel) },
  { key: 'pincode', label: 'Pincode', cell: (sale) => sale.pincode ?? '–' },
  { key: 'units', label: 'Units', right: true, cell: (sale) => quantity(sale.units), sort: (sale) => sale.units },
  { key: 'total', label: 'Total', right: true, cell: (sale) => money(sale.total), sort: (sale) => sale.total },
  { key: 'status', label: 'Status', cell: (sale) => <StatusChip status={sale.status} /> },
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
  const url = useUrlState();
  const navigate = useNavigate();
  const may = useMe().data?.role !== 'ANALYST';
  const [ordering, setOrdering] = useState(false);
  const kind: Kind = url.value('kind') === 'ORDER' ? 'ORDER' : 'SALE';
  return (
    <>
      <PageHead title={kind === 'ORDER' ? 'Orders to deliver' : 'Sales'} lead={LEADS[kind]}>
        {may && (
          <button type="button" className="btn primary" onClick={() => setOrdering(true)}>
            <Plus /> New order
          </button>
        )}
      </PageHead>
      <div className="filters">
        <Segments
          label="Kind"
          value={kind}
          options={[...KINDS]}
          onChange={(next) => url.set({ kind: next === 'SALE' ? '' : next, status: '', search: '' })}
        />
        {kind === 'ORDER' && (
          <SearchBox
            value={url.value('search')}
            placeholder="Number, customer or product"
            onChange={(search) => url.set({ search })}
          />
        )}
        <StorePick value={url.value('store')} all="All stores" onChange={(store) => url.set({ store })} />
        {kind === 'ORDER' && (
          <Pick
            label="Status"
            all="Any status"
            value={url.value('status')}
            options={STATUSES.map((status) => ({ value: status, label: words(status) }))}
            onChange={(status) => url.set({ status })}
          />
        )}
        <DayRange from={url.value('from')} to={url.value('to')} onChange={url.set} />
      </div>
      <section className="card">{kind === 'ORDER' ? <ToDeliver /> : <Sold />}</section>
      {ordering && (
        <OrderDialog
          store={url.value('store')}
          onClose={() => setOrdering(false)}
          onDone={(id) => void navigate(`/orders/${id}`)}
        />
      )}
    </>
  );
}

function ToDeliver() {
  const url = useUrlState();
  const filters = {
    store: url.value('store'),
    status: url.value('status'),
    search: url.value('search'),
    customer: url.value('customer'),
    from: url.value('from'),
    to: url.value('to'),
  };
  const orders = useSalesOrders({ ...filters, page: url.page, limit: 50 });
  if (orders.error) return <ProblemBox error={orders.error} onRetry={() => void orders.refetch()} />;
  return (
    <SalesOrderTable
      orders={orders.data}
      csv={csvOf('/sales-orders', filters)}
      filtered={Object.values(filters).some(Boolean)}
      onPage={(page) => url.set({ page })}
    />
  );
}

function Sold() {
  const url = useUrlState();
  const navigate = useNavigate();
  const columns = columnsOf(useStoreName());
  const query = {
    type: 'SALE',
    store: url.value('store'),
    from: url.value('from'),
    to: url.value('to'),
    page: url.page,
    limit: 50,
  };
  const sales = useOrders(query);
  if (sales.error) return <ProblemBox error={sales.error} onRetry={() => void sales.refetch()} />;
  return (
    <Table
      label="Sales"
      columns={columns}
      rows={sales.data?.data}
      meta={sales.data?.meta}
      csv={csvOf('/orders', query)}
      onPage={(page) => url.set({ page })}
      rowKey={(sale) => sale.id}
      onOpen={(sale) => void navigate(`/orders/${sale.id}`)}
      empty={<Empty title="No sale in this range">Upload a sales file, or connect a till to the API.</Empty>}
    />
  );
}
