import { useQuery } from '@tanstack/react-query';
import { get } from '@/shared/api/client';
import type { Listing } from '@/shared/api/types';
import type { Weekday } from './hours';

export interface Served {
  pincode: string;
  name: string | null;
  serviceable: boolean | null;
  other_stores: number;
}
export interface Route {
  store: string;
  store_name: string;
  source: string;
  source_name: string;
  transport_days: number;
  transport_sd_days: number;
  order_weekdays: Weekday[];
  cut_off: string | null;
}
export interface Sources {
  store: string;
  from: Route | null;
  to: Route[];
}

export const useServed = (code: string) =>
  useQuery({
    queryKey: ['served', code],
    queryFn: () => get<Listing<Served>>(`/stores/${encodeURIComponent(code)}/zones`).then((answer) => answer.data),
  });

export const useSupply = (code: string) =>
  useQuery({
    queryKey: ['supply', code],
    queryFn: () => get<Sources>(`/stores/${encodeURIComponent(code)}/supply`),
  });
