import { Plus, Truck } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { csvOf } from '@/shared/api/client';
import { useMe, useStoreName } from '@/shared/api/queries';
import { quantity, time, whole, words } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Empty, PageHead, Pick, SearchBox, StatusChip } from '@/shared/ui/bits';
import { StorePick } from '@/shared/ui/pickers';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { Table, type Column } from '@/shared/ui/Table';
import { TransferDialog } from './TransferDialog';
import { useTransfers, type TransferHead } from './transfers';

const STATUSES = ['REQUESTED', 'APPROVED', 'IN_TRANSIT', 'PARTIALLY_RECEIVED', 'RECEIVED', 'CANCELLED'];

const columnsOf = (storeName: (code: string) => string): Column<TransferHead>[] => [
  { key: 'id', label: 'Transfer', title: true, cell: (row) => <span className="cell-main">{row.id}</span> },
  { key: 'status', label: 'Status', cell: (row) => <StatusChip status={row.status} />, sort: (row) => row.status },
  { key: 'from', label: 'From', cell: (row) => storeName(row.from), sort: (row) => row.from },
  { key: 'to', label: 'To', cell: (row) => storeName(row.to), sort: (row) => row.to },
  { key: 'lines', label: 'Products', right: true, cell: (row) => whole(row.lines), sort: (row) => row.lines },
  { key: 'units', label: 'Units', right: true, cell: (row) => quantity(row.units), sort: (row) => row.units },
  { key: 'asked', label: 'Asked for', cell: (row) => time(row.requested_at), sort: (row) => row.requested_at },
  { key: 'by', label: 'By', wideOnly: true, cell: (row) => row.requested_by, sort: (row) => row.requested_by },
];

export default function Transfers() {
  const url = useUrlState();
  const navigate = useNavigate();
  const columns = columnsOf(useStoreName());
  const may = useMe().data?.role !== 'ANALYST';
  const [asking, setAsking] = useState(false);
  const query = {
    store: url.value('store'),
    status: url.value('status'),
    search: url.value('search'),
    page: url.page,
    limit: 50,
  };
  const transfers = useTransfers(query);
  return (
    <>
      <PageHead title="Transfers" lead="Goods that move from one store to another.">
        {may && (
          <button type="button" className="btn primary" onClick={() => setAsking(true)}>
            <Plus /> New transfer
          </button>
        )}
      </PageHead>
      <div className="filters">
        <SearchBox
          value={url.value('search')}
          placeholder="Number, note or product"
          onChange={(search) => url.set({ search })}
        />
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
        {transfers.error ? (
          <ProblemBox error={transfers.error} onRetry={() => void transfers.refetch()} />
        ) : (
          <Table
            label="Transfers"
            columns={columns}
            rows={transfers.data?.data}
            meta={transfers.data?.meta}
            csv={csvOf('/inventory/transfers', query)}
            onPage={(page) => url.set({ page })}
            rowKey={(row) => row.id}
            onOpen={(row) => void navigate(`/transfers/${row.id}`)}
            empty={
              <Empty icon={<Truck strokeWidth={1.4} />} title="No transfer">
                Ask another store for what it has too much of.
              </Empty>
            }
          />
        )}
      </section>
      {asking && (
        <TransferDialog
          to={url.value('store')}
          onClose={() => setAsking(false)}
          onDone={(id) => void navigate(`/transfers/${id}`)}
        />
      )}
    </>
  );
}
