/** The service as its clients see it: sessions, conversations, WebSocket, documentation, the model itself. */
import { PACKAGE_NAME } from '@casebook/banking-chatbot-contract/understanding';
import { answerSchema, demoCustomersSchema, openedSessionSchema, toPageSchema, transcriptSchema } from '@casebook/banking-chatbot-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_CUSTOMERS } from './bank/index.js';
import { apiDescription } from './openapi/api-description.js';
import { Page } from './testing/page.js';
import { startTestService, type TestService } from './testing/start-test-service.js';

const [ada, ben] = DEMO_CUSTOMERS as [(typeof DEMO_CUSTOMERS)[0], (typeof DEMO_CUSTOMERS)[0]];

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service?.close());

describe('sessions', () => {
  it('begin anonymous, become a customer’s with a new token, and end', async () => {
    const { body: customers } = await service.request('/v1/customers');
    expect(demoCustomersSchema.parse(customers).customers).toHaveLength(DEMO_CUSTOMERS.length);
    const { status, body: opened } = await service.request('/v1/session', { method: 'POST' });
    expect([status, openedSessionSchema.parse(opened).level, opened.customer]).toEqual([201, 'anonymous', null]);
    const with_ = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
    const { body: signedIn } = await service.request('/v1/session/sign-in', {
      body: { customerId: ada.id, pin: ada.pin },
      ...with_(opened.token),
    });
    expect(signedIn).toMatchObject({ level: 'signed-in', customer: { customerId: ada.id, name: ada.name } });
    expect(signedIn.token).not.toBe(opened.token);
    expect(await service.request('/v1/session', with_(opened.token))).toMatchObject({ status: 401, body: { code: 'SESSION_UNKNOWN' } });
    expect((await service.request('/v1/session', { method: 'DELETE', ...with_(signedIn.token) })).status).toBe(204);
    expect((await service.request('/v1/session', with_(signedIn.token))).status).toBe(401);
  });

  it('are confirmed by the code on the device, once', async () => {
    const visitor = await service.visitor(ada.id);
    expect((await visitor.request('/v1/session/challenge', { method: 'POST' })).status).toBe(204);
    const code = await visitor.code();
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    expect(await visitor.request('/v1/session/step-up', { body: { code: wrong } })).toMatchObject({
      status: 403,
      body: { code: 'CODE_WRONG' },
    });
    const { status, body } = await visitor.request('/v1/session/step-up', { body: { code } });
    expect([status, body.level, body.confirmedUntil]).toEqual([200, 'confirmed', expect.any(String)]);
    expect(await visitor.request('/v1/session/step-up', { body: { code } })).toMatchObject({ status: 403, body: { code: 'CODE_EXPIRED' } });
    const anonymous = await service.visitor();
    expect(await anonymous.request('/v1/session/challenge', { method: 'POST' })).toMatchObject({
      status: 401,
      body: { code: 'SIGN_IN_NEEDED' },
    });
  });

  it('lock a customer after wrong PINs, with the same answer for one there is none of', async () => {
    const visitor = await service.visitor();
    const attempt = (customerId: string, pin: string) => visitor.request('/v1/session/sign-in', { body: { customerId, pin } });
    expect((await attempt('nobody', '1234')).body).toEqual({ ...(await attempt(ben.id, '0000')).body, instance: expect.any(String) });
    for (let i = 0; i < 4; i++) expect((await attempt(ben.id, '0000')).status).toBe(401);
    const locked = await attempt(ben.id, ben.pin);
    expect([locked.status, locked.body.code]).toEqual([429, 'SIGN_IN_LOCKED']);
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0);
    await service.topology.database.query('DELETE FROM sign_in_failures');
  });
});

describe('conversations', () => {
  it('answer, keep a transcript, and give a repeated message the same reply', async () => {
    const visitor = await service.visitor(ada.id);
    const { status, body } = await visitor.say('hello');
    expect(status).toBe(200);
    const first = answerSchema.parse(body).replies[0]!;
    expect(first).toMatchObject({ messageId: 'm1', conversationId: visitor.conversationId, sequence: 1 });
    await visitor.say('what is my balance');
    const again = await visitor.say('hello', 'm1');
    expect(again.body.replies).toEqual([first]);
    const { body: transcript } = await visitor.request(`/v1/conversations/${visitor.conversationId}`);
    expect(transcriptSchema.parse(transcript).turns.map(({ text }) => text)).toEqual(['hello', 'what is my balance']);
    const later = await visitor.request(`/v1/conversations/${visitor.conversationId}?after=1&limit=1`);
    expect(later.body.turns.map(({ text }: { text: string }) => text)).toEqual(['what is my balance']);
    expect((await visitor.request('/v1/conversations')).body.conversations).toContainEqual(
      expect.objectContaining({ conversationId: visitor.conversationId }),
    );
  });

  it('come along when their session signs in', async () => {
    const visitor = await service.visitor();
    await visitor.say('hello');
    const { body } = await visitor.request('/v1/session/sign-in', { body: { customerId: ada.id, pin: ada.pin } });
    const headers = { authorization: `Bearer ${body.token}` };
    expect((await service.request(`/v1/conversations/${visitor.conversationId}`, { headers })).body.turns).toHaveLength(1);
  });

  it('answer messages in the order in which they arrive, each once, also when they arrive at once', async () => {
    const visitor = await service.visitor(ada.id);
    const answers = await Promise.all(['hello', 'thanks', 'help'].map((text) => visitor.say(text)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.map(({ body }) => body.replies[0]!.sequence).sort()).toEqual([1, 2, 3]);
    const twice = await Promise.all([visitor.say('opening hours?', 'same'), visitor.say('opening hours?', 'same')]);
    expect(twice[0]!.body.replies).toEqual(twice[1]!.body.replies);
  });
});

describe('the WebSocket', () => {
  it('greets, types, streams and gives the turn; other pages see it, too', async () => {
    const visitor = await service.visitor(ada.id);
    const pages = await Promise.all([Page.open(service.url), Page.open(service.url)]);
    for (const page of pages) {
      page.say({ type: 'hello', token: visitor.session.token, conversationId: visitor.conversationId });
      expect((await page.next('ready')).session.level).toBe('signed-in');
    }
    pages[0].say({ type: 'message', id: 'a', text: 'hello\u202e' });
    const { turn } = await pages[0].next('turn');
    expect(turn).toMatchObject({ text: 'hello', reply: { messageId: 'a' } });
    expect((await pages[1].next('turn')).turn).toEqual(turn);
    await pages[0].next('typing', ({ on }) => !on);
    const types = pages[0].got.map((message) => message.type);
    expect(types.slice(0, 3)).toEqual(['ready', 'accepted', 'typing']);
    const text = pages[0].got.map((message) => (message.type === 'delta' ? message.text : '')).join('');
    expect(text).toBe(turn.reply.text);
    for (const message of pages.flatMap(({ got }) => got)) expect(toPageSchema.safeParse(message).error).toBeUndefined();
    await visitor.say('thanks'); // over REST
    expect((await pages[1].next('turn', ({ turn: { text } }) => text === 'thanks')).turn.reply.sequence).toBe(2);
    for (const page of pages) page.close();
  });

  it('gives the turn of a message that had overtaken another as soon as that is answered, also to its sender', async () => {
    const visitor = await service.visitor(ada.id);
    const page = await Page.open(service.url);
    page.say({ type: 'hello', token: visitor.session.token, conversationId: visitor.conversationId });
    await page.next('ready');
    page.say({ type: 'message', id: 'second', text: 'thanks', sequence: 2 });
    await page.next('typing', ({ on }) => !on); // it is held
    page.say({ type: 'message', id: 'first', text: 'hello', sequence: 1 });
    const { turn } = await page.next('turn', ({ turn: { reply } }) => reply.messageId === 'second');
    expect(turn).toMatchObject({
      text: 'thanks',
      reply: { sequence: 2, stages: expect.arrayContaining([{ stage: 'facts', ms: expect.any(Number) }]) },
    });
    expect((await page.next('turn', ({ turn: { reply } }) => reply.messageId === 'first')).turn.reply).toMatchObject({
      sequence: 1,
      stages: expect.arrayContaining([{ stage: 'understand', ms: expect.any(Number) }]),
    });
    page.close();
  });

  it('brings the code to the device of the customer alone', async () => {
    const [visitor, other] = [await service.visitor(ada.id), await service.visitor(ben.id)];
    const [page, stranger] = [await Page.open(service.url), await Page.open(service.url)];
    page.say({ type: 'hello', token: visitor.session.token });
    stranger.say({ type: 'hello', token: other.session.token });
    await Promise.all([page.next('ready'), stranger.next('ready')]);
    await visitor.request('/v1/session/challenge', { method: 'POST' });
    expect((await page.next('device')).message.code).toMatch(/^\d{6}$/);
    stranger.say({ type: 'ping' });
    await stranger.next('pong');
    expect(stranger.got.some(({ type }) => type === 'device')).toBe(false);
    for (const each of [page, stranger]) each.close();
  });
});

describe('the service', () => {
  it('documents every route', async () => {
    const documented = apiDescription.operations.map(({ method, path }) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`);
    const routes = service.service.routes().filter((route) => route.includes(' /v1/') && !/^(HEAD|OPTIONS)/.test(route));
    expect([...documented, 'GET /v1/chat'].sort()).toEqual([...new Set(routes)].sort());
    expect((await service.request('/docs/openapi.json')).body.openapi).toBe('3.1.0');
  });

  it('is ready, measures itself, and serves the model through the inference protocol', async () => {
    expect((await service.request('/health/ready')).body).toMatchObject({ status: 'up', checks: { model: { version: '0.0.1' } } });
    expect((await service.request('/metrics')).body).toMatch(/chat_turn_seconds_count\{[^}]*channel="rest"/);
    const data = { datatype: 'INT64', shape: [1, 2], data: [2, 3] };
    const { status, body } = await service.request(`/v2/models/${PACKAGE_NAME}/infer`, {
      body: { inputs: ['input_ids', 'attention_mask', 'token_type_ids'].map((name) => ({ name, ...data })), outputs: [{ name: 'logits' }] },
    });
    expect([status, body.outputs[0].shape[0]]).toEqual([200, 1]);
  });

  it('has no page of a policy that there is none of', async () => {
    expect(await service.request('/v1/policies/nothing')).toMatchObject({ status: 404, body: { code: 'POLICY_UNKNOWN' } });
  });

  it('has failed at nothing', () => expect(service.logs.filter((line) => line.includes('"level":"error"'))).toEqual([]));
});
