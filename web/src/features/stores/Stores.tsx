import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useStores, useMay } from '@/shared/api/queries';
import type { Store } from '@/shared/api/types';
import { words } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Empty, PageHead, SearchBox } from '@/shared/ui/bits';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { Table, type Column, nameColumn } from '@/shared/ui/Table';
import { StoreDialog } from './StoreDialog';

const COLUMNS: Column<Store>[] = [
  nameColumn('Store', 'name', 'code'),
  { key: 'kind', label: 'Kind', cell: (store) => words(store.kind), sort: (store) => store.kind },
  { key: 'pincode', label: 'Pincode', cell: (store) => store.pincode ?? '–', sort: (store) => store.pincode },
  {
    key: 'source',
    label: 'Supplied from',
    cell: (store) => store.supplied_from ?? 'Suppliers',
    sort: (store) => store.supplied_from,
  },
  { key: 'receiving', label: 'Deliveries on the shelf by', cell: (store) => store.receiving_time?.slice(0, 5) ?? '–' },
  { key: 'zone', label: 'Time zone', wideOnly: true, cell: (store) => store.time_zone ?? '–' },
];

export default function Stores() {
  const stores = useStores();
  const url = useUrlState();
  const navigate = useNavigate();
  const may = useMay().plan;
  const [creating, setCreating] = useState(false);
  const search = url.value('search').toLowerCase();
  const rows = stores.data?.filter((store) =>
    `${store.name} ${store.code} ${store.pincode}`.toLowerCase().includes(search),
  );
  return (
    <>
      <PageHead title="Stores">
        {may && (
          <button type="button" className="btn primary" onClick={() => setCreating(true)}>
            <Plus /> New store
          </button>
        )}
      </PageHead>
      <div className="filters">
        <SearchBox
          value={url.value('search')}
          placeholder="Search name, code or pincode"
          onChange={(text) => url.set({ search: text })}
        />
      </div>
      <section className="card">
        {stores.error ? (
          <ProblemBox error={stores.error} onRetry={() => void stores.refetch()} />
        ) : (
          <Table
            label="Stores"
            columns={COLUMNS}
            rows={rows}
            rowKey={(store) => store.code}
            pageSize={50}
            onOpen={(store) => void navigate(`/stores/${encodeURIComponent(store.code)}`)}
            empty={<Empty title="No store found">The first upload creates a store for files that name none.</Empty>}
          />
        )}
      </section>
      {creating && <StoreDialog store={null} onClose={() => setCreating(false)} />}
    </>
  );
}
