import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { del, put } from '@/shared/api/client';
import { keys, useStores } from '@/shared/api/queries';
import type { Store } from '@/shared/api/types';
import { counted, quantity, words } from '@/shared/lib/format';
import { Async } from '@/shared/ui/Async';
import { Dialog } from '@/shared/ui/Dialog';
import { Field, Form, textOrNull, type Values } from '@/shared/ui/Form';
import { say } from '@/shared/ui/toast';
import { WEEKDAYS } from './hours';
import { useSupply, type Route } from './queries';

/** Which warehouse supplies the store in how many days, and which stores it supplies itself. */
export function SupplyCard({ store, may }: { store: Store; may: boolean }) {
  const [editing, setEditing] = useState(false);
  const supply = useSupply(store.code);
  return (
    <section className="card" aria-label="Supply">
      <div className="card-head">
        <h2>Supply</h2>
        {may && (
          <button type="button" className="btn small" onClick={() => setEditing(true)}>
            <Pencil /> Change
          </button>
        )}
      </div>
      <div className="card-pad stack" style={{ paddingTop: 0 }}>
        <Async query={supply} height={80}>
          {({ from, to }) => (
            <>
              {from ? (
                <p>
                  Gets what <Link to={`/stores/${encodeURIComponent(from.source)}`}>{from.source_name}</Link> has:{' '}
                  {termsOf(from)}. Restock lines ask it first, and the supplier for the rest.
                </p>
              ) : (
                <p className="muted">No other store supplies this one: it orders from suppliers.</p>
              )}
              {to.length > 0 && (
                <div>
                  <h3>Supplies</h3>
                  <ul className="stack tight">
                    {to.map((route) => (
                      <li key={route.store}>
                        <Link to={`/stores/${encodeURIComponent(route.store)}`}>{route.store_name}</Link>{' '}
                        <span className="muted small">{termsOf(route)}</span>
                      </li>
                    ))}
                  </ul>
                </div>
              )}
              {editing && <SupplyDialog store={store} route={from} onClose={() => setEditing(false)} />}
            </>
          )}
        </Async>
      </div>
    </section>
  );
}

function termsOf(route: Route): string {
  const spread = route.transport_sd_days > 0 ? ` ± ${quantity(route.transport_sd_days)}` : '';
  const days =
    route.transport_sd_days > 0
      ? `${quantity(route.transport_days)}${spread} days`
      : counted(route.transport_days, 'day');
  const on = route.order_weekdays.map((day) => words(day).slice(0, 3)).join(', ');
  const until = route.cut_off ? ` until ${route.cut_off.slice(0, 5)}` : '';
  return `${days} of transport${on || until ? `, ordered ${on ? `on ${on}` : 'every day'}${until}` : ''}`;
}

function SupplyDialog({ store, route, onClose }: { store: Store; route: Route | null; onClose: () => void }) {
  const client = useQueryClient();
  const stores = useStores().data ?? [];
  const path = `/stores/${encodeURIComponent(store.code)}/supply`;
  const [days, setDays] = useState<string[]>(route?.order_weekdays ?? []);
  const done = (told: string) => {
    void client.invalidateQueries({ queryKey: ['supply'] });
    void client.invalidateQueries({ queryKey: keys.stores });
    say(told);
    onClose();
  };
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: (values: Values) =>
      values.source
        ? put(path, {
            source: values.source,
            transport_days: Number(values.transport_days),
            transport_sd_days: Number(values.transport_sd_days || 0),
            order_weekdays: days,
            cut_off: textOrNull(values.cut_off),
          })
        : del(path),
    onSuccess: (_answer, values) =>
      done(values.source ? `${store.name} is supplied from ${values.source}.` : `${store.name} orders from suppliers.`),
  });
  return (
    <Dialog title={`Supply of ${store.name}`} onClose={onClose} wide>
      <Form
        submit="Save"
        busy={save.isPending}
        error={save.error}
        onSubmit={(values) => (values.source || route ? save.mutate(values) : onClose())}
        onCancel={onClose}
      >
        {(errorOf) => (
          <>
            <div className="form-grid">
              <Field label="Supplied from" error={errorOf('source')}>
                <select name="source" defaultValue={route?.source ?? ''}>
                  <option value="">Suppliers only</option>
                  {stores
                    .filter((one) => one.code !== store.code)
                    .sort((a, b) => Number(b.kind === 'WAREHOUSE') - Number(a.kind === 'WAREHOUSE'))
                    .map((one) => (
                      <option key={one.code} value={one.code}>
                        {one.name} ({one.code})
                      </option>
                    ))}
                </select>
              </Field>
              <Field label="Days of transport" error={errorOf('transport_days')}>
                <input
                  name="transport_days"
                  type="number"
                  min={0}
                  max={365}
                  step="0.01"
                  required
                  defaultValue={route?.transport_days ?? 1}
                />
              </Field>
              <Field label="Their spread (±)" hint="Standard deviation, in days" error={errorOf('transport_sd_days')}>
                <input
                  name="transport_sd_days"
                  type="number"
                  min={0}
                  max={365}
                  step="0.01"
                  defaultValue={route?.transport_sd_days ?? 0}
                />
              </Field>
              <Field label="Takes orders until" hint="Later ones count for the next day" error={errorOf('cut_off')}>
                <input name="cut_off" type="time" defaultValue={route?.cut_off?.slice(0, 5) ?? ''} />
              </Field>
            </div>
            <fieldset className="check-list">
              <legend>Takes orders on (none chosen: every day)</legend>
              <div className="row">
                {WEEKDAYS.map((day) => (
                  <label key={day} className="row nowrap">
                    <input
                      type="checkbox"
                      checked={days.includes(day)}
                      onChange={(event) =>
                        setDays(event.target.checked ? [...days, day] : days.filter((one) => one !== day))
                      }
                    />
                    {words(day)}
                  </label>
                ))}
              </div>
            </fieldset>
          </>
        )}
      </Form>
    </Dialog>
  );
}
