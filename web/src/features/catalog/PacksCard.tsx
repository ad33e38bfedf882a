import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { del, get, post, put } from '@/shared/api/client';
import { keys } from '@/shared/api/queries';
import type { Listing, Product } from '@/shared/api/types';
import { quantity } from '@/shared/lib/format';
import { barcodeProblem, isBarcode, printedBarcode } from '@/shared/lib/gtin';
import { Async } from '@/shared/ui/Async';
import { Pick } from '@/shared/ui/bits';
import { Dialog } from '@/shared/ui/Dialog';
import { Field, Form } from '@/shared/ui/Form';
import { say } from '@/shared/ui/toast';

interface Pack {
  name: string;
  factor: number;
  base: boolean;
  barcodes: { code: string; main: boolean }[];
}

const pathOf = (sku: string) => `/products/${encodeURIComponent(sku)}`;

function useChange<T>(change: (value: T) => Promise<unknown>, quiet = false) {
  const client = useQueryClient();
  return useMutation({
    meta: { quiet },
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: [...keys.products] }),
  });
}

/** Every barcode of the product, below the pack that it is printed on. */
export function PacksCard({ product, may }: { product: Product; may: boolean }) {
  const [making, setMaking] = useState(false);
  const packs = useQuery({
    queryKey: [...keys.products, 'packs', product.sku],
    queryFn: () => get<Listing<Pack>>(`${pathOf(product.sku)}/packs`),
  });
  const removePack = useChange((name: string) => del(`${pathOf(product.sku)}/packs/${encodeURIComponent(name)}`));
  const removeCode = useChange((code: string) => del(`${pathOf(product.sku)}/barcodes/${code}`));
  return (
    <section className="card" aria-label="Packs and barcodes">
      <div className="card-head">
        <div>
          <h2>Packs and barcodes</h2>
          <p>Scanning any of them finds the product and knows how many it stands for.</p>
        </div>
        {may && (
          <button type="button" className="btn small" onClick={() => setMaking(true)}>
            <Plus /> Pack
          </button>
        )}
      </div>
      <Async query={packs} height={90}>
        {({ data }) => (
          <div className="card-body stack">
            <ul className="pack-list">
              {data.map((pack) => (
                <li key={pack.name}>
                  <div className="row nowrap">
                    <span className="cell-main">{pack.name}</span>
                    <span className="muted small">
                      {pack.base ? 'base unit' : `${quantity(pack.factor)} ${product.unit}`}
                    </span>
                    {may && !pack.base && pack.barcodes.length === 0 && (
                      <button
                        type="button"
                        className="btn ghost icon small"
                        aria-label={`Remove the pack ${pack.name}`}
                        onClick={() => removePack.mutate(pack.name)}
                      >
                        <Trash2 />
                      </button>
                    )}
                  </div>
                  <ul className="code-list">
                    {pack.barcodes.map((one) => (
                      <li key={one.code} className="code-chip">
                        <code>{printedBarcode(one.code)}</code>
                        {one.main && <span className="chip">main</span>}
                        {may && (
                          <button
                            type="button"
                            className="btn ghost icon small"
                            aria-label={`Remove the barcode ${printedBarcode(one.code)}`}
                            onClick={() =>
                              removeCode.mutate(one.code, {
                                onSuccess: () => say(`${printedBarcode(one.code)} is removed.`),
                              })
                            }
                          >
                            <Trash2 />
                          </button>
                        )}
                      </li>
                    ))}
                    {pack.barcodes.length === 0 && <li className="muted small">No barcode yet</li>}
                  </ul>
                </li>
              ))}
            </ul>
            {may && <AddBarcode sku={product.sku} packs={data} />}
          </div>
        )}
      </Async>
      {making && <PackDialog product={product} onClose={() => setMaking(false)} />}
    </section>
  );
}

/** Checked while it is typed; a scanner's Enter adds it. */
function AddBarcode({ sku, packs }: { sku: string; packs: Pack[] }) {
  const [code, setCode] = useState('');
  const [pack, setPack] = useState('');
  const add = useChange((body: { code: string; pack: string }) => post(`${pathOf(sku)}/barcodes`, body), true);
  const problem = barcodeProblem(code) ?? (add.error ? add.error.message : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBarcode(code)) return;
    add.mutate(
      { code: code.trim(), pack },
      {
        onSuccess: () => {
          say(`${code.trim()} is added.`);
          setCode('');
        },
      },
    );
  };
  return (
    <form className="add-code" onSubmit={submit}>
      <Field label="Another barcode" hint="8, 12, 13 or 14 digits: scan or type" error={problem}>
        <input
          inputMode="numeric"
          autoComplete="off"
          value={code}
          onChange={(event) => {
            setCode(event.target.value);
            add.reset();
          }}
        />
      </Field>
      {packs.length > 1 && (
        <div className="field">
          <span className="label">On</span>
          <Pick
            label="Pack"
            value={pack}
            options={packs.map((one) => ({
              value: one.base ? '' : one.name,
              label: one.base ? one.name : `${one.name} of ${quantity(one.factor)}`,
            }))}
            onChange={setPack}
          />
        </div>
      )}
      <button type="submit" className="btn" disabled={!isBarcode(code) || add.isPending}>
        Add
      </button>
    </form>
  );
}

function PackDialog({ product, onClose }: { product: Product; onClose: () => void }) {
  const save = useChange(
    (values: { name: string; factor: number }) =>
      put(`${pathOf(product.sku)}/packs/${encodeURIComponent(values.name)}`, { factor: values.factor }),
    true,
  );
  return (
    <Dialog title="New pack" onClose={onClose}>
      <Form
        submit="Save"
        busy={save.isPending}
        error={save.error}
        onCancel={onClose}
        onSubmit={(values) =>
          save.mutate({ name: values.name ?? '', factor: Number(values.factor) }, { onSuccess: onClose })
        }
      >
        {(errorOf) => (
          <div className="form-grid">
            <Field label="Name" hint="INNER, CASE, PALLET or what you call it" error={errorOf('name')}>
              <input name="name" required maxLength={32} list="pack-names" autoFocus autoCapitalize="characters" />
            </Field>
            <Field label={`Holds how many ${product.unit}`} error={errorOf('factor')}>
              <input name="factor" type="number" required min={0.001} step="any" inputMode="decimal" />
            </Field>
            <datalist id="pack-names">
              {['INNER', 'CASE', 'PALLET'].map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </div>
        )}
      </Form>
    </Dialog>
  );
}
