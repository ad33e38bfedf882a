import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useStoreName, useMay } from '@/shared/api/queries';
import { counted, dayFull, money, time, whole } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Async } from '@/shared/ui/Async';
import { Empty, Figure, PageHead, StatusChip } from '@/shared/ui/bits';
import { figures, type Column } from '@/shared/ui/Table';
import { Facts } from '@/shared/ui/detail';
import { FoundTable } from '@/shared/ui/ListPage';
import { CustomerDialog } from './CustomerDialog';
import { useBought, useCustomer, type Bought, type Customer, type CustomerTotals } from './customers';

const KIND = { ORDER: 'Order', SALE: 'Till sale', RETURN: 'Return' };

const columnsOf = (storeName: (code: string) => string): Column<Bought>[] => [
  { key: 'id', label: 'Number', title: true, cell: (row) => <span className="cell-main">{row.id}</span> },
  { key: 'kind', label: 'Kind', cell: (row) => KIND[row.kind], sort: (row) => row.kind },
  { key: 'status', label: 'Status', cell: (row) => <StatusChip status={row.status} />, sort: (row) => row.status },
  { key: 'at', label: 'When', cell: (row) => time(row.at), sort: (row) => row.at },
  { key: 'store', label: 'Store', cell: (row) => storeName(row.store), sort: (row) => row.store },
  figures('units', 'Units'),
  figures('total', 'Total', money),
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
  const may = useMay().plan;
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
        {may && (
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
          <Facts
            rows={[
              ['E-mail', customer.email ? <a href={`mailto:${customer.email}`}>{customer.email}</a> : '–'],
              ['Phone', customer.phone ? <a href={`tel:${customer.phone}`}>{customer.phone}</a> : '–'],
              ['Address', customer.address ?? '–'],
              ['Pincode', customer.pincode ?? '–'],
              ['Tax number', customer.tax_id ?? '–'],
              [
                'Notes',
                <span key="notes" style={{ whiteSpace: 'pre-line' }}>
                  {customer.notes ?? '–'}
                </span>,
              ],
            ]}
          />
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
  return (
    <FoundTable
      label="History"
      found={bought}
      columns={columns}
      rowKey={(row) => row.id}
      onOpen={(row) => void navigate(`/orders/${row.id}`)}
      empty={<Empty title="Nothing bought yet">Orders and till sales under this code appear here.</Empty>}
    />
  );
}
