import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { csvOf, get } from '@/shared/api/client';
import { keys, useStoreName } from '@/shared/api/queries';
import type { Listing, StockLevel } from '@/shared/api/types';
import { quantity } from '@/shared/lib/format';
import { useUrlState } from '@/shared/lib/urlState';
import { Empty, PageHead, SearchBox } from '@/shared/ui/bits';
import { CategoryPick } from '@/shared/ui/pickers';
import { figures, type Column, nameColumn } from '@/shared/ui/Table';
import { FoundTable, StoreFilter } from '@/shared/ui/ListPage';
import { isPast, type Moment } from './moment';
import { MomentBanner, MomentPick } from './MomentPick';
import { StockDialog } from './StockDialog';

/** Most rows have none; what is there should stand out. */
const minor = (value: number) => (value === 0 ? <span className="muted">0</span> : quantity(value));

const columnsOf = (storeName: (code: string) => string, past: boolean): Column<StockLevel>[] => [
  ...placeColumns(storeName),
  ...(past ? [] : planColumns),
];

const placeColumns = (storeName: (code: string) => string): Column<StockLevel>[] => [
  nameColumn('Product', 'product_name', 'sku'),
  {
    key: 'store',
    label: 'Store',
    cell: (row) => storeName(row.store),
    sort: (row) => storeName(row.store),
  },
  {
    key: 'on_hand',
    label: 'On hand',
    right: true,
    sort: (row) => row.on_hand,
    cell: (row) =>
      row.on_hand < 0 ? <span className="chip critical">{quantity(row.on_hand)}</span> : quantity(row.on_hand),
  },
];

/** What is promised and on its way is known for now only. */
const planColumns: Column<StockLevel>[] = [
  figures('reserved', 'Reserved', minor),
  figures('unavailable', 'Unavailable', minor),
  {
    key: 'available',
    label: 'Available',
    right: true,
    cell: (row) => <b>{quantity(row.available)}</b>,
    sort: (row) => row.available,
  },
  figures('incoming', 'Incoming', minor),
  figures('position', 'Position'),
];

const keyOf = (row: StockLevel) => `${row.store} ${row.sku} ${row.lot ?? ''}`;

export default function Stock() {
  const url = useUrlState();
  const moment: Moment = { asOf: url.value('as_of'), believedAt: url.value('believed_at') };
  const past = isPast(moment);
  const columns = columnsOf(useStoreName(), past);
  const setMoment = (wish: Moment) => url.set({ as_of: wish.asOf, believed_at: wish.believedAt });
  const query = {
    store: url.value('store'),
    category: url.value('category'),
    search: url.value('search'),
    sku: url.value('sku'),
    as_of: moment.asOf,
    believed_at: moment.believedAt,
    page: url.page,
    limit: 50,
  };
  const levels = useQuery({
    // Live sales change the levels of now; the past has a key of its own.
    queryKey: past ? ['past-levels', query] : [...keys.levels, 'list', query],
    queryFn: () => get<Listing<StockLevel>>('/inventory/levels', query),
    placeholderData: keepPreviousData,
  });
  const [opened, setOpen] = useState<StockLevel | null>(null);
  // The row as it is now: what is done in the dialog shows in its head too.
  const open = opened && (levels.data?.data.find((row) => keyOf(row) === keyOf(opened)) ?? opened);
  return (
    <>
      <PageHead
        title="Stock levels"
        lead="Every figure is the sum of its movements. Open a row for its lots and history."
      >
        <MomentPick moment={moment} onChange={setMoment} />
      </PageHead>
      <MomentBanner moment={moment} onChange={setMoment} />
      <div className="filters">
        <SearchBox
          value={url.value('search')}
          placeholder="Search products"
          onChange={(search) => url.set({ search, sku: null })}
        />
        <StoreFilter />
        <CategoryPick value={url.value('category')} onChange={(category) => url.set({ category })} />
        {query.sku && (
          <button type="button" className="btn small" onClick={() => url.set({ sku: null })}>
            Only {query.sku} ×
          </button>
        )}
      </div>
      <section className="card">
        <FoundTable
          label="Stock levels"
          found={levels}
          columns={columns}
          csv={csvOf('/inventory/levels', query)}
          rowKey={keyOf}
          onOpen={setOpen}
          empty={<Empty title="No stock matches">Take a filter away, or upload a file with stock in it.</Empty>}
        />
      </section>
      {open && <StockDialog level={open} moment={moment} onClose={() => setOpen(null)} />}
    </>
  );
}
