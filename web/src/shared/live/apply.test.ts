import { QueryClient } from '@tanstack/react-query';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Alert, Dashboard, Heatmap, JobRun, Listing, RestockLine, StockLevel } from '@/shared/api/types';
import { applyMessage, type SaleMessage } from './apply';

let client: QueryClient;
let asked: string[];
const soon = (key: readonly unknown[]) => asked.push(String(key[0]));

const line = (id: number, status: RestockLine['status'] = 'OPEN') =>
  ({ id, store: 'S1', sku: 'MILK', status, on_hand: 7 }) as RestockLine;
const sale: SaleMessage = {
  type: 'sale',
  at: '2026-11-20T10:00:00+05:30',
  store: 'S1',
  pincode: '400092',
  units: 2,
  revenue: 60,
  today: { units: 102, revenue: 3060, orders: 41 },
  zones: [
    { pincode: '400092', units: 12, revenue: 360 },
    { pincode: '400053', units: 1, revenue: 30 },
  ],
  levels: [{ store: 'S1', sku: 'MILK', on_hand: 5 }],
};

beforeEach(() => {
  client = new QueryClient();
  asked = [];
});

describe('a sale on the open page', () => {
  it("sets today's figures and the last day of the trend", () => {
    const before = {
      as_of: '2026-11-20',
      today: { units: 100, revenue: 3000, orders: 40 },
      trend: [
        { day: '2026-11-19', units: 90, revenue: 2700 },
        { day: '2026-11-20', units: 100, revenue: 3000 },
      ],
    } as Dashboard;
    client.setQueryData(['dashboard', '', '30'], before);
    applyMessage(client, sale, soon);
    const after = client.getQueryData<Dashboard>(['dashboard', '', '30']);
    expect(after?.today).toEqual({ units: 102, revenue: 3060, orders: 41 });
    expect(after?.trend).toEqual([before.trend[0], { day: '2026-11-20', units: 102, revenue: 3060 }]);
  });

  it("leaves one store's dashboard alone when the figures are the chain's", () => {
    const before = {
      as_of: '2026-11-20',
      today: { units: 3, revenue: 90, orders: 1 },
      trend: [],
    } as unknown as Dashboard;
    client.setQueryData(['dashboard', 'S2', '30'], before);
    applyMessage(client, sale, soon);
    expect(client.getQueryData(['dashboard', 'S2', '30'])).toEqual(before);
    expect(asked).toContain('dashboard');
  });

  it('moves its zones on the map of the day and adds one that was not there', () => {
    const key = ['heatmap', { from: '2026-11-20', to: '2026-11-20', product: '', category: '' }];
    client.setQueryData<Heatmap>(key, {
      data: [{ pincode: '400092', units: 10, orders: 4, revenue: 300, level: 'LOW' }],
    });
    applyMessage(client, sale, soon);
    expect(client.getQueryData<Heatmap>(key)?.data).toEqual([
      { pincode: '400092', units: 12, orders: 4, revenue: 360, level: 'LOW' },
      { pincode: '400053', units: 1, orders: 1, revenue: 30 },
    ]);
  });

  it('leaves the map of a week alone and asks for it again', () => {
    const key = ['heatmap', { from: '2026-11-14', to: '2026-11-20' }];
    const week: Heatmap = { data: [{ pincode: '400092', units: 70, orders: 4, revenue: 300 }] };
    client.setQueryData(key, week);
    applyMessage(client, sale, soon);
    expect(client.getQueryData(key)).toEqual(week);
    expect(asked).toContain('heatmap');
  });

  it('lowers the stock of its product and no other', () => {
    const level = (sku: string) => ({ store: 'S1', sku, on_hand: 7, available: 6, position: 17 }) as StockLevel;
    const key = ['levels', 'list', {}];
    client.setQueryData<Listing<StockLevel>>(key, {
      data: [level('MILK'), level('EGGS')],
      meta: { total: 2, page: 1, limit: 50 },
    });
    applyMessage(client, sale, soon);
    const rows = client.getQueryData<Listing<StockLevel>>(key)?.data;
    expect(rows?.map((row) => [row.on_hand, row.available, row.position])).toEqual([
      [5, 4, 15],
      [7, 6, 17],
    ]);
  });
});

describe('a changed plan', () => {
  it('takes an approved line from the list of open ones and keeps the count right', () => {
    const open = ['lines', { status: 'OPEN' }];
    client.setQueryData<Listing<RestockLine>>(open, {
      data: [line(1), line(2)],
      meta: { total: 9, page: 1, limit: 50 },
    });
    applyMessage(client, { type: 'plan', at: '', lines: [line(1, 'APPROVED')] }, soon);
    const after = client.getQueryData<Listing<RestockLine>>(open);
    expect(after?.data.map((one) => one.id)).toEqual([2]);
    expect(after?.meta.total).toBe(8);
  });
});

describe('a need that is met', () => {
  it('takes the closed line away', () => {
    const open = ['lines', { status: 'OPEN' }];
    client.setQueryData<Listing<RestockLine>>(open, {
      data: [line(1), line(2)],
      meta: { total: 2, page: 1, limit: 50 },
    });
    applyMessage(client, { type: 'plan', at: '', changed: [], closed: [{ id: 2 }] }, soon);
    expect(client.getQueryData<Listing<RestockLine>>(open)).toEqual({
      data: [line(1)],
      meta: { total: 1, page: 1, limit: 50 },
    });
  });
});

describe('a job that moves on', () => {
  it('updates the run that is watched', () => {
    const key = ['jobs', 'run', 9];
    client.setQueryData(key, { id: 9, status: 'RUNNING', done: 1, total: 10 } as JobRun);
    applyMessage(client, { type: 'job', at: '', run_id: 9, name: 'demo', status: 'RUNNING', done: 6, total: 10 }, soon);
    expect(client.getQueryData<JobRun>(key)).toEqual({ id: 9, name: 'demo', status: 'RUNNING', done: 6, total: 10 });
  });

  it('shows an alert as it stands now, and asks for the list and the count again', () => {
    const key = ['alerts', 'list', { status: 'ACTIVE' }];
    const alert = (id: number, status: Alert['status']) => ({ id, status }) as Alert;
    const before: Listing<Alert> = {
      data: [alert(1, 'OPEN'), alert(2, 'OPEN')],
      meta: { total: 2, page: 1, limit: 50 },
    };
    client.setQueryData(key, before);
    applyMessage(client, { type: 'alert', at: '', alerts: [alert(2, 'ACKNOWLEDGED')], bulk: false }, soon);
    expect(client.getQueryData<Listing<Alert>>(key)?.data.map((one) => one.status)).toEqual(['OPEN', 'ACKNOWLEDGED']);
    expect(asked).toEqual(['alerts']);
  });
});
