import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { isStale } from '@/shared/api/client';
import { useMe } from '@/shared/api/queries';
import { counted, dayFull, money, quantity, today } from '@/shared/lib/format';
import { useAsRead } from '@/shared/lib/useAsRead';
import { Async } from '@/shared/ui/Async';
import { Empty, PageHead, Pick } from '@/shared/ui/bits';
import { ProductPick, StorePick } from '@/shared/ui/pickers';
import { ProblemBox } from '@/shared/ui/ProblemBox';
import { ScanBox } from '@/shared/ui/ScanBox';
import { say } from '@/shared/ui/toast';
import {
  useCheck,
  usePurchase,
  useSavePurchase,
  useSuppliers,
  type Checked,
  type CheckedLine,
  type Purchase,
  type PurchaseRequest,
} from './purchasing';

interface Wanted {
  sku: string;
  name: string;
  quantity: string;
  cost: string;
}

interface Draft {
  store: string;
  supplier: string;
  day: string;
  note: string;
  lines: Wanted[];
}

const EMPTY: Draft = { store: '', supplier: '', day: '', note: '', lines: [] };

const draftOf = ({ head, lines }: Purchase): Draft => ({
  store: head.store,
  supplier: head.supplier ?? '',
  day: head.delivery_date ?? '',
  note: head.note ?? '',
  lines: lines.map((line) => ({
    sku: line.sku,
    name: line.product_name,
    quantity: String(line.quantity),
    cost: String(line.unit_cost),
  })),
});

/** Only what can be checked: lines without a quantity are still being typed. */
function requestOf(draft: Draft): PurchaseRequest | null {
  const lines = draft.lines
    .filter((line) => Number(line.quantity) > 0)
    .map((line) => ({
      sku: line.sku,
      quantity: Number(line.quantity),
      ...(line.cost !== '' && { unit_cost: Number(line.cost) }),
    }));
  if (!draft.store || lines.length === 0) return null;
  return {
    store: draft.store,
    lines,
    ...(draft.supplier && { supplier: draft.supplier }),
    ...(draft.day && { delivery_date: draft.day }),
    ...(draft.note.trim() && { note: draft.note.trim() }),
  };
}

function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

export default function PurchaseForm() {
  const { id } = useParams();
  const order = usePurchase(id);
  const [looks, setLooks] = useState(0);
  const stores = useMe().data?.stores;
  if (!id) return <Editor start={{ ...EMPTY, store: stores?.length === 1 ? (stores[0] ?? '') : '' }} />;
  return (
    <Async query={order} height={360}>
      {(data) => (
        <Editor
          key={looks}
          start={draftOf(data)}
          read={data}
          onLookAgain={() => void order.refetch().then(() => setLooks(looks + 1))}
        />
      )}
    </Async>
  );
}

/** Lines are checked by the server while they are typed: terms, costs, and the orders that they become. */
function Editor({ start, read, onLookAgain }: { start: Draft; read?: Purchase; onLookAgain?: () => void }) {
  const order = useAsRead(read);
  const [draft, setDraft] = useState(start);
  const [anyway, setAnyway] = useState(false);
  const navigate = useNavigate();
  const suppliers = useSuppliers().data?.data ?? [];
  const request = requestOf(draft);
  const check = useCheck(useSettled(JSON.stringify(request), 250) === 'null' ? null : request);
  const save = useSavePurchase(order?.head);
  const checked = request ? check.data : undefined;

  const set = (changes: Partial<Draft>) => setDraft((now) => ({ ...now, ...changes }));
  const setLine = (sku: string, changes: Partial<Wanted>) =>
    setDraft((now) => ({
      ...now,
      lines: now.lines.map((line) => (line.sku === sku ? { ...line, ...changes } : line)),
    }));
  /** The same product again is more of it. */
  const add = (sku: string, name: string, more: number) =>
    setDraft((now) => {
      const known = now.lines.find((line) => line.sku === sku);
      return known
        ? {
            ...now,
            lines: now.lines.map((line) =>
              line === known ? { ...line, quantity: String(Number(line.quantity || 0) + more) } : line,
            ),
          }
        : { ...now, lines: [...now.lines, { sku, name, quantity: String(more), cost: '' }] };
    });

  const saveNow = () => {
    if (!request) return;
    save.mutate(
      { ...request, ...(anyway && { accept_deviations: true }) },
      {
        onSuccess: (ids) => {
          say(order ? `${ids[0]} is changed.` : `${ids.join(', ')} ${ids.length === 1 ? 'is a draft' : 'are drafts'}.`);
          void navigate(ids.length === 1 ? `/purchase-orders/${ids[0]}` : '/purchase-orders?status=DRAFT');
        },
      },
    );
  };
  const deviates = checked !== undefined && !checked.clean;
  return (
    <>
      <PageHead
        title={order ? `Change ${order.head.id}` : 'New purchase order'}
        lead="One order is made for each supplier, store and delivery date."
      />
      <div className="grid cols-side top">
        <section className="card card-pad stack" aria-label="What to order">
          <div className="form-grid">
            <div className="field">
              <span className="label">Store</span>
              {order ? (
                <span>{order.head.store_name}</span>
              ) : (
                <StorePick value={draft.store} all="Choose the store" onChange={(store) => set({ store })} />
              )}
            </div>
            <div className="field">
              <span className="label">Supplier</span>
              <Pick
                label="Supplier"
                all="The preferred one of each"
                value={draft.supplier}
                options={suppliers
                  .filter((one) => one.active || one.code === draft.supplier)
                  .map((one) => ({ value: one.code, label: one.name }))}
                onChange={(supplier) => set({ supplier })}
              />
            </div>
            <div className="field">
              <label htmlFor="delivery-date">Delivery date</label>
              <input
                id="delivery-date"
                className="input"
                type="date"
                min={today()}
                value={draft.day}
                onChange={(event) => set({ day: event.target.value })}
              />
              <span className="hint">Empty: as soon as the lead time allows.</span>
            </div>
          </div>
          <div className="form-grid">
            <ScanBox
              label="Scan a product or case"
              autoFocus
              onScan={(code) => add(code.sku, code.product_name, code.quantity ?? 1)}
            />
            <ProductPick
              key={draft.lines.length}
              value=""
              placeholder="Or type its name"
              onChange={(sku, name) => sku && add(sku, name, 1)}
            />
          </div>
          {draft.lines.length === 0 ? (
            <Empty title="Nothing to order yet">Scan or choose the first product.</Empty>
          ) : (
            <ul className="order-lines">
              {draft.lines.map((line) => (
                <OrderLine
                  key={line.sku}
                  line={line}
                  checked={checkedLine(checked, draft.lines, line)}
                  onChange={(changes) => setLine(line.sku, changes)}
                  onRemove={() => set({ lines: draft.lines.filter((other) => other.sku !== line.sku) })}
                />
              ))}
            </ul>
          )}
          <div className="field">
            <label htmlFor="note">Note to the supplier</label>
            <textarea
              id="note"
              className="input"
              rows={2}
              maxLength={1000}
              value={draft.note}
              onChange={(event) => set({ note: event.target.value })}
            />
          </div>
        </section>
        <section className="card card-pad stack" aria-label="What it becomes">
          <h2>{checked ? `Becomes ${counted(checked.orders.length, 'order')}` : 'Becomes'}</h2>
          {check.error && request ? <ProblemBox error={check.error} /> : <Becomes checked={checked} />}
          {deviates && (
            <label className="row nowrap small">
              <input type="checkbox" checked={anyway} onChange={(event) => setAnyway(event.target.checked)} />
              Order so although the supplier delivers otherwise
            </label>
          )}
          {save.error && <ProblemBox error={save.error} onRetry={isStale(save.error) ? onLookAgain : undefined} />}
          <button
            type="button"
            className="btn primary"
            disabled={!checked || save.isPending || (deviates && !anyway) || Boolean(check.error)}
            onClick={saveNow}
          >
            {order ? 'Save the draft' : 'Save as draft'}
          </button>
        </section>
      </div>
    </>
  );
}

/** The check counts only the lines that have a quantity. */
function checkedLine(checked: Checked | undefined, lines: Wanted[], line: Wanted): CheckedLine | undefined {
  const index = lines.filter((one) => Number(one.quantity) > 0).indexOf(line);
  const found = checked?.orders.flatMap((order) => order.lines).find((one) => one.index === index);
  return found?.sku === line.sku ? found : undefined;
}

function Becomes({ checked }: { checked: Checked | undefined }) {
  if (!checked) return <p className="soft">Choose a store and a product to see it.</p>;
  return (
    <>
      <ul className="becomes">
        {checked.orders.map((order) => (
          <li key={`${order.supplier} ${order.delivery_date}`}>
            <div className="grow">
              <div className="cell-main">{order.supplier_name ?? 'No supplier known'}</div>
              <div className="cell-sub">
                {counted(order.lines.length, 'line')} to {order.store_name} on {dayFull(order.delivery_date)}
              </div>
            </div>
            <span className="num">{money(order.total)}</span>
          </li>
        ))}
      </ul>
      <dl className="facts">
        <dt>Total</dt>
        <dd className="num strong">{money(checked.total)}</dd>
      </dl>
    </>
  );
}

const deliveredBy = (code: string, line: CheckedLine) =>
  code === 'PACK_MULTIPLE'
    ? `multiples of ${quantity(line.pack_multiple)}`
    : `${quantity(line.minimum_quantity)} or more`;

function OrderLine(props: {
  line: Wanted;
  checked: CheckedLine | undefined;
  onChange: (changes: Partial<Wanted>) => void;
  onRemove: () => void;
}) {
  const { line, checked, onChange } = props;
  const packs = checked && checked.pack_multiple > 1 ? checked.quantity / checked.pack_multiple : null;
  return (
    <li>
      <div className="what">
        <div className="cell-main">{line.name}</div>
        <div className="cell-sub mono">{line.sku}</div>
      </div>
      <label>
        <span className="small soft">Quantity{checked && `, ${checked.unit}`}</span>
        <input
          className="input"
          type="number"
          min={0}
          step="any"
          inputMode="decimal"
          aria-invalid={checked && checked.deviations.length > 0 ? true : undefined}
          value={line.quantity}
          onChange={(event) => onChange({ quantity: event.target.value })}
        />
      </label>
      <label>
        <span className="small soft">Unit cost</span>
        <input
          className="input"
          type="number"
          min={0}
          step="any"
          inputMode="decimal"
          placeholder={checked ? String(checked.unit_cost) : ''}
          value={line.cost}
          onChange={(event) => onChange({ cost: event.target.value })}
        />
      </label>
      <div className="amount num">{checked ? money(checked.amount) : '–'}</div>
      <button
        type="button"
        className="btn ghost icon small"
        aria-label={`Leave out ${line.name}`}
        onClick={props.onRemove}
      >
        <Trash2 />
      </button>
      {checked && checked.deviations.length > 0 ? (
        <div className="said warn-text small" role="status">
          The supplier delivers {checked.deviations.map((one) => deliveredBy(one.code, checked)).join(' and ')}.{' '}
          <button
            type="button"
            className="link-button"
            onClick={() => onChange({ quantity: String(checked.suggested_quantity) })}
          >
            Take {quantity(checked.suggested_quantity)}
          </button>
        </div>
      ) : (
        packs !== null && (
          <div className="said soft small">
            {counted(packs, 'pack')} of {quantity(checked?.pack_multiple)}
          </div>
        )
      )}
    </li>
  );
}
