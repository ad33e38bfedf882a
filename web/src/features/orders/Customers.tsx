import { Users } from 'lucide-react';
import { useNavigate } from 'react-router';
import { csvOf } from '@/shared/api/client';
import { useMay } from '@/shared/api/queries';
import { dayFull } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Empty, Pick } from '@/shared/ui/bits';
import { ListPage, SearchFilter } from '@/shared/ui/ListPage';
import { nameColumn, type Column } from '@/shared/ui/Table';
import { CustomerDialog } from './CustomerDialog';
import { useCustomers, type Customer } from './customers';

const COLUMNS: Column<Customer>[] = [
  nameColumn('Customer', 'name', 'code', (customer) => !customer.active && <span className="chip">Not active</span>),
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
  const query = url.query('search', 'active');
  const open = (customer: Customer) => void navigate(`/customers/${encodeURIComponent(customer.code)}`);
  return (
    <ListPage
      title="Customers"
      lead="Who buys, and what they bought."
      make={
        useMay().plan && {
          label: 'New customer',
          dialog: (close) => <CustomerDialog customer={null} onClose={close} onDone={open} />,
        }
      }
      filters={
        <>
          <SearchFilter placeholder="Name, code, phone or e-mail" />
          <Pick
            label="Active"
            all="All customers"
            value={url.value('active')}
            options={ACTIVE}
            onChange={(active) => url.set({ active })}
          />
        </>
      }
      found={useCustomers(query)}
      columns={COLUMNS}
      csv={csvOf('/customers', query)}
      rowKey={(customer) => customer.code}
      onOpen={open}
      empty={
        url.value('search') || url.value('active') ? (
          <Empty title="No such customer">Nobody fits this search.</Empty>
        ) : (
          <Empty icon={<Users strokeWidth={1.4} />} title="No customer yet">
            Write down who orders; a till that names their code adds to their history too.
          </Empty>
        )
      }
    />
  );
}
