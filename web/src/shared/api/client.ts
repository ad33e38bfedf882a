/** What the server said when it refused (RFC 9457), or what went wrong on the way to it. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly code: string,
    readonly correlationId: string | null,
    readonly errors: { field: string; reason: string; value?: string | null }[],
  ) {
    super(detail || title);
  }
}

interface ProblemBody {
  /** Bulk answers refuse line by line; the first says what is wrong. */
  data?: { code?: string; detail?: string }[];
  title?: string;
  detail?: string;
  code?: string;
  correlation_id?: string;
  errors?: { field: string; reason: string; value?: string | null }[];
}

export function problemFrom(status: number, body: unknown, correlationId: string | null): Problem {
  const given: ProblemBody = typeof body === 'object' && body !== null ? body : {};
  const fallback =
    status >= 500
      ? 'The server could not answer. Try again; if it stays, give the reference below to whoever runs it.'
      : 'The request was refused.';
  const line = Array.isArray(given.data) ? given.data.find((one) => one.detail) : undefined;
  return new Problem(
    status,
    given.title ?? (line ? 'Refused' : `Error ${status}`),
    given.detail ?? line?.detail ?? fallback,
    given.code ?? line?.code ?? `HTTP_${status}`,
    given.correlation_id ?? correlationId,
    given.errors ?? [],
  );
}

export function offline(): Problem {
  const detail =
    'The server cannot be reached. Check that it is running and that this device is connected, then try again.';
  return new Problem(0, 'No connection', detail, 'OFFLINE', null, []);
}

export type Query = Record<string, string | number | boolean | null | undefined>;

export function withQuery(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') params.set(key, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

export const API = '/api/v1';

/** The address of a whole list as a file, with the filters of the page. */
export const csvOf = (path: string, query: Query = {}) =>
  API + withQuery(path, { ...query, page: null, limit: null, format: 'csv' });
export const WRITE_HEADERS = { 'X-Requested-With': 'shelfcast' };

let refreshing: Promise<boolean> | null = null;

/** One refresh for all requests that meet a 401 at the same time. */
export function refreshSession(): Promise<boolean> {
  refreshing ??= fetch(`${API}/session/refresh`, { method: 'POST', headers: WRITE_HEADERS })
    .then((response) => response.ok)
    .catch(() => false)
    .finally(() => {
      refreshing = null;
    });
  return refreshing;
}

async function send(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Response> {
  const init: RequestInit = { method, headers: { Accept: 'application/json, application/geo+json;q=0.9', ...headers } };
  if (method !== 'GET') init.headers = { ...init.headers, ...WRITE_HEADERS };
  if (body instanceof FormData) init.body = body;
  else if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { ...init.headers, 'Content-Type': 'application/json' };
  }
  try {
    return await fetch(path, init);
  } catch {
    throw offline();
  }
}

export async function request<T>(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<T> {
  const url = path.startsWith('/') ? `${API}${path}` : path;
  let response = await send(method, url, body, headers);
  const ofSession = path.startsWith('/session');
  if (response.status === 401 && !ofSession && (await refreshSession()))
    response = await send(method, url, body, headers);
  const text = await response.text();
  let answer: unknown;
  try {
    answer = text ? JSON.parse(text) : undefined;
  } catch {
    answer = undefined;
  }
  if (!response.ok) throw problemFrom(response.status, answer, response.headers.get('X-Correlation-Id'));
  return answer as T;
}

export const get = <T>(path: string, query?: Query) => request<T>('GET', withQuery(path, query));
export const post = <T>(path: string, body?: unknown, headers?: Record<string, string>) =>
  request<T>('POST', path, body, headers);
export const put = <T>(path: string, body: unknown, headers?: Record<string, string>) =>
  request<T>('PUT', path, body, headers);
export const patch = <T>(path: string, body: unknown, headers?: Record<string, string>) =>
  request<T>('PATCH', path, body, headers);
export const del = <T>(path: string) => request<T>('DELETE', path);

/** Ties a change to what was read: what somebody else changed in the meantime is not written over. */
export const ifMatch = (read: { version: number }) => ({ 'If-Match': `"${read.version}"` });

export const isStale = (error: unknown) => error instanceof Problem && error.code === 'STALE_VERSION';

/** A fresh key per intended write, so that a repeated click or a retry changes nothing twice. */
export const idempotencyKey = () => ({ 'Idempotency-Key': crypto.randomUUID() });
