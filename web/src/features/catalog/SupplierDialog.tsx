import { Dialog } from '@/shared/ui/Dialog';
import { Field, Form } from '@/shared/ui/Form';
import { useAsRead } from '@/shared/lib/useAsRead';
import { useSaveSupplier, type Supplier } from './suppliers';

export function SupplierDialog(props: {
  supplier: Supplier | null;
  onClose: () => void;
  onDone: (supplier: Supplier) => void;
}) {
  const { onClose } = props;
  const supplier = useAsRead(props.supplier);
  const save = useSaveSupplier(supplier, (saved) => {
    props.onDone(saved);
    onClose();
  });
  return (
    <Dialog title={supplier ? `Change ${supplier.name}` : 'New supplier'} onClose={onClose} wide>
      <Form submit="Save" busy={save.isPending} error={save.error} onSubmit={save.mutate} onCancel={onClose}>
        {(errorOf) => (
          <>
            <div className="form-grid">
              {!supplier && (
                <Field label="Code" hint="Short and lasting, e.g. DAIRY" error={errorOf('code')}>
                  <input name="code" required maxLength={64} autoFocus />
                </Field>
              )}
              <Field label="Name" error={errorOf('name')}>
                <input name="name" required maxLength={200} defaultValue={supplier?.name} />
              </Field>
              <Field label="E-mail" hint="Where orders are sent." error={errorOf('email')}>
                <input name="email" type="email" maxLength={200} defaultValue={supplier?.email ?? ''} />
              </Field>
              <Field label="Lead time, days" hint="From order to delivery." error={errorOf('lead_time_days')}>
                <input
                  name="lead_time_days"
                  type="number"
                  min={0}
                  step="any"
                  required
                  defaultValue={supplier?.lead_time_days ?? 1}
                />
              </Field>
              <Field
                label="Give or take, days"
                hint="Its standard deviation; safety stock covers it."
                error={errorOf('lead_time_sd_days')}
              >
                <input
                  name="lead_time_sd_days"
                  type="number"
                  min={0}
                  step="any"
                  required
                  defaultValue={supplier?.lead_time_sd_days ?? 0}
                />
              </Field>
              <Field
                label="May bring more, %"
                hint="Above it, receiving asks for a reason."
                error={errorOf('over_receipt_percent')}
              >
                <input
                  name="over_receipt_percent"
                  type="number"
                  min={0}
                  max={100}
                  step="any"
                  required
                  defaultValue={supplier?.over_receipt_percent ?? 0}
                />
              </Field>
            </div>
            {supplier && (
              <label className="row">
                <input type="checkbox" name="active" defaultChecked={supplier.active} />
                Active: gets new orders
              </label>
            )}
          </>
        )}
      </Form>
    </Dialog>
  );
}
