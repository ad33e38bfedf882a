import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { act } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import Imports from './Imports';
import ImportReport from './ImportReport';

/** A request whose progress the test moves by hand. */
class FakeXhr {
  static last: FakeXhr;
  upload: { onprogress?: (event: object) => void } = {};
  onload?: () => void;
  onabort?: () => void;
  status = 0;
  responseText = '';
  sent: FormData | undefined;
  headers: Record<string, string> = {};
  constructor() {
    FakeXhr.last = this;
  }
  open() {}
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value;
  }
  getResponseHeader() {
    return 'c-7';
  }
  send(form: FormData) {
    this.sent = form;
  }
  abort() {
    this.onabort?.();
  }
  answer(status: number, body: unknown) {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.onload?.();
  }
}

const upload = {
  id: 5,
  kind: 'SALES',
  file_name: 'till.csv',
  status: 'DONE',
  rows_read: 6,
  rows_accepted: 3,
  rows_skipped: 2,
  rows_refused: 1,
  bytes_read: 10,
  bytes_total: 10,
};
const ANSWERS: Record<string, unknown> = {
  '/api/v1/me': { username: 'admin', role: 'ADMIN', stores: [] },
  '/api/v1/stores': { data: [], meta: { total: 0, page: 1, limit: 50 } },
  '/api/v1/uploads': { data: [], meta: { total: 0, page: 1, limit: 25 } },
  '/api/v1/upload/5/status': upload,
  '/api/v1/upload/5/report': {
    ...upload,
    quality_score: 92,
    problems: [{ line: 4, column: 'sale_date', value: '2026-13-45', reason: 'is not a day', severity: 'ERROR' }],
  },
};

beforeEach(() => {
  vi.stubGlobal('XMLHttpRequest', FakeXhr);
  vi.stubGlobal('fetch', (path: string) =>
    Promise.resolve(new Response(JSON.stringify(ANSWERS[path.split('?')[0] ?? ''] ?? {}), { status: 200 })),
  );
});
afterEach(() => vi.unstubAllGlobals());

function open() {
  const routes = [
    { path: '/imports', element: <Imports /> },
    { path: '/imports/:id', element: <ImportReport /> },
  ];
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <RouterProvider router={createMemoryRouter(routes, { initialEntries: ['/imports'] })} />
    </QueryClientProvider>,
  );
}

async function choose() {
  const input = await screen.findByLabelText('Sales file');
  fireEvent.change(input, { target: { files: [new File(['a,b'], 'till.csv')] } });
  await waitFor(() => expect(FakeXhr.last?.sent).toBeDefined());
  return FakeXhr.last;
}

it('shows how much of the file has gone out, then the report', async () => {
  open();
  const request = await choose();
  expect(request.headers['X-Requested-With']).toBe('shelfcast');
  act(() => request.upload.onprogress?.({ loaded: 2_000_000, total: 8_000_000, lengthComputable: true }));
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25');
  act(() => request.answer(202, { id: 5 }));
  expect(await screen.findByText('is not a day')).toBeDefined();
  expect(screen.getByText('2026-13-45')).toBeDefined();
  expect(screen.getByText('92 / 100')).toBeDefined();
  expect(screen.getByText('Refused rows').closest('a')?.getAttribute('href')).toBe('/api/v1/upload/5/refused.csv');
});

it('shows the refusal with its reference and lets the user choose again', async () => {
  open();
  const request = await choose();
  act(() =>
    request.answer(413, { title: 'Too large', detail: 'The file is larger than 2 GB. Maybe send it in parts.' }),
  );
  expect(await screen.findByText('The file is larger than 2 GB. Maybe send it in parts.')).toBeDefined();
  expect(screen.getByText('c-7')).toBeDefined();
  expect(screen.getByText('Choose a file')).toBeDefined();
});

it('forgets a cancelled upload without calling it an error', async () => {
  open();
  await choose();
  fireEvent.click(screen.getByText('Cancel'));
  expect(await screen.findByText('Choose a file')).toBeDefined();
  expect(screen.queryByRole('alert')).toBeNull();
});
