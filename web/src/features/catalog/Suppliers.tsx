import { Factory, Plus } from 'lucide-react';
import { useState } from 'react';
import { csvOf } from '@/shared/api/client';
import { useMe } from '@/shared/api/queries';
import { counted, quantity, whole } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Empty, PageHead, SearchBox } from '@/shared/ui/bits';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { Table, type Column } from '@/shared/ui/Table';
import { say } from '@/shared/ui/toast';
import { SupplierDialog } from './SupplierDialog';
import { useSupplierList, type Supplier } from './suppliers';

const COLUMNS: Column<Supplier>[] = [
  {
    key: 'name',
    label: 'Supplier',
    title: true,
    sort: (supplier) => supplier.name,
    cell: (supplier) => (
      <>
        <div className="cell-main">
          {supplier.name} {!supplier.active && <span className="chip">Not active</span>}
        </div>
        <div className="cell-sub mono">{supplier.code}</div>
      </>
    ),
  },
  { key: 'email', label: 'E-mail', cell: (supplier) => supplier.email ?? '–', sort: (supplier) => supplier.email },
  {
    key: 'lead',
    label: 'Lead time',
    right: true,
    sort: (supplier) => supplier.lead_time_days,
    cell: (supplier) => (
      <>
        {counted(supplier.lead_time_days, 'day')}
        {supplier.lead_time_sd_days > 0 && <span className="muted"> ± {quantity(supplier.lead_time_sd_days)}</span>}
      </>
    ),
  },
  {
    key: 'over',
    label: 'May bring more',
    right: true,
    wideOnly: true,
    sort: (supplier) => supplier.over_receipt_percent,
    cell: (supplier) => (supplier.over_receipt_percent > 0 ? `${quantity(supplier.over_receipt_percent)}%` : 'no'),
  },
  {
    key: 'products',
    label: 'Products',
    right: true,
    sort: (supplier) => supplier.products,
    cell: (supplier) => whole(supplier.products),
  },
];

export default function Suppliers() {
  const url = useUrlState();
  const role = useMe().data?.role;
  const may = role === 'ADMIN' || role === 'PLANNER';
  const [open, setOpen] = useState<Supplier | 'new' | null>(null);
  const query = { search: url.value('search') };
  const suppliers = useSupplierList({ ...query, page: url.page, limit: 50 });
  return (
    <>
      <PageHead title="Suppliers" lead="Who delivers, how long it takes, and where orders are sent.">
        {may && (
          <button type="button" className="btn primary" onClick={() => setOpen('new')}>
            <Plus /> New supplier
          </button>
        )}
      </PageHead>
      <div className="filters">
        <SearchBox value={query.search} placeholder="Name or code" onChange={(search) => url.set({ search })} />
      </div>
      <section className="card">
        {suppliers.error ? (
          <ProblemBox error={suppliers.error} onRetry={() => void suppliers.refetch()} />
        ) : (
          <Table
            label="Suppliers"
            columns={COLUMNS}
            rows={suppliers.data?.data}
            meta={suppliers.data?.meta}
            csv={csvOf('/suppliers', query)}
            onPage={(page) => url.set({ page })}
            rowKey={(supplier) => supplier.code}
            onOpen={may ? setOpen : undefined}
            empty={
              query.search ? (
                <Empty title="No such supplier">Nobody fits this search.</Empty>
              ) : (
                <Empty icon={<Factory strokeWidth={1.4} />} title="No supplier yet">
                  Write down who delivers; a product then says on its page what it costs there.
                </Empty>
              )
            }
          />
        )}
      </section>
      {open && (
        <SupplierDialog
          supplier={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
          onDone={(saved) =>
            say(`${saved.name} is saved${saved.products ? `, with ${counted(saved.products, 'product')}` : ''}.`)
          }
        />
      )}
    </>
  );
}
