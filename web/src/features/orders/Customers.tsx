import { Plus, Users } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { csvOf } from '@/shared/api/client';
import { useMe } from '@/shared/api/queries';
import { dayFull } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Empty, PageHead, Pick, SearchBox } from '@/shared/ui/bits';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { Table, type Column } from '@/shared/ui/Table';
import { CustomerDialog } from './CustomerDialog';
import { useCustomers, type Customer } from './customers';

const COLUMNS: Column<Customer>[] = [
  {
    key: 'name',
    label: 'Customer',
    title: true,
    sort: (customer) => customer.name,
    cell: (customer) => (
      <>
        <div className="cell-main">
          {customer.name} {!customer.active && <span className="chip">Not active</span>}
        </div>
        <div className="cell-sub mono">{customer.code}</div>
      </>
    ),
  },
  { key: 'phone', label: 'Phone', cell: (customer) => customer.phone ?? '–', sort: (customer) => customer.phone },
  { key: 'email', label: 'E-mail', cell: (customer) => customer.email ?? '–', sort: (customer) => customer.email },
  {
    key: 'pincode',
    label: 'Pincode',
    cell: (customer) => customer.pincode ?? '–',
    sort: (customer) => customer.pincode,
  },
  {
    key: 'since',
    label: 'Since',
    wideOnly: true,
    cell: (customer) => dayFull(customer.created_at),
    sort: (customer) => customer.created_at,
  },
];

const ACTIVE = [
  { value: 'true', label: 'Active' },
  { value: 'false', label: 'Not active' },
];

export default function Customers() {
  const url = useUrlState();
  const navigate = useNavigate();
  const role = useMe().data?.role;
  const may = role === 'ADMIN' || role === 'PLANNER';
  const [creating, setCreating] = useState(false);
  const query = { search: url.value('search'), active: url.value('active') };
  const customers = useCustomers({ ...query, page: url.page, limit: 50 });
  const open = (customer: Customer) => void navigate(`/customers/${encodeURIComponent(customer.code)}`);
  return (
    <>
      <PageHead title="Customers" lead="Who buys, and what they bought.">
        {may && (
          <button type="button" className="btn primary" onClick={() => setCreating(true)}>
            <Plus /> New customer
          </button>
        )}
      </PageHead>
      <div className="filters">
        <SearchBox
          value={query.search}
          placeholder="Name, code, phone or e-mail"
          onChange={(search) => url.set({ search })}
        />
        <Pick
          label="Active"
          all="All customers"
          value={query.active}
          options={ACTIVE}
          onChange={(active) => url.set({ active })}
        />
      </div>
      <section className="card">
        {customers.error ? (
          <ProblemBox error={customers.error} onRetry={() => void customers.refetch()} />
        ) : (
          <Table
            label="Customers"
            columns={COLUMNS}
            rows={customers.data?.data}
            meta={customers.data?.meta}
            csv={csvOf('/customers', query)}
            onPage={(page) => url.set({ page })}
            rowKey={(customer) => customer.code}
            onOpen={open}
            empty={
              query.search || query.active ? (
                <Empty title="No such customer">Nobody fits this search.</Empty>
              ) : (
                <Empty icon={<Users strokeWidth={1.4} />} title="No customer yet">
                  Write down who orders; a till that names their code adds to their history too.
                </Empty>
              )
            }
          />
        )}
      </section>
      {creating && <CustomerDialog customer={null} onClose={() => setCreating(false)} onDone={open} />}
    </>
  );
}
