import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { Store } from '@/shared/api/types';
import { StoreDialog } from './StoreDialog';

const store: Store = { code: 'DEL1', name: 'Delhi', kind: 'SHOP', version: 3 };
const detail = 'The store DEL1 was changed by somebody else in the meantime. Look at it again, then change it.';

it('says that somebody changed the store in the meantime instead of writing over it', async () => {
  const sent: RequestInit[] = [];
  vi.stubGlobal('fetch', (_path: string, init: RequestInit) => {
    sent.push(init);
    const problem = { title: 'Precondition Failed', detail, code: 'STALE_VERSION' };
    return Promise.resolve(new Response(JSON.stringify(problem), { status: 412 }));
  });
  const client = new QueryClient();
  const onClose = vi.fn();
  const dialog = (now: Store) => (
    <QueryClientProvider client={client}>
      <StoreDialog store={now} onClose={onClose} />
    </QueryClientProvider>
  );
  const { rerender } = render(dialog(store));
  rerender(dialog({ ...store, name: 'New Delhi', version: 4 }));
  await userEvent.click(screen.getByText('Save'));

  expect(await screen.findByText('Changed in the meantime')).toBeDefined();
  expect(screen.getByRole('alert', { hidden: true }).textContent).toContain(detail);
  expect(sent).toHaveLength(1);
  expect(sent[0]?.headers).toMatchObject({ 'If-Match': '"3"' });
  expect(JSON.parse(String(sent[0]?.body))).toMatchObject({ name: 'Delhi' });

  const again = vi.spyOn(client, 'invalidateQueries');
  await userEvent.click(screen.getByText('Look again'));
  expect(again).toHaveBeenCalledWith();
  expect(onClose).toHaveBeenCalledOnce();
  vi.unstubAllGlobals();
});
