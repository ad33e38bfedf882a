import { idempotencyKey, post, put, ifMatch } from '@/shared/api/client';
import { Dialog } from '@/shared/ui/Dialog';
import { Field, Form, textOrNull, type Values } from '@/shared/ui/Form';
import { useChange } from '@/shared/ui/useChange';
import { useAsRead } from '@/shared/lib/useAsRead';
import { customersKey, type Customer } from './customers';

export function CustomerDialog(props: {
  customer: Customer | null;
  onClose: () => void;
  onDone?: (customer: Customer) => void;
}) {
  const { onClose } = props;
  const customer = useAsRead(props.customer);
  const save = useChange(
    (values: Values) => {
      const body = {
        name: values.name,
        email: textOrNull(values.email),
        phone: textOrNull(values.phone),
        address: textOrNull(values.address),
        pincode: textOrNull(values.pincode),
        tax_id: textOrNull(values.tax_id),
        notes: textOrNull(values.notes),
        active: customer ? values.active === 'on' : true,
      };
      return customer
        ? put<Customer>(`/customers/${encodeURIComponent(customer.code)}`, body, ifMatch(customer))
        : post<Customer>('/customers', { ...body, code: values.code }, idempotencyKey());
    },
    [customersKey],
    {
      quiet: true,
      done: (saved) => `${saved.name} is saved.`,
      onDone: (saved) => {
        onClose();
        props.onDone?.(saved);
      },
    },
  );
  return (
    <Dialog title={customer ? `Change ${customer.name}` : 'New customer'} onClose={onClose} wide>
      <Form submit="Save" busy={save.isPending} error={save.error} onSubmit={save.mutate} onCancel={onClose}>
        {(errorOf) => (
          <>
            <div className="form-grid">
              {!customer && (
                <Field label="Code" hint="As tills and shops name them, e.g. C-1042" error={errorOf('code')}>
                  <input name="code" required maxLength={64} autoFocus />
                </Field>
              )}
              <Field label="Name" error={errorOf('name')}>
                <input name="name" required maxLength={200} defaultValue={customer?.name} />
              </Field>
              <Field label="E-mail" error={errorOf('email')}>
                <input name="email" type="email" maxLength={200} defaultValue={customer?.email ?? ''} />
              </Field>
              <Field label="Phone" error={errorOf('phone')}>
                <input name="phone" type="tel" maxLength={40} defaultValue={customer?.phone ?? ''} />
              </Field>
              <Field label="Pincode" error={errorOf('pincode')}>
                <input name="pincode" maxLength={12} defaultValue={customer?.pincode ?? ''} />
              </Field>
              <Field label="Tax number" error={errorOf('tax_id')}>
                <input name="tax_id" maxLength={40} defaultValue={customer?.tax_id ?? ''} />
              </Field>
            </div>
            <Field label="Address" error={errorOf('address')}>
              <input name="address" maxLength={500} defaultValue={customer?.address ?? ''} />
            </Field>
            <Field label="Notes" error={errorOf('notes')}>
              <textarea name="notes" rows={3} maxLength={2000} defaultValue={customer?.notes ?? ''} />
            </Field>
            {customer && (
              <label className="row">
                <input type="checkbox" name="active" defaultChecked={customer.active} />
                Active: gets new orders
              </label>
            )}
          </>
        )}
      </Form>
    </Dialog>
  );
}
