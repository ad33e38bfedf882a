import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '@/shared/api/client';
import { keys, useMe, useStoreName } from '@/shared/api/queries';
import type { Listing, StockLevel } from '@/shared/api/types';
import { dayFull, quantity, today } from '@/shared/lib/format';
import { Segments } from '@/shared/ui/bits';
import { Dialog } from '@/shared/ui/Dialog';
import { Table, type Column } from '@/shared/ui/Table';
import { AdjustForm } from './AdjustForm';
import { isPast, type Moment } from './moment';
import { Movements } from './Movements';

type Tab = 'movements' | 'lots' | 'adjust';

export function StockDialog({ level, moment, onClose }: { level: StockLevel; moment: Moment; onClose: () => void }) {
  const storeName = useStoreName();
  const [tab, setTab] = useState<Tab>('movements');
  const role = useMe().data?.role;
  const tabs: { value: Tab; label: string }[] = [
    { value: 'movements', label: 'Movements' },
    { value: 'lots', label: 'Lots' },
  ];
  if (role !== 'ANALYST' && !isPast(moment)) tabs.push({ value: 'adjust', label: 'Correct' });
  return (
    <Dialog title={`${level.product_name ?? level.sku}, ${storeName(level.store)}`} onClose={onClose} wide>
      <div className="row between" style={{ marginBottom: '0.75rem' }}>
        <Segments label="View" value={tab} options={tabs} onChange={setTab} />
        <span className="soft">
          <b className="num">{quantity(level.on_hand)}</b> on hand
          {!isPast(moment) && (
            <>
              , <b className="num">{quantity(level.available)}</b> available
            </>
          )}
        </span>
      </div>
      <div className="dialog-table">
        {tab === 'movements' && <Movements level={level} moment={moment} />}
        {tab === 'lots' && <Lots level={level} moment={moment} />}
        {tab === 'adjust' && <AdjustForm level={level} onDone={onClose} />}
      </div>
    </Dialog>
  );
}

function Lots({ level, moment }: { level: StockLevel; moment: Moment }) {
  const query = {
    store: level.store,
    sku: level.sku,
    lot: '*',
    as_of: moment.asOf,
    believed_at: moment.believedAt,
    limit: 100,
  };
  const lots = useQuery({
    queryKey: [...keys.levels, 'lots', query],
    queryFn: () => get<Listing<StockLevel>>('/inventory/levels', query),
  });
  const columns: Column<StockLevel>[] = [
    {
      key: 'lot',
      label: 'Lot',
      title: true,
      cell: (row) => <span className="cell-main">{row.lot ?? 'Without a lot'}</span>,
    },
    {
      key: 'expiry',
      label: 'Expires',
      sort: (row) => row.expiry,
      cell: (row) =>
        row.expiry && row.expiry < today() ? (
          <span className="chip critical">{dayFull(row.expiry)}</span>
        ) : (
          dayFull(row.expiry)
        ),
    },
    { key: 'on_hand', label: 'On hand', right: true, cell: (row) => quantity(row.on_hand) },
  ];
  if (!isPast(moment))
    columns.push({ key: 'available', label: 'Available', right: true, cell: (row) => quantity(row.available) });
  return (
    <Table
      label="Lots"
      columns={columns}
      rows={lots.data?.data}
      rowKey={(row) => row.lot ?? ''}
      initialSort={{ key: 'expiry', down: false }}
    />
  );
}
