import { Factory } from 'lucide-react';
import { useState } from 'react';
import { csvOf } from '@/shared/api/client';
import { useMay } from '@/shared/api/queries';
import { counted, quantity, whole } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Empty } from '@/shared/ui/bits';
import { ListPage, SearchFilter } from '@/shared/ui/ListPage';
import { figures, type Column, nameColumn } from '@/shared/ui/Table';
import { say } from '@/shared/ui/toast';
import { SupplierDialog } from './SupplierDialog';
import { useSupplierList, type Supplier } from './suppliers';

const COLUMNS: Column<Supplier>[] = [
  nameColumn('Supplier', 'name', 'code', (supplier) => !supplier.active && <span className="chip">Not active</span>),
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
  figures('products', 'Products', whole),
];

const saved = ({ name, products }: Supplier) =>
  say(`${name} is saved${products ? `, with ${counted(products, 'product')}` : ''}.`);

export default function Suppliers() {
  const url = useUrlState();
  const may = useMay().plan;
  const [open, setOpen] = useState<Supplier | null>(null);
  const query = url.query('search');
  return (
    <ListPage
      title="Suppliers"
      lead="Who delivers, how long it takes, and where orders are sent."
      make={
        may && {
          label: 'New supplier',
          dialog: (close) => <SupplierDialog supplier={null} onClose={close} onDone={saved} />,
        }
      }
      filters={<SearchFilter placeholder="Name or code" />}
      found={useSupplierList(query)}
      columns={COLUMNS}
      csv={csvOf('/suppliers', query)}
      rowKey={(supplier) => supplier.code}
      onOpen={may ? setOpen : undefined}
      empty={
        url.value('search') ? (
          <Empty title="No such supplier">Nobody fits this search.</Empty>
        ) : (
          <Empty icon={<Factory strokeWidth={1.4} />} title="No supplier yet">
            Write down who delivers; a product then says on its page what it costs there.
          </Empty>
        )
      }
    >
      {open && <SupplierDialog supplier={open} onClose={() => setOpen(null)} onDone={saved} />}
    </ListPage>
  );
}
