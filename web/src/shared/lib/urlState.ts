import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** Filters live in the address, so that a list can be sent to a colleague and survives a reload. */
export function useUrlState(defaults: Record<string, string> = {}) {
  const [params, setParams] = useSearchParams();
  const value = useCallback((key: string) => params.get(key) ?? defaults[key] ?? '', [params, defaults]);
  const set = useCallback(
    (changes: Record<string, string | number | null>) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [key, next] of Object.entries(changes)) {
            if (next === null || next === '' || String(next) === defaults[key]) after.delete(key);
            else after.set(key, String(next));
          }
          if (!('page' in changes)) after.delete('page');
          return after;
        },
        { replace: true },
      ),
    [setParams, defaults],
  );
  const page = Number(params.get('page') ?? 1);
  /** The question that a list page asks: these filters, and its page. */
  const query = (...filters: string[]) => ({
    ...Object.fromEntries(filters.map((filter) => [filter, value(filter)])),
    page,
    limit: 50,
  });
  return { value, set, page, query };
}
