import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '@/shared/api/client';
import { keys, useMe } from '@/shared/api/queries';
import type { Listing, StockLevel, StockMovement } from '@/shared/api/types';
import { dayFull, quantity, time, today, words } from '@/shared/lib/format';
import { Segments } from '@/shared/ui/bits';
import { Dialog } from '@/shared/ui/Dialog';
import { Table, type Column } from '@/shared/ui/Table';
import { AdjustForm } from './AdjustForm';

type Tab = 'movements' | 'lots' | 'adjust';

/** Into the store or out of it: the sign that a movement has from where the reader stands. */
export function signOf(movement: StockMovement, store: string): 1 | -1 {
  if (movement.to === store) return 1;
  if (movement.from === store) return -1;
  if (movement.quantity < 0) return -1;
  const inbound = ['RECEIPT', 'CUSTOMER_RETURN', 'TRANSFER_IN', 'OPENING_BALANCE'];
  return inbound.includes(movement.kind) ? 1 : -1;
}

export function StockDialog({ level, onClose }: { level: StockLevel; onClose: () => void }) {
  const [tab, setTab] = useState<Tab>('movements');
  const role = useMe().data?.role;
  const tabs: { value: Tab; label: string }[] = [
    { value: 'movements', label: 'Movements' },
    { value: 'lots', label: 'Lots' },
  ];
  if (role !== 'ANALYST') tabs.push({ value: 'adjust', label: 'Correct' });
  return (
    <Dialog title={`${level.product_name ?? level.sku}, ${level.store_name ?? level.store}`} onClose={onClose} wide>
      <div className="row between" style={{ marginBottom: '0.75rem' }}>
        <Segments label="View" value={tab} options={tabs} onChange={setTab} />
        <span className="soft">
          <b className="num">{quantity(level.on_hand)}</b> on hand, <b className="num">{quantity(level.available)}</b>{' '}
          available
        </span>
      </div>
      <div className="dialog-table">
        {tab === 'movements' && <Movements level={level} />}
        {tab === 'lots' && <Lots level={level} />}
        {tab === 'adjust' && <AdjustForm level={level} onDone={onClose} />}
      </div>
    </Dialog>
  );
}

function Movements({ level }: { level: StockLevel }) {
  const query = { store: level.store, sku: level.sku, limit: 100 };
  const movements = useQuery({
    queryKey: [...keys.levels, 'movements', query],
    queryFn: () => get<Listing<StockMovement>>('/inventory/movements', query),
  });
  const columns: Column<StockMovement>[] = [
    { key: 'at', label: 'When', cell: (row) => time(row.occurred_at), sort: (row) => row.occurred_at },
    { key: 'kind', label: 'What', title: true, cell: (row) => <span className="cell-main">{words(row.kind)}</span> },
    {
      key: 'quantity',
      label: 'Quantity',
      right: true,
      cell: (row) => `${signOf(row, level.store) > 0 ? '+' : '−'}${quantity(Math.abs(row.quantity))}`,
    },
    { key: 'lot', label: 'Lot', cell: (row) => row.lot ?? '–' },
    { key: 'why', label: 'Why', cell: (row) => row.reason ?? words(row.source) },
  ];
  return (
    <Table label="Movements" columns={columns} rows={movements.data?.data} rowKey={(row) => row.id} pageSize={10} />
  );
}

function Lots({ level }: { level: StockLevel }) {
  const query = { store: level.store, sku: level.sku, by_lot: true, lots: true, limit: 100 };
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
    { key: 'available', label: 'Available', right: true, cell: (row) => quantity(row.available) },
  ];
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
