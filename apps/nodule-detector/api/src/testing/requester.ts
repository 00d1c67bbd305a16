/** Sends JSON and reads what comes back. */
export interface Answer<Body> {
  status: number;
  headers: Headers;
  /** Of the form that the spec says: its expectations fail where it is another. */
  body: Body;
  bytes: Uint8Array;
}

export type Request = <Body = unknown>(
  path: string,
  init?: { method?: string; body?: unknown; headers?: Record<string, string> },
) => Promise<Answer<Body>>;

export const requester =
  (url: string): Request =>
  async (path, { method, body, headers } = {}) => {
    const response = await fetch(`${url}${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const text = new TextDecoder().decode(bytes);
    const json = response.headers.get('content-type')?.includes('json') && text !== '';
    return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : text) as never, bytes };
  };
