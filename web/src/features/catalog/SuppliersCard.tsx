import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Product } from '@/shared/api/types';
import { counted, money, quantity } from '@/shared/lib/format';
import { Async } from '@/shared/ui/Async';
import { Empty, Pick } from '@/shared/ui/bits';
import { Dialog } from '@/shared/ui/Dialog';
import { Field, Form } from '@/shared/ui/Form';
import { figures, Table, type Column } from '@/shared/ui/Table';
import { useChangeTerms, useSupplierList, useTerms, type Terms } from './suppliers';

const COLUMNS: Column<Terms>[] = [
  {
    key: 'supplier',
    label: 'Supplier',
    title: true,
    sort: (terms) => terms.supplier_name,
    cell: (terms) => (
      <>
        <div className="cell-main">
          {terms.supplier_name} {terms.preferred && <span className="chip">Preferred</span>}
        </div>
        <div className="cell-sub mono">{terms.supplier_sku ?? terms.supplier}</div>
      </>
    ),
  },
  figures('unit_cost', 'Cost', money),
  {
    key: 'lead',
    label: 'Lead time',
    right: true,
    cell: (terms) => counted(terms.lead_time_days, 'day'),
    sort: (terms) => terms.lead_time_days,
  },
  { key: 'pack', label: 'In packs of', right: true, cell: (terms) => quantity(terms.pack_multiple) },
  { key: 'least', label: 'At least', right: true, cell: (terms) => quantity(terms.minimum_quantity) },
];

/** Who delivers the product, on what terms; orders go to the preferred one. */
export function SuppliersCard({ product, may }: { product: Product; may: boolean }) {
  const [open, setOpen] = useState<Terms | 'new' | null>(null);
  const terms = useTerms(product.sku);
  return (
    <section className="card" aria-label="Suppliers of the product">
      <div className="card-head">
        <div>
          <h2>Suppliers</h2>
          <p>Orders go to the preferred one, in its packs.</p>
        </div>
        {may && (
          <button type="button" className="btn small" onClick={() => setOpen('new')}>
            <Plus /> Supplier
          </button>
        )}
      </div>
      <Async query={terms} height={90}>
        {({ data }) => (
          <Table
            label="Suppliers of the product"
            columns={COLUMNS}
            rows={data}
            rowKey={(one) => one.supplier}
            onOpen={may ? setOpen : undefined}
            empty={<Empty title="Nobody delivers it yet">Until then, orders for it name no supplier.</Empty>}
          />
        )}
      </Async>
      {open && <TermsDialog product={product} terms={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </section>
  );
}

function TermsDialog({ product, terms, onClose }: { product: Product; terms: Terms | null; onClose: () => void }) {
  const [supplier, setSupplier] = useState(terms?.supplier ?? '');
  const suppliers = useSupplierList({ limit: 500 });
  const change = useChangeTerms(product.sku, onClose);
  return (
    <Dialog
      title={terms ? `${product.name} from ${terms.supplier_name}` : `Who delivers ${product.name}?`}
      onClose={onClose}
      wide
    >
      <Form
        submit="Save"
        busy={change.isPending || !supplier}
        error={change.error}
        onCancel={onClose}
        onSubmit={(values) => change.mutate({ supplier, values })}
      >
        {(errorOf) => (
          <>
            <div className="form-grid">
              {!terms && (
                <div className="field">
                  <span className="label">Supplier</span>
                  <Pick
                    label="Supplier"
                    all="Choose a supplier"
                    value={supplier}
                    options={(suppliers.data?.data ?? [])
                      .filter((one) => one.active)
                      .map((one) => ({ value: one.code, label: one.name }))}
                    onChange={setSupplier}
                  />
                </div>
              )}
              <Field label="Their code for it" error={errorOf('supplier_sku')}>
                <input name="supplier_sku" maxLength={64} defaultValue={terms?.supplier_sku ?? ''} />
              </Field>
              <Field label="Cost a unit" error={errorOf('unit_cost')}>
                <input
                  name="unit_cost"
                  type="number"
                  min={0}
                  step="any"
                  required
                  defaultValue={terms?.unit_cost ?? product.unit_cost}
                />
              </Field>
              <Field label="Lead time, days" hint="Empty: the supplier's own." error={errorOf('lead_time_days')}>
                <input
                  name="lead_time_days"
                  type="number"
                  min={0}
                  step="any"
                  defaultValue={terms?.lead_time_days ?? ''}
                />
              </Field>
              <Field label="In packs of" error={errorOf('pack_multiple')}>
                <input
                  name="pack_multiple"
                  type="number"
                  min={0.001}
                  step="any"
                  required
                  defaultValue={terms?.pack_multiple ?? 1}
                />
              </Field>
              <Field label="At least" error={errorOf('minimum_quantity')}>
                <input
                  name="minimum_quantity"
                  type="number"
                  min={0}
                  step="any"
                  required
                  defaultValue={terms?.minimum_quantity ?? 0}
                />
              </Field>
            </div>
            <label className="row">
              <input type="checkbox" name="preferred" defaultChecked={terms?.preferred ?? true} />
              Preferred: orders go here
            </label>
            {terms && (
              <button
                type="button"
                className="btn ghost small"
                disabled={change.isPending}
                onClick={() => change.mutate({ supplier, values: null })}
              >
                {terms.supplier_name} does not deliver it any more
              </button>
            )}
          </>
        )}
      </Form>
    </Dialog>
  );
}
