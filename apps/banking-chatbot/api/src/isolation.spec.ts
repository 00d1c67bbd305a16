/** No customer ever sees another's data: one case an endpoint, and the WebSocket, the topics and the device. */
import { randomUUID } from 'node:crypto';
import { TOPICS, type ReplySent } from '@casebook/banking-chatbot-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_CUSTOMERS } from './bank/index.js';
import { apiDescription } from './openapi/api-description.js';
import { held, write } from './testing/channel.js';
import { Page } from './testing/page.js';
import { startTestService, type Answer, type TestService, type Visitor } from './testing/start-test-service.js';

const [ada, ben] = DEMO_CUSTOMERS as [(typeof DEMO_CUSTOMERS)[0], (typeof DEMO_CUSTOMERS)[0]];
/** What only Ada may see. */
const SECRET = 'this only ada wrote';

let service: TestService;
let owner: Visitor;
let strangers: Record<'another customer' | 'nobody signed in', Visitor>;
beforeAll(async () => {
  service = await startTestService();
  owner = await service.visitor(ada.id);
  strangers = { 'another customer': await service.visitor(ben.id), 'nobody signed in': await service.visitor() };
  await owner.say(`${SECRET}, my balance`);
  await owner.request('/v1/session/challenge', { method: 'POST' });
});
afterAll(() => service?.close());

const own = () => `/v1/conversations/${owner.conversationId}`;
const notFound = ({ status, body }: Answer<{ code: string }>) => expect([status, body.code]).toEqual([404, 'CONVERSATION_UNKNOWN']);
const ofAda = () => [SECRET, owner.conversationId, owner.session.sessionId, owner.session.token, 'ada-', ada.accounts[0]!.name + ' of Ada'];
const holdsNothing = ({ body }: { body: unknown }) => {
  for (const secret of ofAda()) expect(JSON.stringify(body)).not.toContain(secret);
};

/** What a stranger gets, by endpoint. */
const cases: Record<string, (stranger: Visitor) => Promise<unknown>> = {
  'get /v1/customers': async (stranger) => holdsNothing(await stranger.request('/v1/customers')), // names and PINs of the demo, by design
  'post /v1/session': async (stranger) => {
    const answer = await stranger.request('/v1/session', { method: 'POST' });
    holdsNothing(answer);
    expect(answer.body.customer).toBeNull();
  },
  'get /v1/session': async (stranger) => holdsNothing(await stranger.request('/v1/session')),
  'delete /v1/session': async () => {
    const other = await service.visitor(ben.id);
    await other.request('/v1/session', { method: 'DELETE' });
    expect((await owner.request('/v1/session')).status).toBe(200);
  },
  'post /v1/session/sign-in': async (stranger) => {
    const answer = await stranger.request('/v1/session/sign-in', { body: { customerId: ada.id, pin: '9999' } });
    expect([401, 409]).toContain(answer.status);
    await service.topology.database.query('DELETE FROM sign_in_failures');
  },
  'post /v1/session/challenge': async (stranger) => {
    const before = (await owner.request('/v1/device')).body;
    await stranger.request('/v1/session/challenge', { method: 'POST' });
    expect((await owner.request('/v1/device')).body).toEqual(before);
  },
  'post /v1/session/step-up': async (stranger) => {
    const answer = await stranger.request('/v1/session/step-up', { body: { code: await owner.code() } });
    expect([401, 403]).toContain(answer.status);
    expect((await stranger.request('/v1/session')).body.level).not.toBe('confirmed');
  },
  'get /v1/device': async (stranger) =>
    expect(JSON.stringify((await stranger.request('/v1/device')).body)).not.toContain(await owner.code()),
  'post /v1/conversations': async (stranger) => holdsNothing(await stranger.request('/v1/conversations', { method: 'POST' })),
  'get /v1/conversations': async (stranger) => holdsNothing(await stranger.request('/v1/conversations')),
  'get /v1/conversations/{id}': async (stranger) => notFound(await stranger.request(own())),
  'post /v1/conversations/{id}/messages': async (stranger) => {
    notFound(await stranger.request(`${own()}/messages`, { body: { id: 'x', text: 'my balance' } }));
    expect((await owner.request(own())).body.turns).toHaveLength(1);
  },
  'get /v1/policies/{page}': async (stranger) => holdsNothing(await stranger.request('/v1/policies/fees')),
};

describe.each(['another customer', 'nobody signed in'] as const)('%s', (who) => {
  it.each(apiDescription.operations.map(({ method, path }) => `${method} ${path}`))('%s', async (endpoint) => {
    expect(Object.keys(cases), 'each endpoint has its case').toContain(endpoint);
    await cases[endpoint]!(strangers[who]);
  });

  it('asks the assistant and hears of their own money, or none', async () => {
    for (const text of ['what is my balance', "what is ada's balance", 'list my payees', 'show transactions', 'my cards'])
      holdsNothing(await strangers[who].say(text));
  });

  it('opens the WebSocket', async () => {
    const [page, watcher] = [await Page.open(service.url), await Page.open(service.url)];
    page.say({ type: 'hello', token: strangers[who].session.token, conversationId: owner.conversationId });
    expect((await page.next('problem')).problem.code).toBe('CONVERSATION_UNKNOWN');
    page.say({ type: 'message', id: 'y', text: 'my balance' });
    expect((await page.next('problem', ({ messageId }) => messageId === 'y')).problem.code).toBe('HELLO_NEEDED');
    // In a conversation of their own they hear nothing of what goes on elsewhere.
    watcher.say({ type: 'hello', token: strangers[who].session.token });
    await watcher.next('ready');
    const other = await service.visitor(ada.id);
    await other.say('hello');
    watcher.say({ type: 'ping' });
    await watcher.next('pong');
    expect(watcher.got.map(({ type }) => type)).toEqual(['ready', 'pong']);
    for (const each of [page, watcher]) each.close();
  });
});

describe('a request without a session, or with one that has ended', () => {
  const open = ['get /v1/customers', 'post /v1/session', 'get /v1/policies/{page}'];
  it.each(apiDescription.operations.filter(({ method, path }) => !open.includes(`${method} ${path}`)))(
    '$method $path',
    async ({ method, path }) => {
      for (const authorization of [undefined, 'Bearer nonsense', `Bearer ${'a'.repeat(43)}`, 'Basic YTpi', "Bearer ' OR 1=1 --"]) {
        const answer = await service.request(path.replace('{id}', owner.conversationId), {
          method: method.toUpperCase(),
          ...(method === 'post' ? { body: { id: 'x', text: 'hello', code: '000000', customerId: 'ada', pin: ada.pin } } : {}),
          headers: authorization ? { authorization } : {},
        });
        expect([answer.status, answer.body.code]).toEqual([401, 'SESSION_UNKNOWN']);
      }
    },
  );
});

describe('the topics', () => {
  it('do not let one customer into another’s conversation', async () => {
    const { bus, runtime } = service.topology;
    await write(bus, {
      conversationId: owner.conversationId,
      customerId: ben.id,
      level: 'confirmed',
      text: 'my balance',
      messageId: 'intruder',
    });
    await expect.poll(() => held(bus, `${TOPICS.messages}.dlq`), { timeout: 30_000 }).toMatchObject([{ messageId: 'intruder' }]);
    const conversationId = randomUUID();
    await write(bus, { conversationId, customerId: ben.id, level: 'signed-in', text: 'my balance' });
    await runtime.settled();
    const replies = await held<ReplySent>(bus, TOPICS.replies);
    expect(replies.some(({ messageId }) => messageId === 'intruder')).toBe(false);
    expect(replies.find((reply) => reply.conversationId === conversationId)!.customerId).toBe(ben.id);
    expect((await owner.request(own())).body.turns).toHaveLength(1);
  });

  it('do not take a level for a customer there is none of', async () => {
    const conversationId = randomUUID();
    await write(service.topology.bus, { conversationId, customerId: null, level: 'confirmed', text: 'my balance' });
    await service.topology.runtime.settled();
    const reply = (await held<ReplySent>(service.topology.bus, TOPICS.replies)).find((one) => one.conversationId === conversationId)!;
    expect(reply.reply.kind).toBe('sign_in');
  });
});
