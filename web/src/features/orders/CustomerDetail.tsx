import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useMe, useStoreName } from '@/shared/api/queries';
import { counted, dayFull, money, quantity, time, whole } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Async } from '@/shared/ui/Async';
import { Empty, Figure, PageHead, StatusChip } from '@/shared/ui/bits';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { Table, type Column } from '@/shared/ui/Table';
import { CustomerDialog } from './CustomerDialog';
import { useBought, useCustomer, type Bought, type Customer, type CustomerTotals } from './customers';

const KIND = { ORDER: 'Order', SALE: 'Till sale', RETURN: 'Return' };

const columnsOf = (storeName: (code: string) => string): Column<Bought>[] => [
  { key: 'id', label: 'Number', title: true, cell: (row) => <span className="cell-main">{row.id}</span> },
  { key: 'kind', label: 'Kind', cell: (row) => KIND[row.kind], sort: (row) => row.kind },
  { key: 'status', label: 'Status', cell: (row) => <StatusChip status={row.status} />, sort: (row) => row.status },
  { key: 'at', label: 'When', cell: (row) => time(row.at), sort: (row) => row.at },
  { key: 'store', label: 'Store', cell: (row) => storeName(row.store), sort: (row) => row.store },
  { key: 'units', label: 'Units', right: true, cell: (row) => quantity(row.units), sort: (row) => row.units },
  { key: 'total', label: 'Total', right: true, cell: (row) => money(row.total), sort: (row) => row.total },
];

export default function CustomerDetail() {
  const { code = '' } = useParams();
  const customer = useCustomer(code);
  return (
    <Async query={customer} height={320}>
      {(data) => <Detail customer={data.customer} totals={data.totals} />}
    </Async>
  );
}

function Detail({ customer, totals }: { customer: Customer; totals: CustomerTotals }) {
  const role = useMe().data?.role;
  const [changing, setChanging] = useState(false);
  return (
    <>
      <PageHead
        title={customer.name}
        lead={
          <>
            <code>{customer.code}</code> · since {dayFull(customer.created_at)}
            {!customer.active && ' · not active'}
          </>
        }
      >
        {(role === 'ADMIN' || role === 'PLANNER') && (
          <button type="button" className="btn" onClick={() => setChanging(true)}>
            <Pencil /> Change
          </button>
        )}
      </PageHead>
      <section className="card" style={{ marginBottom: 'var(--s4)' }}>
        <dl className="figures">
          <Figure label="Bought" value={money(totals.bought)} note={counted(totals.sales, 'sale')} />
          <Figure label="Returned" value={money(totals.returned)} note={counted(totals.returns, 'return')} />
          <Figure label="Orders" value={whole(totals.orders)} note={`${whole(totals.open)} under way`} />
          <Figure label="Last sale" value={dayFull(totals.last_at)} />
        </dl>
      </section>
      <div className="grid cols-side top">
        <section className="card">
          <History code={customer.code} />
        </section>
        <section className="card card-pad">
          <dl className="facts">
            <dt>E-mail</dt>
            <dd>{customer.email ? <a href={`mailto:${customer.email}`}>{customer.email}</a> : '–'}</dd>
            <dt>Phone</dt>
            <dd>{customer.phone ? <a href={`tel:${customer.phone}`}>{customer.phone}</a> : '–'}</dd>
            <dt>Address</dt>
            <dd>{customer.address ?? '–'}</dd>
            <dt>Pincode</dt>
            <dd>{customer.pincode ?? '–'}</dd>
            <dt>Tax number</dt>
            <dd>{customer.tax_id ?? '–'}</dd>
            <dt>Notes</dt>
            <dd style={{ whiteSpace: 'pre-line' }}>{customer.notes ?? '–'}</dd>
          </dl>
        </section>
      </div>
      {changing && <CustomerDialog customer={customer} onClose={() => setChanging(false)} />}
    </>
  );
}

function History({ code }: { code: string }) {
  const url = useUrlState();
  const navigate = useNavigate();
  const columns = columnsOf(useStoreName());
  const bought = useBought(code, { page: url.page, limit: 25 });
  if (bought.error) return <ProblemBox error={bought.error} onRetry={() => void bought.refetch()} />;
  return (
    <Table
      label="History"
      columns={columns}
      rows={bought.data?.data}
      meta={bought.data?.meta}
      onPage={(page) => url.set({ page })}
      rowKey={(row) => row.id}
      onOpen={(row) => void navigate(`/orders/${row.id}`)}
      empty={<Empty title="Nothing bought yet">Orders and till sales under this code appear here.</Empty>}
    />
  );
}
