import { useMutation, useQueryClient } from '@tanstack/react-query';
import { idempotencyKey, patch, post } from '@/shared/api/client';
import { keys } from '@/shared/api/queries';
import type { Store } from '@/shared/api/types';
import { Dialog } from '@/shared/ui/Dialog';
import { Field, Form, numberOrNull, textOrNull, type Values } from '@/shared/ui/Form';
import { say } from '@/shared/ui/toast';

export function StoreDialog({ store, onClose }: { store: Store | null; onClose: () => void }) {
  const client = useQueryClient();
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: (values: Values) => {
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
        ? patch(`/stores/${encodeURIComponent(store.code)}`, body)
        : post('/stores', { ...body, code: values.code }, idempotencyKey());
    },
    onSuccess: (_answer, values) => {
      void client.invalidateQueries({ queryKey: keys.stores });
      void client.invalidateQueries({ queryKey: ['zones.geojson'] });
      say(`${values.name} is saved.`);
      onClose();
    },
  });
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
