import { useQuery } from '@tanstack/react-query';
import { get, type Query } from '@/shared/api/client';
import { keys, useList } from '@/shared/api/queries';
import type { Order } from '@/shared/api/types';

export const useOrders = (query: Query) => useList<Order>([...keys.orders, 'list'], '/orders', query);

export const useOrder = (id: string) =>
  useQuery({ queryKey: [...keys.orders, 'one', id], queryFn: () => get<Order>(`/orders/${encodeURIComponent(id)}`) });

export function DayRange(props: { from: string; to: string; onChange: (changes: Record<string, string>) => void }) {
  return (
    <span className="day-range">
      <label className="row nowrap small soft">
        from
        <input
          type="date"
          className="input"
          value={props.from}
          max={props.to || undefined}
          onChange={(event) => props.onChange({ from: event.target.value })}
        />
      </label>
      <label className="row nowrap small soft">
        to
        <input
          type="date"
          className="input"
          value={props.to}
          min={props.from || undefined}
          onChange={(event) => props.onChange({ to: event.target.value })}
        />
      </label>
    </span>
  );
}
