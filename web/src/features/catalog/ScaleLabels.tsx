import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Scale, Trash } from 'lucide-react';
import { useState } from 'react';
import type { Scanned } from '@/shared/api/barcodes';
import { del, get, put } from '@/shared/api/client';
import { useMe } from '@/shared/api/queries';
import type { Listing } from '@/shared/api/types';
import { quantity, words } from '@/shared/lib/format';
import { Empty, PageHead } from '@/shared/ui/bits';
import { Dialog } from '@/shared/ui/Dialog';
import { Field, Form } from '@/shared/ui/Form';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { ScanBox } from '@/shared/ui/ScanBox';
import { Table, type Column } from '@/shared/ui/Table';
import { say } from '@/shared/ui/toast';
import { FREE_DIGITS, meaningOf, pictureOf, type ScaleLayout } from './scaleLabels';

const KEY = ['scale-layouts'];
const NEW: ScaleLayout = {
  prefix: '21',
  item_digits: 5,
  guard_digit: false,
  value_digits: 5,
  value: 'WEIGHT',
  decimals: 3,
};

/** The house's own scales print barcodes that say what was weighed and how much; here is said how to read them. */
export default function ScaleLabels() {
  const admin = useMe().data?.role === 'ADMIN';
  const client = useQueryClient();
  const layouts = useQuery({ queryKey: KEY, queryFn: () => get<Listing<ScaleLayout>>('/scale-layouts') });
  const [editing, setEditing] = useState<ScaleLayout | null>(null);
  const remove = useMutation({
    mutationFn: (prefix: string) => del(`/scale-layouts/${prefix}`),
    onSuccess: (_answer, prefix) => {
      void client.invalidateQueries({ queryKey: KEY });
      say(`Labels that begin with ${prefix} are ordinary barcodes again.`);
    },
  });
  const known = layouts.data?.data;
  const columns: Column<ScaleLayout>[] = [
    {
      key: 'prefix',
      label: 'Label',
      title: true,
      cell: (layout) => <span className="cell-main mono">{pictureOf(layout)}</span>,
      sort: (layout) => layout.prefix,
    },
    { key: 'value', label: 'Says', cell: (layout) => words(layout.value), sort: (layout) => layout.value },
    { key: 'meaning', label: 'For example', cell: (layout) => meaningOf(layout) },
    {
      key: 'remove',
      label: '',
      right: true,
      cell: (layout) =>
        admin && (
          <button
            type="button"
            className="btn ghost icon small"
            aria-label={`Remove ${layout.prefix}`}
            onClick={(event) => {
              event.stopPropagation();
              remove.mutate(layout.prefix);
            }}
          >
            <Trash />
          </button>
        ),
    },
  ];
  return (
    <>
      <PageHead
        title="Scale labels"
        lead="How the barcodes of the house’s own scales are read, by what they begin with."
      >
        {admin && (
          <button type="button" className="btn primary" onClick={() => setEditing(NEW)}>
            <Plus /> New layout
          </button>
        )}
      </PageHead>
      <div className="grid cols-main" style={{ alignItems: 'start' }}>
        <section className="card">
          {layouts.error ? (
            <ProblemBox error={layouts.error} onRetry={() => void layouts.refetch()} />
          ) : (
            <Table
              label="Layouts"
              columns={columns}
              rows={known}
              rowKey={(layout) => layout.prefix}
              pageSize={50}
              onOpen={admin ? setEditing : undefined}
              empty={
                <Empty icon={<Scale strokeWidth={1.4} />} title="No layout yet">
                  Without one, a label that begins with 02 or 20 to 29 is an ordinary barcode. An administrator says
                  here how yours are divided.
                </Empty>
              }
            />
          )}
        </section>
        <Trial />
      </div>
      {editing && (
        <LayoutDialog
          layout={editing}
          taken={(known ?? []).map((one) => one.prefix)}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}

function Trial() {
  const [read, setRead] = useState<Scanned | null>(null);
  return (
    <section className="card card-pad stack">
      <h2>Try a label</h2>
      <ScanBox label="Scan or type a label" onScan={setRead} onClear={() => setRead(null)} />
      {read ? (
        <dl className="facts" role="status">
          <dt>Product</dt>
          <dd>{read.product_name}</dd>
          <dt>Read as</dt>
          <dd>{words(read.format)}</dd>
          <dt>Quantity</dt>
          <dd className="num">
            {read.quantity === null ? 'not said in the product’s unit' : `${quantity(read.quantity)} ${read.unit}`}
          </dd>
        </dl>
      ) : (
        <p className="muted small">
          The product is the one whose barcode is the same label with zeros for the value, and its check digit.
        </p>
      )}
    </section>
  );
}

function LayoutDialog(props: { layout: ScaleLayout; taken: string[]; onClose: () => void }) {
  const [layout, setLayout] = useState(props.layout);
  const isNew = props.layout === NEW;
  const client = useQueryClient();
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: ({ prefix, ...body }: ScaleLayout) => put(`/scale-layouts/${prefix}`, body),
    onSuccess: (_answer, saved) => {
      void client.invalidateQueries({ queryKey: KEY });
      say(`Labels that begin with ${saved.prefix} are read so from now on.`);
      props.onClose();
    },
  });
  const change = (changes: Partial<ScaleLayout>) => {
    const next = { ...layout, ...changes };
    // What the item and the guard leave is the value: ten digits in all, whatever is changed.
    setLayout({ ...next, value_digits: FREE_DIGITS - next.item_digits - Number(next.guard_digit) });
  };
  const prefixes = ['02', ...Array.from({ length: 10 }, (_one, at) => String(20 + at))];
  return (
    <Dialog title={isNew ? 'New layout' : `Labels that begin with ${layout.prefix}`} onClose={props.onClose}>
      <Form
        submit="Save"
        busy={save.isPending}
        error={save.error}
        onSubmit={() => save.mutate(layout)}
        onCancel={props.onClose}
      >
        {(errorOf) => (
          <>
            <div className="form-grid">
              <Field
                label="Begins with"
                hint={
                  isNew && props.taken.includes(layout.prefix) ? 'This replaces the layout that is there.' : undefined
                }
                error={errorOf('prefix')}
              >
                <select
                  value={layout.prefix}
                  disabled={!isNew}
                  onChange={(event) => change({ prefix: event.target.value })}
                >
                  {prefixes.map((prefix) => (
                    <option key={prefix}>{prefix}</option>
                  ))}
                </select>
              </Field>
              <Field label="Digits of the item" error={errorOf('item_digits') ?? errorOf('value_digits')}>
                <input
                  type="number"
                  min={1}
                  max={9}
                  required
                  value={layout.item_digits}
                  onChange={(event) => change({ item_digits: Number(event.target.value) })}
                />
              </Field>
              <Field label="The value is" error={errorOf('value')}>
                <select
                  value={layout.value}
                  onChange={(event) => change({ value: event.target.value as ScaleLayout['value'] })}
                >
                  <option value="WEIGHT">Weight in kg</option>
                  <option value="COUNT">Pieces</option>
                  <option value="PRICE">Price</option>
                </select>
              </Field>
              <Field label="Decimals of the value" error={errorOf('decimals')}>
                <input
                  type="number"
                  min={0}
                  max={3}
                  required
                  value={layout.decimals}
                  onChange={(event) => change({ decimals: Number(event.target.value) })}
                />
              </Field>
            </div>
            <label className="row nowrap">
              <input
                type="checkbox"
                checked={layout.guard_digit}
                onChange={(event) => change({ guard_digit: event.target.checked })}
              />
              A digit before the value guards it
            </label>
            <p>
              <code>{pictureOf(layout)}</code>
              <br />
              <span className="soft small">{meaningOf(layout)}; I item, G guard, V value, C check digit.</span>
            </p>
          </>
        )}
      </Form>
    </Dialog>
  );
}
