/** JSON (and bytes) over fetch, with a time limit, the measured round trip, and every failure a `ProblemError`. */
import { ProblemError, problemOf } from './problem-error.js';

/** An answer with the time the whole call took as the page saw it, in milliseconds. */
export interface Answer<T> {
  data: T;
  tookMs: number;
}

export interface CallOptions {
  query?: Record<string, string | number | undefined>;
  signal?: AbortSignal;
}

export interface Client {
  get<T>(path: string, options?: CallOptions): Promise<Answer<T>>;
  bytes(path: string, options?: CallOptions): Promise<Answer<ArrayBuffer>>;
  send<T>(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    /** As JSON; undefined for no body. */
    body: unknown,
    options?: CallOptions & { contentType?: string },
  ): Promise<Answer<T>>;
}

export interface ClientOptions {
  /** Put before every path; empty for the page's own origin. */
  base?: string;
  /** Sent with every call, asked anew each time: say, who is signed in now. */
  headers?: () => Record<string, string>;
  /** Longest wait for an answer; default 8 s. */
  timeoutMs?: number;
  fetch?: typeof fetch;
  now?: () => number;
}

/**
 * A client for one service. `T` is the contract's promise: page and service are built from the same contract, so answers are not checked again here.
 *
 * Methods reject with `ProblemError`, or with the signal's reason when the caller aborts.
 *
 * @example
 * const { data, tookMs } = await createClient().get<{ items: string[] }>('/v1/items', { query: { limit: 20 } });
 */
export function createClient({
  base = '',
  headers: always = () => ({}),
  timeoutMs = 8_000,
  fetch: send = fetch,
  now = () => performance.now(),
}: ClientOptions = {}): Client {
  async function call<T>(
    path: string,
    init: RequestInit,
    { query, signal }: CallOptions,
    read: (response: Response) => Promise<unknown> = (response) => response.json(),
  ): Promise<Answer<T>> {
    const started = now();
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const response = await send(base + path + queryOf(query), { ...init, signal: signal ? AbortSignal.any([signal, timeout]) : timeout });
      if (!response.ok) throw await problemOf(response);
      const data = (response.status === 204 ? undefined : await read(response)) as T;
      return { data, tookMs: now() - started };
    } catch (error) {
      if (error instanceof ProblemError || signal?.aborted) throw error;
      throw unanswered(error, timeout.aborted, timeoutMs);
    }
  }
  const json = { accept: 'application/json' };
  return {
    get: (path, options = {}) => call(path, { headers: { ...json, ...always() } }, options),
    bytes: (path, options = {}) =>
      call(path, { headers: { accept: 'application/octet-stream', ...always() } }, options, (response) => response.arrayBuffer()),
    send: (method, path, body, { contentType = 'application/json', ...options } = {}) =>
      call(
        path,
        body === undefined // a content type without content is refused by strict services
          ? { method, headers: { ...json, ...always() } }
          : { method, headers: { ...json, 'content-type': contentType, ...always() }, body: JSON.stringify(body) },
        options,
      ),
  };
}

/** `?a=1&b=x`, or nothing; undefined values are left out. */
export function queryOf(query: CallOptions['query'] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return given.length ? `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}` : '';
}

function unanswered(cause: unknown, timedOut: boolean, timeoutMs: number): ProblemError {
  if (timedOut) {
    return new ProblemError('timeout', `The service gave no answer within ${timeoutMs / 1000} seconds: try again.`, {
      code: 'TIMEOUT',
      cause,
    });
  }
  if (cause instanceof SyntaxError) {
    return new ProblemError(
      'unavailable',
      'The service gave an answer that is not JSON: reload the page, it may be older than the service.',
      {
        code: 'ANSWER_NOT_JSON',
        cause,
      },
    );
  }
  return new ProblemError('unreachable', 'The service cannot be reached: check that it is running.', { code: 'UNREACHABLE', cause });
}
