import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { get, idempotencyKey, post } from '@/shared/api/client';
import { keys, useMay } from '@/shared/api/queries';
import type { Listing, StockLevel, StockMovement } from '@/shared/api/types';
import { quantity, time, words } from '@/shared/lib/format';
import { Field, Form } from '@/shared/ui/Form';
import { Table, type Column } from '@/shared/ui/Table';
import { say } from '@/shared/ui/toast';
import type { Moment } from './moment';

const signed = (value: number) => `${value > 0 ? '+' : '−'}${quantity(Math.abs(value))}`;

/** The last movements of a product in a store, up to the moment asked for. */
export function Movements({ level, moment }: { level: StockLevel; moment: Moment }) {
  const [undoing, setUndoing] = useState<StockMovement | null>(null);
  const may = useMay().operate && !moment.asOf && !moment.believedAt;
  const query = { store: level.store, sku: level.sku, to: moment.asOf, limit: 100 };
  const movements = useQuery({
    queryKey: [...keys.levels, 'movements', query],
    queryFn: () => get<Listing<StockMovement>>('/inventory/movements', query),
  });
  const columns: Column<StockMovement>[] = [
    { key: 'at', label: 'When', cell: (row) => time(row.occurred_at), sort: (row) => row.occurred_at },
    {
      key: 'kind',
      label: 'What',
      title: true,
      cell: (row) => (
        <>
          <span className="cell-main">{words(row.kind)}</span>{' '}
          {row.reversed_by && <span className="chip">Taken back</span>}
        </>
      ),
    },
    { key: 'quantity', label: 'Quantity', right: true, cell: (row) => signed(row.quantity) },
    { key: 'lot', label: 'Lot', cell: (row) => row.lot ?? '–' },
    { key: 'why', label: 'Why', cell: (row) => row.reason ?? (row.source === 'API' ? 'By hand' : words(row.source)) },
    {
      key: 'undo',
      label: '',
      cell: (row) =>
        may && row.reversible ? (
          <button type="button" className="btn small" onClick={() => setUndoing(row)}>
            <Undo2 /> Undo
          </button>
        ) : null,
    },
  ];
  if (undoing) return <UndoForm movement={undoing} onDone={() => setUndoing(null)} />;
  return (
    <Table label="Movements" columns={columns} rows={movements.data?.data} rowKey={(row) => row.id} pageSize={10} />
  );
}

function UndoForm({ movement, onDone }: { movement: StockMovement; onDone: () => void }) {
  const client = useQueryClient();
  const [key] = useState(idempotencyKey);
  const undo = useMutation({
    meta: { quiet: true },
    mutationFn: (reason: string) => post(`/inventory/transactions/${movement.id}/reverse`, { reason }, key),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.levels });
      say('The movement is taken back.');
      onDone();
    },
  });
  return (
    <Form
      submit="Take it back"
      busy={undo.isPending}
      error={undo.error}
      onCancel={onDone}
      onSubmit={(values) => undo.mutate(values.reason ?? '')}
    >
      {(errorOf) => (
        <>
          <p>
            {words(movement.kind)} of {signed(movement.quantity)}, {time(movement.occurred_at)}. The movement stays in
            the books; one the other way is put beside it.
          </p>
          <Field label="Reason" hint="Such as: typed twice" error={errorOf('reason')}>
            <input name="reason" required maxLength={500} />
          </Field>
        </>
      )}
    </Form>
  );
}
