import { useNavigate } from 'react-router';
import type { Order } from '@/shared/api/types';
import { money, quantity, time, words } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Empty, PageHead, StatusChip } from '@/shared/ui/bits';
import { StorePick } from '@/shared/ui/pickers';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { Table, type Column } from '@/shared/ui/Table';
import { DayRange, useOrders } from './useOrders';

const COLUMNS: Column<Order>[] = [
  { key: 'id', label: 'Sale', title: true, cell: (sale) => <span className="cell-main">{sale.id}</span> },
  { key: 'at', label: 'When', cell: (sale) => time(sale.occurred_at), sort: (sale) => sale.occurred_at },
  { key: 'store', label: 'Store', cell: (sale) => sale.store_name ?? sale.store, sort: (sale) => sale.store },
  { key: 'channel', label: 'Channel', cell: (sale) => words(sale.channel) },
  { key: 'pincode', label: 'Pincode', cell: (sale) => sale.pincode ?? '–' },
  { key: 'units', label: 'Units', right: true, cell: (sale) => quantity(sale.units), sort: (sale) => sale.units },
  { key: 'total', label: 'Total', right: true, cell: (sale) => money(sale.total), sort: (sale) => sale.total },
  { key: 'status', label: 'Status', cell: (sale) => <StatusChip status={sale.status} /> },
];

export default function Sales() {
  const url = useUrlState();
  const navigate = useNavigate();
  const sales = useOrders({
    type: 'SALE',
    store: url.value('store'),
    from: url.value('from'),
    to: url.value('to'),
    page: url.page,
    limit: 50,
  });
  return (
    <>
      <PageHead
        title="Sales"
        lead="What tills, shops and files reported, newest first. New sales appear here by themselves."
      />
      <div className="filters">
        <StorePick value={url.value('store')} all="All stores" onChange={(store) => url.set({ store })} />
        <DayRange from={url.value('from')} to={url.value('to')} onChange={url.set} />
      </div>
      <section className="card">
        {sales.error ? (
          <ProblemBox error={sales.error} onRetry={() => void sales.refetch()} />
        ) : (
          <Table
            label="Sales"
            columns={COLUMNS}
            rows={sales.data?.data}
            meta={sales.data?.meta}
            onPage={(page) => url.set({ page })}
            rowKey={(sale) => sale.id}
            onOpen={(sale) => void navigate(`/orders/${sale.id}`)}
            empty={<Empty title="No sale in this range">Upload a sales file, or connect a till to the API.</Empty>}
          />
        )}
      </section>
    </>
  );
}
