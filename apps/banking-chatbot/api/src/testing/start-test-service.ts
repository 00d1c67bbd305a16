/** The whole service on a database of its own, with a small model, for specs. */
import { rmSync } from 'node:fs';
import type { AnswerDto, ConversationDto, DeviceMessagesDto, OpenedSessionDto } from '@casebook/banking-chatbot-contract';
import type { EventBus } from '@casebook/events';
import { testDatabase } from '@casebook/persistence/testing';
import { DEMO_CUSTOMERS } from '../bank/index.js';
import { startChatbot, type Chatbot } from '../chatbot.js';
import { maskedLogger } from '../privacy/masked-logs.js';
import { tinyRegistry } from '../understanding/testing/tiny-assistant.js';

export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- specs read answers of any form and say what they expect of them
export type Request = <Body = any>(
  path: string,
  init?: { method?: string; body?: unknown; headers?: Record<string, string> },
) => Promise<Answer<Body>>;

export interface TestService extends Chatbot {
  databaseUrl: string;
  /** What the service logged. */
  logs: string[];
  /** Without a session. */
  request: Request;
  /** Somebody with a session and a conversation: anonymous, or a demo customer. */
  visitor(customerId?: string): Promise<Visitor>;
}

/** Starts it; `close()` drops the database, too. */
export async function startTestService(options: { env?: Record<string, string>; bus?: EventBus } = {}): Promise<TestService> {
  const database = await testDatabase({ entities: [], migrations: [] });
  const registry = await tinyRegistry();
  const logs: string[] = [];
  const chatbot = await startChatbot({
    env: {
      ...process.env,
      PORT: '0',
      RATE_LIMIT: '0',
      PAGE_DIR: '/nowhere',
      DATABASE_URL: database.url,
      KAFKA_BROKERS: '',
      MODEL_REGISTRY: registry,
      OBJECTIVE_MS: '30000', // machines that run specs are busy
      MESSAGES_PER_MINUTE: '100000',
      ...options.env,
    },
    ...(options.bus ? { bus: options.bus } : {}),
    logger: maskedLogger('banking-chatbot', (line) => void logs.push(line)),
  });
  if (!options.env?.['DATABASE_URL']) await chatbot.topology.runtime.opened(); // a busy machine takes longer than a start waits
  const request = requester(chatbot.url);
  return {
    ...chatbot,
    databaseUrl: database.url,
    logs,
    request,
    visitor: (customerId) => visit(request, customerId),
    close: async () => {
      await chatbot.close();
      await database.close();
      rmSync(registry, { recursive: true });
    },
  };
}

/** A session with a conversation. */
export class Visitor {
  private sent = 0;

  constructor(
    private readonly send: Request,
    readonly session: OpenedSessionDto,
    readonly conversationId: string,
  ) {}

  get headers() {
    return { authorization: `Bearer ${this.session.token}` };
  }

  request: Request = (path, init = {}) => this.send(path, { ...init, headers: { ...this.headers, ...init.headers } });

  /** Says something, and gives the answer. */
  say(text: string, id = `m${++this.sent}`): Promise<Answer<AnswerDto & { code?: string }>> {
    return this.request(`/v1/conversations/${this.conversationId}/messages`, { body: { id, text } });
  }

  /** The newest code on the customer's device. */
  async code(): Promise<string> {
    const { body } = await this.request<DeviceMessagesDto>('/v1/device');
    return body.messages.at(-1)!.code;
  }
}

export async function visit(request: Request, customerId?: string): Promise<Visitor> {
  const { body: opened } = await request<OpenedSessionDto>('/v1/session', { method: 'POST' });
  const authorization = (token: string) => ({ authorization: `Bearer ${token}` });
  const session = customerId === undefined ? opened : await signIn();
  const { body } = await request<ConversationDto>('/v1/conversations', { method: 'POST', headers: authorization(session.token) });
  return new Visitor(request, session, body.conversationId);

  async function signIn(): Promise<OpenedSessionDto> {
    const { pin } = DEMO_CUSTOMERS.find(({ id }) => id === customerId)!;
    const answer = await request<OpenedSessionDto>('/v1/session/sign-in', {
      body: { customerId, pin },
      headers: authorization(opened.token),
    });
    return answer.body;
  }
}

/** Sends JSON and reads what comes back. */
export const requester =
  (url: string): Request =>
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
