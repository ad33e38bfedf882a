import { Truck } from 'lucide-react';
import { useNavigate } from 'react-router';
import { csvOf } from '@/shared/api/client';
import { useMay, useStoreName } from '@/shared/api/queries';
import { time, whole } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Empty, StatusChip } from '@/shared/ui/bits';
import { ListPage, SearchFilter, StatusFilter, StoreFilter } from '@/shared/ui/ListPage';
import { figures, type Column } from '@/shared/ui/Table';
import { TransferDialog } from './TransferDialog';
import { useTransfers, type TransferHead } from './transfers';

const STATUSES = ['REQUESTED', 'APPROVED', 'IN_TRANSIT', 'PARTIALLY_RECEIVED', 'RECEIVED', 'CANCELLED'];

const columnsOf = (storeName: (code: string) => string): Column<TransferHead>[] => [
  { key: 'id', label: 'Transfer', title: true, cell: (row) => <span className="cell-main">{row.id}</span> },
  { key: 'status', label: 'Status', cell: (row) => <StatusChip status={row.status} />, sort: (row) => row.status },
  { key: 'from', label: 'From', cell: (row) => storeName(row.from), sort: (row) => row.from },
  { key: 'to', label: 'To', cell: (row) => storeName(row.to), sort: (row) => row.to },
  figures('lines', 'Products', whole),
  figures('units', 'Units'),
  { key: 'asked', label: 'Asked for', cell: (row) => time(row.requested_at), sort: (row) => row.requested_at },
  { key: 'by', label: 'By', wideOnly: true, cell: (row) => row.requested_by, sort: (row) => row.requested_by },
];

export default function Transfers() {
  const url = useUrlState();
  const navigate = useNavigate();
  const query = url.query('store', 'status', 'search');
  const show = (id: string) => void navigate(`/transfers/${id}`);
  return (
    <ListPage
      title="Transfers"
      lead="Goods that move from one store to another."
      make={
        useMay().operate && {
          label: 'New transfer',
          dialog: (close) => <TransferDialog to={url.value('store')} onClose={close} onDone={show} />,
        }
      }
      filters={
        <>
          <SearchFilter placeholder="Number, note or product" />
          <StoreFilter />
          <StatusFilter statuses={STATUSES} />
        </>
      }
      found={useTransfers(query)}
      columns={columnsOf(useStoreName())}
      csv={csvOf('/inventory/transfers', query)}
      rowKey={(row) => row.id}
      onOpen={(row) => show(row.id)}
      empty={
        <Empty icon={<Truck strokeWidth={1.4} />} title="No transfer">
          Ask another store for what it has too much of.
        </Empty>
      }
    />
  );
}
