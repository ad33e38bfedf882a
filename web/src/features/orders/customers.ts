import { useQuery } from '@tanstack/react-query';
import { get, type Query } from '@/shared/api/client';
import { useList } from '@/shared/api/queries';

export interface Customer {
  code: string;
  name: string;
  email: string | null;
  phone: string | null;
  address: string | null;
  pincode: string | null;
  tax_id: string | null;
  notes: string | null;
  active: boolean;
  created_at: string;
  version: number;
}

export interface CustomerTotals {
  orders: number;
  open: number;
  sales: number;
  bought: number;
  returns: number;
  returned: number;
  last_at: string | null;
}

/** An order, or what a till sold or took back. */
export interface Bought {
  id: string;
  kind: 'ORDER' | 'SALE' | 'RETURN';
  store: string;
  status: string;
  at: string;
  units: number;
  total: number;
}

export const customersKey = ['customers'] as const;

export const useCustomers = (query: Query) => useList<Customer>([...customersKey, 'list'], '/customers', query);

export const useCustomer = (code: string) =>
  useQuery({
    queryKey: [...customersKey, 'one', code],
    queryFn: () => get<{ customer: Customer; totals: CustomerTotals }>(`/customers/${encodeURIComponent(code)}`),
  });

export const useBought = (code: string, query: Query) =>
  useList<Bought>([...customersKey, 'bought', code], `/customers/${encodeURIComponent(code)}/orders`, query);
