/** The whole service on a database of its own, for specs. */
import { randomBytes } from 'node:crypto';
import { createLogger } from '@casebook/core/logging';
import type { EventBus } from '@casebook/events';
import type { LiveAppliedDto, NewItemDto } from '@casebook/recommender-contract';
import { testDatabase } from '@casebook/persistence/testing';
import { startRecommender, type Recommender } from '../recommender.js';

export interface TestService extends Recommender {
  /** What the service logged. */
  logs: string[];
  request(path: string, init?: { method?: string; body?: unknown; headers?: Record<string, string> }): Promise<Answer>;
  /** Writes items; their stock is 10 unless told. */
  stock(...items: (Partial<NewItemDto> & { id: string })[]): Promise<void>;
}

export interface Answer {
  status: number;
  headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- specs read answers of any form and say what they expect of them
  body: any;
}

/** Starts it; `close()` drops the database, too. */
export async function startTestService(options: { env?: Record<string, string>; bus?: EventBus } = {}): Promise<TestService> {
  const database = await testDatabase({ entities: [], migrations: [] });
  const logs: string[] = [];
  const recommender = await startRecommender({
    env: {
      ...process.env,
      PORT: '0',
      RATE_LIMIT: '0',
      REFRESH_MS: '200',
      PAGE_DIR: '/nowhere',
      DATABASE_URL: database.url,
      KAFKA_BROKERS: '',
      ...options.env,
    },
    ...(options.bus ? { bus: options.bus } : {}),
    logger: createLogger('recommender', { write: (line) => void logs.push(line) }),
  });
  const send = requester(recommender.url);
  return {
    ...recommender,
    logs,
    request: send,
    stock: async (...items) => {
      const body = items.map((item) => ({ name: `Item ${item.id}`, stock: 10, ...item }));
      const { status } = await send('/v1/items', { body });
      if (status !== 200) throw new Error(`The items were refused with ${status}.`);
    },
    close: async () => {
      await recommender.close();
      await database.close();
    },
  };
}

/** Sends JSON and reads what comes back. */
export const requester =
  (url: string): TestService['request'] =>
  async (path, { method, body, headers } = {}) => {
    const response = await fetch(`${url}${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') && text !== '';
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
  };

/** A structured CloudEvent of a purchase, of an id of its own unless told. */
export const purchase = (userId: string, itemId: string, attributes: object = {}, data: object = {}) => ({
  specversion: '1.0',
  id: randomBytes(8).toString('hex'),
  source: '/spec',
  type: 'shop.item.purchased',
  time: new Date().toISOString(),
  ...attributes,
  data: { userId, itemId, ...data },
});

/** The `applied` events of a stream of server-sent events. */
export const appliedIn = (stream: string): LiveAppliedDto[] =>
  [...stream.matchAll(/event: applied\ndata: (.*)\n/g)].map(([, data]) => JSON.parse(data!) as LiveAppliedDto);
