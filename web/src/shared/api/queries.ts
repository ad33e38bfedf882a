import { keepPreviousData, useQuery, type QueryKey } from '@tanstack/react-query';
import { setChainCurrency } from '@/shared/lib/format';
import { get, type Query } from './client';
import type { AlertCounts, Heatmap, JobRun, Listing, Me, Product, RestockLine, Store, ZoneDemand } from './types';

/** The questions that more than one page asks; their keys are what live messages write to. */
export const keys = {
  me: ['me'] as const,
  stores: ['stores'] as const,
  lines: ['lines'] as const,
  alerts: ['alerts'] as const,
  heatmap: ['heatmap'] as const,
  dashboard: ['dashboard'] as const,
  levels: ['levels'] as const,
  orders: ['orders'] as const,
  jobs: ['jobs'] as const,
  uploads: ['uploads'] as const,
  forecasts: ['forecasts'] as const,
  products: ['products'] as const,
};

async function askMe() {
  const me = await get<Me>('/me');
  setChainCurrency(me.currency);
  return me;
}

export const useMe = () => useQuery({ queryKey: keys.me, queryFn: askMe, staleTime: 300_000 });

/** What the signed-in person may do besides reading: work in stores, plan for them. */
export function useMay() {
  const role = useMe().data?.role;
  return { operate: role !== undefined && role !== 'ANALYST', plan: role === 'ADMIN' || role === 'PLANNER' };
}

/** A page of a list; the page before it stays until the next one is there. */
export const useList = <T>(key: QueryKey, path: string, query: Query) =>
  useQuery({
    queryKey: [...key, query],
    queryFn: () => get<Listing<T>>(path, query),
    placeholderData: keepPreviousData,
  });

export const useStores = () =>
  useQuery({
    queryKey: keys.stores,
    queryFn: () => get<Listing<Store>>('/stores', { limit: 500 }).then((answer) => answer.data),
    staleTime: 300_000,
  });

/** The name behind a store's code; the code itself while the stores are on their way. */
export function useStoreName() {
  const stores = useStores().data;
  return (code: string) => stores?.find((store) => store.code === code)?.name ?? code;
}

export const useLines = (query: Query) => useList<RestockLine>(keys.lines, '/replenishment/lines', query);

export const useAlertCounts = () =>
  useQuery({ queryKey: [...keys.alerts, 'counts'], queryFn: () => get<AlertCounts>('/alerts/summary') });

/** The zones with figures, and where the server's classes begin. */
export const useHeatmap = (query: Query) =>
  useQuery({
    queryKey: [...keys.heatmap, query],
    queryFn: () => get<Heatmap>('/demand/heatmap', query),
    placeholderData: keepPreviousData,
    select: knownZones,
  });

function knownZones(answer: Heatmap) {
  const zones = answer.data.flatMap((zone): ZoneDemand[] => {
    const { units, orders, revenue } = zone;
    return typeof units === 'number' ? [{ ...zone, units, orders: orders ?? 0, revenue: revenue ?? 0 }] : [];
  });
  return { zones, breaks: answer.breaks, withoutPincode: answer.units_without_pincode ?? 0 };
}

export const useZoneShapes = () =>
  useQuery({
    queryKey: ['zones.geojson'],
    queryFn: () => get<GeoJSON.FeatureCollection>('/zones.geojson'),
    staleTime: Infinity,
  });

export const useProducts = (query: Query) => useList<Product>(keys.products, '/products', query);

interface Category {
  path: string;
  children?: Category[];
}
const flat = (tree: Category[]): string[] => tree.flatMap((one) => [one.path, ...flat(one.children ?? [])]);

/** All categories by their path, parents before their children. */
export const useCategories = () =>
  useQuery({
    queryKey: ['categories'],
    queryFn: () => get<Listing<Category>>('/categories').then((answer) => flat(answer.data)),
    staleTime: 300_000,
  });

/** A run that is watched until it ends; live messages write to the same key between polls. */
export const useJobRun = (id: number | null) =>
  useQuery({
    queryKey: [...keys.jobs, 'run', id],
    queryFn: () => get<JobRun>(`/jobs/${id}`),
    enabled: id !== null,
    refetchInterval: (query) => (isOver(query.state.data) ? false : 1500),
  });

export const isOver = (run: JobRun | undefined) =>
  run !== undefined && run.status !== 'QUEUED' && run.status !== 'RUNNING';

export const listOf = <T>(answer: Listing<T> | T[]): T[] => (Array.isArray(answer) ? answer : answer.data);
