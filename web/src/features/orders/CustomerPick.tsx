import { useState } from 'react';
import { Combo } from '@/shared/ui/Combo';
import { useCustomers, type Customer } from './customers';

export type Chosen = Pick<Customer, 'code' | 'name'> & Partial<Customer>;

/** A customer by typing part of the name, code, phone or e-mail; empty means nobody in particular. */
export function CustomerPick(props: { value: Chosen | null; onChange: (customer: Chosen | null) => void }) {
  const [asked, setAsked] = useState('');
  return (
    <Combo<Chosen>
      label="Customer"
      placeholder="Nobody in particular"
      chosen={props.value?.name ?? ''}
      options={useCustomers({ search: asked, active: true, limit: 12 }).data?.data ?? []}
      onAsk={setAsked}
      onChoose={props.onChange}
      onClear={() => props.onChange(null)}
    />
  );
}
