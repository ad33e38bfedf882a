import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get, type Query } from './client';
import type { JobRun, Listing, Me, Product, RestockLine, Store, ZoneDemand } from './types';

/** The questions that more than one page asks; their keys are what live messages write to. */
export const keys = {
  me: ['me'] as const,
  stores: ['stores'] as const,
  lines: ['lines'] as const,
  heatmap: ['heatmap'] as const,
  dashboard: ['dashboard'] as const,
  levels: ['levels'] as const,
  orders: ['orders'] as const,
  jobs: ['jobs'] as const,
  uploads: ['uploads'] as const,
  forecasts: ['forecasts'] as const,
  products: ['products'] as const,
};

export const useMe = () => useQuery({ queryKey: keys.me, queryFn: () => get<Me>('/me'), staleTime: 300_000 });

export const useStores = () =>
  useQuery({
    queryKey: keys.stores,
    queryFn: () => get<Listing<Store>>('/stores', { limit: 500 }).then((answer) => answer.data),
    staleTime: 300_000,
  });

export const useLines = (query: Query) =>
  useQuery({
    queryKey: [...keys.lines, query],
    queryFn: () => get<Listing<RestockLine>>('/replenishment/lines', query),
    placeholderData: keepPreviousData,
  });

export const useHeatmap = (query: Query) =>
  useQuery({
    queryKey: [...keys.heatmap, query],
    queryFn: () => get<Listing<ZoneDemand> | ZoneDemand[]>('/demand/heatmap', query).then(listOf),
    placeholderData: keepPreviousData,
  });

export const useZoneShapes = () =>
  useQuery({
    queryKey: ['zones.geojson'],
    queryFn: () => get<GeoJSON.FeatureCollection>('/zones.geojson'),
    staleTime: Infinity,
  });

export const useProducts = (query: Query) =>
  useQuery({
    queryKey: [...keys.products, query],
    queryFn: () => get<Listing<Product>>('/products', query),
    placeholderData: keepPreviousData,
  });

export const useCategories = () =>
  useQuery({
    queryKey: ['categories'],
    queryFn: () =>
      get<Listing<{ path?: string; name: string }>>('/categories', { limit: 500 }).then((answer) =>
        answer.data.map((category) => category.path ?? category.name),
      ),
    staleTime: 300_000,
    retry: false,
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
