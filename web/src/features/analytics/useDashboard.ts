import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from '@/shared/api/client';
import { keys } from '@/shared/api/queries';
import type { Dashboard } from '@/shared/api/types';

export const useDashboard = (store: string, days: string) =>
  useQuery({
    queryKey: [...keys.dashboard, store, days],
    queryFn: () => get<Dashboard>('/analytics/dashboard', { store, days }),
    placeholderData: keepPreviousData,
    // Live messages keep it fresh; this is the net under them.
    refetchInterval: (query) => (query.state.data?.catching_up ? 1000 : 120_000),
  });
