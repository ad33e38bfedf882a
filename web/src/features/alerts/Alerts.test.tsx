import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Alert } from '@/shared/api/types';
import { Toasts } from '@/shared/ui/toast';
import Alerts from './Alerts';

// The whole page is drawn here, which takes seconds where other builds run beside it.
vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 20_000 });

const milk: Alert = {
  id: 7,
  kind: 'NEGATIVE_STOCK',
  severity: 'MEDIUM',
  status: 'OPEN',
  title: 'Milk is below zero in North',
  text: 'The books say -3.',
  store: 'NORTH',
  store_name: 'North',
  sku: 'MILK',
  product_name: 'Milk',
  run_id: null,
  occurrences: 4,
  raised_at: '2026-11-20T10:00:00Z',
  last_seen_at: '2026-11-20T11:00:00Z',
  acknowledged_at: null,
  acknowledged_by: null,
  resolved_at: null,
  resolved_by: null,
  note: null,
};
const listing = (data: unknown[]) => ({ data, meta: { total: data.length, page: 1, limit: 50 } });

let alerts: Alert[];
let role: string;
let asked: string[];
let sent: { path: string; body: unknown }[];

beforeEach(() => {
  // The test's browser draws nothing, so it has nothing to scroll.
  Element.prototype.scrollIntoView = () => undefined;
  alerts = [milk];
  role = 'STORE_MANAGER';
  asked = [];
  sent = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    const { pathname, search } = new URL(url, 'http://x');
    const path = pathname.replace('/api/v1', '');
    let answer: unknown = listing([]);
    if (init.method === 'POST') {
      sent.push({ path, body: JSON.parse(String(init.body)) });
      const status = path.endsWith('acknowledge') ? 'ACKNOWLEDGED' : path.endsWith('resolve') ? 'RESOLVED' : 'OPEN';
      answer = { ...milk, status, acknowledged_by: 'anna', acknowledged_at: '2026-11-20T12:00:00Z' };
      alerts = status === 'RESOLVED' ? [] : [answer as Alert];
    } else if (path === '/alerts') {
      asked.push(search);
      answer = listing(alerts);
    } else if (path === '/me') answer = { username: 'anna', role, stores: ['NORTH'] };
    return Promise.resolve(new Response(JSON.stringify(answer)));
  });
});
afterEach(() => vi.unstubAllGlobals());

function open(query = '') {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <MemoryRouter initialEntries={[`/alerts${query}`]}>
        <Alerts />
        <Toasts />
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

it('says what is wrong, where and how often, and where to look into it', async () => {
  open();
  const row = within(await screen.findByRole('listitem'));
  expect(row.getByRole('heading').textContent).toBe('Milk is below zero in NorthMedium');
  expect(row.getByText(/seen 4 times/)).toBeDefined();
  expect(row.getByRole('link').getAttribute('href')).toBe('/stock?store=NORTH&sku=MILK');
});

it('acknowledges by the keyboard, and takes it back', async () => {
  open();
  await screen.findByRole('button', { name: 'Acknowledge' });
  await userEvent.keyboard('ja');
  expect(await screen.findByText('anna')).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  await screen.findByText('The alert is open again.');
  expect(sent.map((one) => one.path)).toEqual(['/alerts/7/acknowledge', '/alerts/7/reopen']);
});

it('resolves with a note, and is quiet then', async () => {
  open();
  await userEvent.click(await screen.findByRole('button', { name: 'Resolve' }));
  const dialog = within(await screen.findByRole('dialog', { hidden: true }));
  await userEvent.type(dialog.getByLabelText('What was done'), ' counted ');
  await userEvent.click(dialog.getByRole('button', { name: 'Resolve', hidden: true }));
  expect(await screen.findByRole('heading', { name: 'All quiet' })).toBeDefined();
  expect(sent).toEqual([{ path: '/alerts/7/resolve', body: { note: 'counted' } }]);
});

it('keeps its filters in the address and decides nothing for who only reads', async () => {
  role = 'ANALYST';
  open('?status=HISTORY&severity=HIGH&kind=DRIFT&store=NORTH');
  await screen.findByRole('heading', { name: /Milk/ });
  expect(Object.fromEntries(new URLSearchParams(asked[0]))).toMatchObject({
    status: 'HISTORY',
    severity: 'HIGH',
    kind: 'DRIFT',
    store: 'NORTH',
  });
  expect(screen.queryByRole('button', { name: 'Acknowledge' })).toBeNull();
});
