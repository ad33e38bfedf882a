import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, idempotencyKey, post, type Query } from '@/shared/api/client';
import { keys } from '@/shared/api/queries';
import type { Alert, Listing } from '@/shared/api/types';
import { applyAlerts } from '@/shared/live/apply';
import { say } from '@/shared/ui/toast';

export const KINDS: Record<string, string> = {
  LEDGER_DIFFERENCE: 'Books disagree',
  PROMISED_BEYOND_STOCK: 'Promised beyond stock',
  NEGATIVE_STOCK: 'Stock below zero',
  DRIFT: 'Drift of forecasts',
  JOB_FAILED: 'Failed jobs',
};

export const useAlerts = (query: Query) =>
  useQuery({
    queryKey: [...keys.alerts, 'list', query],
    queryFn: () => get<Listing<Alert>>('/alerts', query),
    placeholderData: keepPreviousData,
  });

/** Where to look into it, and what that place is called. */
export function placeOf(alert: Alert): { to: string; label: string } {
  const where = new URLSearchParams();
  if (alert.store) where.set('store', alert.store);
  if (alert.sku) where.set('sku', alert.sku);
  switch (alert.kind) {
    case 'LEDGER_DIFFERENCE':
      return { to: '/jobs?name=ledger-check', label: 'Runs of the check' };
    case 'DRIFT':
      return { to: '/forecasts?view=models', label: 'Drift and models' };
    case 'JOB_FAILED':
      return { to: '/jobs?status=FAILED', label: 'Failed runs' };
    default:
      return { to: `/stock?${where}`, label: alert.sku ? 'Stock and movements' : 'Stock of the store' };
  }
}

/** What a person does about an alert; each can be undone for a moment. */
export function useAlertSteps() {
  const client = useQueryClient();
  const settle = () => void client.invalidateQueries({ queryKey: keys.alerts });
  const step = (alert: Alert, name: string, body: unknown = {}) =>
    post<Alert>(`/alerts/${alert.id}/${name}`, body, idempotencyKey());
  const reopen = useMutation({
    mutationFn: (alert: Alert) => step(alert, 'reopen'),
    onSuccess: (answer) => {
      applyAlerts(client, [answer]);
      say(answer.status === 'OPEN' ? 'The alert is open again.' : 'The alert is in hand again.');
    },
    onSettled: settle,
  });
  const acknowledge = useMutation({
    mutationFn: (alert: Alert) => step(alert, 'acknowledge'),
    onSuccess: (answer) => {
      applyAlerts(client, [answer]);
      say(`You have it in hand: ${answer.title}.`, () => reopen.mutate(answer));
    },
    onSettled: settle,
  });
  const resolve = useMutation({
    mutationFn: ({ alert, note }: { alert: Alert; note: string }) => step(alert, 'resolve', { note: note || null }),
    onSuccess: (answer) => {
      applyAlerts(client, [answer]);
      say(`Resolved: ${answer.title}.`, () => reopen.mutate(answer));
    },
    onSettled: settle,
  });
  return { acknowledge, resolve, reopen };
}
