/** A keep-alive client that is cheap enough to share two cores with the service it measures. */
import { Pool } from 'undici';

export interface HttpClient {
  /** @throws {Error} unless the status is 2xx */
  get(path: string, headers?: Record<string, string>): Promise<string>;
  post(path: string, contentType: string, body: string): Promise<string>;
  close(): Promise<void>;
}

export function httpClient(origin: string, connections = 128): HttpClient {
  const pool = new Pool(origin, { connections, pipelining: 1, headersTimeout: 10_000, bodyTimeout: 10_000 });
  const call = async (method: 'GET' | 'POST', path: string, headers?: Record<string, string>, body?: string) => {
    const answer = await pool.request({ method, path, headers, body });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text.slice(0, 300)}`);
    return text;
  };
  return {
    get: (path, headers) => call('GET', path, headers),
    post: (path, contentType, body) => call('POST', path, { 'content-type': contentType }, body),
    close: () => pool.close(),
  };
}
