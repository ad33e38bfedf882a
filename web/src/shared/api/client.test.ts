import { afterEach, expect, it, vi } from 'vitest';
import { get, post, withQuery } from './client';

const answers = (...given: (() => Response)[]) => {
  const fetch = vi.fn((_path: string, _init?: RequestInit) =>
    Promise.resolve((given.shift() ?? (() => new Response(null)))()),
  );
  vi.stubGlobal('fetch', fetch);
  return fetch;
};
const json =
  (body: unknown, status = 200) =>
  () =>
    new Response(JSON.stringify(body), { status });

afterEach(() => vi.unstubAllGlobals());

it('refreshes the session once for requests that fail together, and sends them again', async () => {
  const seen: string[] = [];
  let fresh = false;
  vi.stubGlobal('fetch', (path: string) => {
    seen.push(path);
    if (path.endsWith('/session/refresh')) {
      fresh = true;
      return Promise.resolve(new Response(null, { status: 200 }));
    }
    return Promise.resolve(new Response('{"ok":true}', { status: fresh ? 200 : 401 }));
  });
  await Promise.all([get('/stores'), get('/products')]);
  expect(seen.filter((path) => path.endsWith('/session/refresh'))).toHaveLength(1);
  expect(seen).toHaveLength(5);
});

it('hands the refusal over when the refresh is refused too', async () => {
  answers(json({ detail: 'Sign in.' }, 401), json({}, 401));
  await expect(get('/me')).rejects.toMatchObject({ status: 401, message: 'Sign in.' });
});

it('marks every write as its own page and leaves reads alone', async () => {
  const fetch = answers(json({}), json({}));
  await post('/orders', { store: 'S1' }, { 'Idempotency-Key': 'k' });
  await get('/orders');
  const [write, read] = fetch.mock.calls.map(([, init]) => new Headers(init?.headers));
  expect(write?.get('X-Requested-With')).toBe('shelfcast');
  expect(write?.get('Idempotency-Key')).toBe('k');
  expect(read?.has('X-Requested-With')).toBe(false);
});

it('leaves empty filters out of the address', () => {
  expect(withQuery('/orders', { store: '', status: undefined, page: 1, search: 'a&b' })).toBe(
    '/orders?page=1&search=a%26b',
  );
});
