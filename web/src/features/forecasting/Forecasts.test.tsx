import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import Forecasts from './Forecasts';

// The whole page is drawn here, which takes seconds where other builds run beside it.
vi.setConfig({ testTimeout: 60_000 });
configure({ asyncUtilTimeout: 20_000 });

const listing = (data: unknown[]) => ({ data, meta: { total: data.length, page: 1, limit: 50 } });
const forecast = {
  store: 'BOM01',
  sku: 'MILK',
  product_name: 'Milk 1 L',
  model: 'ets',
  as_of: '2026-11-30',
  levels: [0.05, 0.5, 0.95],
  history: [{ day: '2026-11-30', units: 30, in_stock_share: 1 }],
  forecast: [1, 2, 3].map((day) => ({ day: `2026-12-0${day}`, mean: 30, quantiles: [20, 30, 40] })),
};
const explanation = {
  store: 'BOM01',
  sku: 'MILK',
  words: ['It sells about 30 a day.'],
  days: ['2026-12-01'],
  mean: [30],
  parts: [{ name: 'level', title: 'What it usually sells', units: [30] }],
};
const theta = {
  id: 7,
  method: 'theta',
  label: 'Theta',
  scope: { store: 'BOM01', category: 'Dairy', sku: null },
  status: 'CHALLENGER',
  trained_at: '2026-11-30T10:00:00Z',
  data_from: '2026-01-01',
  data_to: '2026-11-30',
  series: 12,
  observations: 4000,
  metrics: { wape: 0.31, bias: -0.02 },
  reason: 'asked by anna',
};

let answers: Record<string, unknown>;
let sent: { method: string; path: string; body: unknown }[];

beforeEach(() => {
  sent = [];
  answers = {
    '/me': { username: 'anna', role: 'PLANNER', stores: [] },
    '/stores': listing([{ code: 'BOM01', name: 'Bombay', kind: 'SHOP' }]),
    '/categories': listing([]),
    '/products': listing([]),
    '/replenishment/lines': listing([]),
    '/analytics/forecasts/BOM01/MILK': forecast,
    '/analytics/forecasts/BOM01/MILK/explanation': explanation,
    '/forecasting/overrides': listing([]),
    '/forecasting/runs': listing([]),
    '/forecasting/methods': listing([
      { name: 'theta', title: 'Theta', family: 'theta', description: 'A line and a level.', global: false },
      { name: 'lstm', title: 'LSTM', family: 'learning', description: 'A network. Slow.', global: true },
    ]),
    '/forecasting/models': listing([theta]),
    '/forecasting/drift': listing([]),
  };
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    const path = new URL(url, 'http://x').pathname.replace('/api/v1', '');
    const method = init.method ?? 'GET';
    if (method !== 'GET') sent.push({ method, path, body: init.body ? JSON.parse(String(init.body)) : null });
    const answer = answers[method === 'GET' ? path : `${method} ${path}`];
    return Promise.resolve(
      new Response(JSON.stringify(answer ?? { title: 'Not found' }), { status: answer === undefined ? 404 : 200 }),
    );
  });
});
afterEach(() => vi.unstubAllGlobals());

function open(query: string) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <MemoryRouter initialEntries={[`/forecasts?${query}`]}>
        <Forecasts />
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

it('overrides days with the effect said before it is done', async () => {
  const made = { id: 3, kind: 'SET', value: 50, from: '2026-12-01', to: '2026-12-03' };
  answers['POST /forecasting/overrides'] = { override: made, hides: [] };
  open('store=BOM01&sku=MILK');
  const panel = within(await screen.findByRole('region', { name: 'Overrides' }));
  await userEvent.type(panel.getByLabelText('Units a day'), '50');

  expect(panel.getByRole('status').textContent).toContain('90 → 150 units over the 3 days (+66.7%)');
  await userEvent.click(panel.getByRole('button', { name: 'Override 3 days' }));

  expect(sent).toEqual([
    {
      method: 'POST',
      path: '/forecasting/overrides',
      body: {
        store: 'BOM01',
        sku: 'MILK',
        category: null,
        from: '2026-12-01',
        to: '2026-12-03',
        kind: 'SET',
        value: 50,
        reason: 'PROMOTION',
        note: null,
      },
    },
  ]);
});

it('says why in words, and draws nothing to decide for who may not', async () => {
  answers['/me'] = { username: 'bert', role: 'ANALYST', stores: [] };
  open('store=BOM01&sku=MILK');
  expect(await screen.findByText('It sells about 30 a day.')).toBeDefined();
  expect(await screen.findByText('Nothing is overridden')).toBeDefined();
  expect(screen.queryByRole('button', { name: /Override/ })).toBeNull();
  expect(screen.queryByRole('button', { name: /Train/ })).toBeNull();
});

it('promotes a challenger after asking once more', async () => {
  answers['POST /forecasting/models/7/promote'] = theta;
  open('view=models');
  await userEvent.click(await screen.findByText('Dairy, BOM01'));
  // jsdom opens no modal dialog, so what is in it counts as hidden.
  const button = (name: string) => screen.getByRole('button', { name, hidden: true });
  await userEvent.click(button('Promote to champion…'));
  expect(sent).toEqual([]);
  await userEvent.click(button('Promote to champion'));
  expect(sent.map((one) => one.path)).toEqual(['/forecasting/models/7/promote']);
});

it('shows empty lists where the server has no registry', async () => {
  delete answers['/forecasting/models'];
  delete answers['/forecasting/drift'];
  open('view=models');
  expect(await screen.findByText('No model registered yet')).toBeDefined();
  expect(await screen.findByText('No drift found')).toBeDefined();
});

it('trains what was chosen and offers to cancel it', async () => {
  answers['POST /forecasting/train'] = { run_id: 5 };
  answers['/jobs/5'] = { id: 5, name: 'forecast', status: 'RUNNING', done: 3, total: 12, message: '3 of 12 series' };
  answers['POST /jobs/5/cancel'] = {};
  open('view=models');
  await userEvent.click(await screen.findByRole('button', { name: 'Train…' }));
  await userEvent.selectOptions(screen.getByLabelText('Method', { selector: 'dialog select' }), 'lstm');
  expect(screen.getByText(/can take many minutes/)).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Train', hidden: true }));

  expect(sent[0]?.body).toMatchObject({ model: 'lstm', store: null, promote: false });
  expect(await screen.findByText('3 of 12 series')).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(sent[1]?.path).toBe('/jobs/5/cancel');
});
