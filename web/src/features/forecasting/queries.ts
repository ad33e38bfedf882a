import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { del, get, post, Problem, type Query } from '@/shared/api/client';
import { keys } from '@/shared/api/queries';
import type { Forecast, Listing } from '@/shared/api/types';
import { today } from '@/shared/lib/format';
import { say, sayProblem } from '@/shared/ui/toast';
import { againOf } from './draft';
import type {
  Accuracy,
  Comparison,
  Contest,
  Drift,
  Explanation,
  Method,
  Model,
  Override,
  OverrideRequest,
  ValueAdded,
} from './types';
import { described } from './wording';

const forecastPath = (store: string, sku: string) =>
  `/analytics/forecasts/${encodeURIComponent(store)}/${encodeURIComponent(sku)}`;

export const useForecast = (store: string, sku: string) =>
  useQuery({
    queryKey: [...keys.forecasts, 'one', store, sku],
    queryFn: () => get<Forecast>(forecastPath(store, sku), { history_days: 365 }),
    enabled: Boolean(store && sku),
  });

export const useExplanation = (store: string, sku: string) =>
  useQuery({
    queryKey: [...keys.forecasts, 'why', store, sku],
    queryFn: () => get<Explanation>(`${forecastPath(store, sku)}/explanation`),
  });

export const useOverrides = (query: Query) =>
  useQuery({
    queryKey: [...keys.forecasts, 'overrides', query],
    queryFn: () => get<Listing<Override>>('/forecasting/overrides', query),
    placeholderData: keepPreviousData,
  });

export const useAccuracy = (query: Query) =>
  useQuery({
    queryKey: [...keys.forecasts, 'accuracy', query],
    queryFn: () => get<Listing<Accuracy>>('/forecasting/accuracy', query).then((answer) => answer.data),
    placeholderData: keepPreviousData,
  });

export const useValueAdded = (query: Query) =>
  useQuery({
    queryKey: [...keys.forecasts, 'value-added', query],
    queryFn: () => get<ValueAdded>('/forecasting/value-added', query),
    placeholderData: keepPreviousData,
  });

/** A server without this list has none: the page shows its empty state rather than a refusal. */
async function listIfAny<T>(path: string, query?: Query): Promise<Listing<T>> {
  try {
    return await get<Listing<T>>(path, query);
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return { data: [], meta: { total: 0, page: 1, limit: 50 } };
    throw error;
  }
}

export const useMethods = () =>
  useQuery({
    queryKey: [...keys.forecasts, 'methods'],
    queryFn: () => listIfAny<Method>('/forecasting/methods').then((answer) => answer.data),
    staleTime: Infinity,
  });

export const useModels = (query: Query) =>
  useQuery({
    queryKey: [...keys.forecasts, 'models', query],
    queryFn: () => listIfAny<Model>('/forecasting/models', query),
    placeholderData: keepPreviousData,
  });

export const useDrift = () =>
  useQuery({
    queryKey: [...keys.forecasts, 'drift'],
    queryFn: () => listIfAny<Drift>('/forecasting/drift', { limit: 20 }),
  });

export const useContests = () =>
  useQuery({
    queryKey: [...keys.forecasts, 'contests'],
    queryFn: () => listIfAny<Contest>('/forecasting/contests', { limit: 10 }),
  });

/** Works methods out on the server while the reader waits, so it is asked only when wanted. */
export const useComparison = (store: string, sku: string, methods: string[]) =>
  useQuery({
    queryKey: [...keys.forecasts, 'compare', store, sku, methods.join()],
    queryFn: () =>
      get<Comparison>('/forecasting/compare', { store, sku, models: methods.join(), horizon: 42, folds: 2 }),
    enabled: methods.length > 0,
    staleTime: 300_000,
    placeholderData: keepPreviousData,
    retry: false,
  });

function useSettled() {
  const client = useQueryClient();
  return () => {
    for (const key of [keys.forecasts, keys.lines, keys.dashboard]) void client.invalidateQueries({ queryKey: key });
  };
}

const make = (request: OverrideRequest) =>
  post<{ override: Override; hides: number[] }>('/forecasting/overrides', request);

/** Takes an override back, and offers to say it again. */
export function useWithdraw() {
  const settled = useSettled();
  return useMutation({
    mutationFn: (override: Override) => del(`/forecasting/overrides/${override.id}`),
    onSuccess: (_answer, override) =>
      say('The override is withdrawn; what the forecast said before is in force again.', () => {
        make(againOf(override, today()))
          .then(() => say(`In force again: ${described(override)}.`))
          .catch(sayProblem)
          .finally(settled);
      }),
    onSettled: settled,
  });
}

export function useOverride(onDone: () => void) {
  const settled = useSettled();
  const withdraw = useWithdraw();
  return useMutation({
    mutationFn: make,
    meta: { quiet: true },
    onSuccess: ({ override, hides }) => {
      const earlier = hides.length === 1 ? 'an earlier one' : 'earlier ones';
      const instead = hides.length > 0 ? ` It goes before ${earlier}.` : '';
      say(`In force: ${described(override)}.${instead}`, () => withdraw.mutate(override));
      onDone();
    },
    onSettled: settled,
  });
}

export function useModelAction(action: 'promote' | 'retire') {
  const settled = useSettled();
  return useMutation({
    mutationFn: (model: Model) => post(`/forecasting/models/${model.id}/${action}`),
    onSuccess: () => say(action === 'promote' ? 'The model is the champion now.' : 'The model is retired.'),
    onSettled: settled,
  });
}
