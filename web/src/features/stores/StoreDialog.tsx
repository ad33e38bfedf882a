import { idempotencyKey, post, put, ifMatch } from '@/shared/api/client';
import { keys } from '@/shared/api/queries';
import type { Store } from '@/shared/api/types';
import { Dialog } from '@/shared/ui/Dialog';
import { Field, Form, numberOrNull, textOrNull, type Values } from '@/shared/ui/Form';
import { useChange } from '@/shared/ui/useChange';
import { useAsRead } from '@/shared/lib/useAsRead';

export function StoreDialog({ store: now, onClose }: { store: Store | null; onClose: () => void }) {
  const store = useAsRead(now);
  const save = useChange(
    (values: Values) => {
      const body = {
        name: values.name,
        kind: values.kind,
        pincode: textOrNull(values.pincode),
        latitude: numberOrNull(values.latitude),
        longitude: numberOrNull(values.longitude),
        receiving_time: textOrNull(values.receiving_time) ?? undefined,
        time_zone: textOrNull(values.time_zone) ?? undefined,
      };
      return store
        ? put<Store>(
            `/stores/${encodeURIComponent(store.code)}`,
            { ...body, active: store.active, address: store.address },
            ifMatch(store),
          )
        : post<Store>('/stores', { ...body, code: values.code }, idempotencyKey());
    },
    [keys.stores, ['zones.geojson']],
    { quiet: true, done: (saved) => `${saved.name} is saved.`, onDone: onClose },
  );
  return (
    <Dialog title={store ? `Change ${store.name}` : 'New store'} onClose={onClose} wide>
      <Form submit="Save" busy={save.isPending} error={save.error} onSubmit={save.mutate} onCancel={onClose}>
        {(errorOf) => (
          <div className="form-grid">
            {!store && (
              <Field label="Code" hint="As it stands in files, e.g. DEL123" error={errorOf('code')}>
                <input name="code" required maxLength={64} autoFocus />
              </Field>
            )}
            <Field label="Name" error={errorOf('name')}>
              <input name="name" required maxLength={200} defaultValue={store?.name} />
            </Field>
            <Field label="Kind" error={errorOf('kind')}>
              <select name="kind" defaultValue={store?.kind ?? 'SHOP'}>
                <option value="SHOP">Shop</option>
                <option value="DARK_STORE">Dark store</option>
                <option value="WAREHOUSE">Warehouse</option>
              </select>
            </Field>
            <Field label="Pincode" error={errorOf('pincode')}>
              <input name="pincode" maxLength={12} defaultValue={store?.pincode ?? ''} />
            </Field>
            <Field label="Latitude" error={errorOf('latitude')}>
              <input name="latitude" type="number" step="any" min={-90} max={90} defaultValue={store?.latitude ?? ''} />
            </Field>
            <Field label="Longitude" error={errorOf('longitude')}>
              <input
                name="longitude"
                type="number"
                step="any"
                min={-180}
                max={180}
                defaultValue={store?.longitude ?? ''}
              />
            </Field>
            <Field label="Deliveries on the shelf by" error={errorOf('receiving_time')}>
              <input name="receiving_time" type="time" defaultValue={store?.receiving_time?.slice(0, 5) ?? '09:00'} />
            </Field>
            <Field label="Time zone" hint="Empty: the chain's" error={errorOf('time_zone')}>
              <input name="time_zone" defaultValue={store?.time_zone ?? ''} placeholder="Asia/Kolkata" />
            </Field>
          </div>
        )}
      </Form>
    </Dialog>
  );
}
