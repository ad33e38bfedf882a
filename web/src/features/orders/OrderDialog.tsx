import { useState } from 'react';
import { money } from '@/shared/lib/format';
import { Dialog } from '@/shared/ui/Dialog';
import { Field, Form, textOrNull } from '@/shared/ui/Form';
import { ProductPick, StorePick } from '@/shared/ui/pickers';
import { useAsRead } from '@/shared/lib/useAsRead';
import { CustomerPick, type Chosen } from './CustomerPick';
import { OrderedLine, type Wanted } from './OrderedLine';
import { totalOf, useWriteOrder, type SalesOrder } from './salesOrders';

const CHANNELS = ['ONLINE', 'PHONE', 'APP', 'COUNTER'];
const wantedOf = (order: SalesOrder | undefined): Wanted[] =>
  (order?.lines ?? []).map((line) => ({
    sku: line.sku,
    name: line.product_name,
    quantity: String(line.quantity),
    price: String(line.unit_price),
    discount: String(line.discount),
    tax: String(line.tax_rate),
  }));
const amount = (text: string) => Number(text) || 0;

/** Who, from which store, to where, and what; a product is added by choosing it, with its price. A draft is changed. */
export function OrderDialog(props: {
  store: string;
  order?: SalesOrder;
  onClose: () => void;
  onDone: (id: string) => void;
}) {
  const order = useAsRead(props.order);
  const head = order?.head;
  const [store, setStore] = useState(head?.store ?? props.store);
  const [customer, setCustomer] = useState<Chosen | null>(
    head?.customer ? { code: head.customer, name: head.customer_name ?? head.customer } : null,
  );
  const [wanted, setWanted] = useState<Wanted[]>(() => wantedOf(order));
  const [discount, setDiscount] = useState(String(head?.discount ?? 0));
  const [taxRate, setTaxRate] = useState('0');
  const [taxIncluded, setTaxIncluded] = useState(head?.tax_included ?? true);
  const [draft, setDraft] = useState(head !== undefined);
  const create = useWriteOrder(head);
  const lines = wanted.map((one) => ({
    sku: one.sku,
    quantity: amount(one.quantity),
    price: amount(one.price),
    discount: amount(one.discount),
    tax_rate: one.tax === '' ? amount(taxRate) : amount(one.tax),
  }));
  const sum = totalOf(lines, { discount: amount(discount), taxIncluded });
  return (
    <Dialog title={head ? `Change ${head.id}` : 'New order'} onClose={props.onClose} wide>
      <Form
        submit={draft ? 'Save the draft' : 'Confirm and reserve'}
        busy={create.isPending || !store || wanted.length === 0}
        error={create.error}
        onCancel={props.onClose}
        onSubmit={(values) =>
          create.mutate(
            {
              store,
              customer: customer?.code ?? null,
              channel: values.channel ?? 'ONLINE',
              pincode: textOrNull(values.pincode),
              address: textOrNull(values.address),
              note: textOrNull(values.note),
              discount: amount(discount),
              tax_rate: amount(taxRate),
              tax_included: taxIncluded,
              confirm: !draft,
              allow_partial: values.allow_partial === 'on',
              lines: lines.map(({ price, ...line }) => ({ ...line, unit_price: price })),
            },
            { onSuccess: (order) => props.onDone(order.head.id) },
          )
        }
      >
        {(errorOf) => (
          <>
            <div className="form-grid">
              <div className="field">
                <span className="label">Customer</span>
                <CustomerPick value={customer} onChange={setCustomer} />
              </div>
              <div className="field">
                <span className="label">From store</span>
                <StorePick value={store} all="Choose the store" onChange={setStore} />
              </div>
              <Field label="Delivery pincode" hint="Empty: the store's own" error={errorOf('pincode')}>
                <input
                  key={customer?.code}
                  name="pincode"
                  maxLength={12}
                  defaultValue={customer?.pincode ?? head?.pincode ?? ''}
                />
              </Field>
            </div>
            <Field label="Address" error={errorOf('address')}>
              <input
                key={customer?.code}
                name="address"
                maxLength={500}
                defaultValue={customer?.address ?? head?.address ?? ''}
              />
            </Field>
            <div className="field">
              <span className="label">Products</span>
              <ProductPick
                key={wanted.length}
                value=""
                placeholder="Add a product"
                onChange={(sku, name) => {
                  if (sku && !wanted.some((one) => one.sku === sku))
                    setWanted([...wanted, { sku, name, quantity: '1', price: '', discount: '0', tax: '' }]);
                }}
              />
            </div>
            {wanted.length > 0 && (
              <ul className="order-lines taxed">
                {wanted.map((one) => (
                  <OrderedLine
                    key={one.sku}
                    wanted={one}
                    store={store}
                    taxRate={taxRate}
                    onChange={(changes) =>
                      setWanted((before) =>
                        before.map((other) => (other.sku === one.sku ? { ...other, ...changes } : other)),
                      )
                    }
                    onRemove={() => setWanted(wanted.filter((other) => other.sku !== one.sku))}
                  />
                ))}
              </ul>
            )}
            <div className="form-grid">
              <Field label="Discount on the order" error={errorOf('discount')}>
                <input
                  type="number"
                  min={0}
                  step="any"
                  value={discount}
                  onChange={(event) => setDiscount(event.target.value)}
                />
              </Field>
              <Field label="Tax in percent" hint="Of lines that say no other" error={errorOf('tax_rate')}>
                <input
                  type="number"
                  min={0}
                  max={100}
                  step="any"
                  value={taxRate}
                  onChange={(event) => setTaxRate(event.target.value)}
                />
              </Field>
              <Field label="Channel" error={errorOf('channel')}>
                <select name="channel" defaultValue={head?.channel ?? 'ONLINE'}>
                  {[...new Set([...CHANNELS, head?.channel ?? 'ONLINE'])].map((channel) => (
                    <option key={channel} value={channel}>
                      {channel.charAt(0) + channel.slice(1).toLowerCase()}
                    </option>
                  ))}
                </select>
              </Field>
            </div>
            <Field label="Note" error={errorOf('note')}>
              <input name="note" maxLength={500} defaultValue={head?.note ?? ''} />
            </Field>
            <div className="stack tight">
              <label className="row">
                <input
                  type="checkbox"
                  checked={taxIncluded}
                  onChange={(event) => setTaxIncluded(event.target.checked)}
                />
                The tax is in the prices
              </label>
              <label className="row">
                <input type="checkbox" checked={draft} onChange={(event) => setDraft(event.target.checked)} />
                Only a draft: reserve nothing yet
              </label>
              {!draft && (
                <label className="row">
                  <input type="checkbox" name="allow_partial" />
                  Take what there is and back-order the rest
                </label>
              )}
            </div>
            <dl className="order-sum num">
              <dt>Goods</dt>
              <dd>{money(sum.net)}</dd>
              <dt>{taxIncluded ? 'Tax in it' : 'Tax'}</dt>
              <dd>{money(sum.tax)}</dd>
              <dt className="strong">To be paid</dt>
              <dd className="strong">{money(sum.total)}</dd>
            </dl>
          </>
        )}
      </Form>
    </Dialog>
  );
}
