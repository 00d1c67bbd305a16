/** What happens while PostgreSQL, Kafka or the reading threads are away, and when they are back: clear answers, nothing lost, nothing twice. */
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TOPICS, type ReplySent } from '@casebook/banking-chatbot-contract';
import { openEventBus } from '@casebook/events';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@casebook/persistence';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { held, write } from './testing/channel.js';
import { freePort, kafkaBrokers, startBroker, type Broker } from './testing/kafka.js';
import { startTestService, type TestService, type Visitor } from './testing/start-test-service.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 }); // whole services start and stop here, slowly on busy machines

const patience = { timeout: 90_000 };

describe('PostgreSQL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'casebook-outage-'));
  chmodSync(folder, 0o755); // PostgreSQL's account enters it
  let postgres: EmbeddedPostgres;
  let port: number;
  let service: TestService;
  let visitor: Visitor;

  beforeAll(async () => {
    // Made once to know its address; the service then starts while it is away.
    postgres = await startEmbeddedPostgres({ folder, durable: false });
    const { url } = postgres;
    port = postgres.port;
    await postgres.stop();
    service = await startTestService({ env: { DATABASE_URL: url } });
  });
  afterAll(async () => {
    await service?.close();
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('away at the start: the service answers, is not ready and says why, and joins when it comes', async () => {
    const ready = await service.request('/health/ready');
    expect([ready.status, ready.body.checks.database]).toEqual([
      503,
      expect.objectContaining({ status: 'down', code: 'DATABASE_UNREACHABLE' }),
    ]);
    expect((await service.request('/health/live')).status).toBe(200);
    const refused = await service.request('/v1/session', { method: 'POST' });
    expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([503, 'DATABASE_UNREACHABLE', '1']);
    postgres = await startEmbeddedPostgres({ folder, port, durable: false });
    await expect.poll(async () => (await service.request('/health/ready')).status, patience).toBe(200);
    visitor = await service.visitor('ada');
    expect((await visitor.say('hello', 'before')).status).toBe(200);
  });

  it('killed later: messages are refused without effect, and sent again they count once', async () => {
    process.kill(postgres.pid, 'SIGKILL');
    await expect.poll(async () => (await visitor.say('my balance', 'lost')).status, patience).toBe(503);
    const refused = await visitor.say('my balance', 'lost');
    expect(refused.body.code).toBe('DATABASE_UNREACHABLE');
    expect(refused.headers.get('retry-after')).toBe('1');
    postgres = await startEmbeddedPostgres({ folder, port, durable: false });
    await expect.poll(async () => (await visitor.say('my balance', 'lost')).status, patience).toBe(200);
    const { body } = await visitor.request(`/v1/conversations/${visitor.conversationId}`);
    expect(body.turns.map(({ reply }: { reply: { messageId: string } }) => reply.messageId)).toEqual(['before', 'lost']);
    await expect.poll(async () => (await service.request('/health/ready')).body.status, patience).toBe('up');
  });
});

describe.skipIf(kafkaBrokers.length === 0)('Kafka', () => {
  it('away at the start or killed later: the chat goes on, events wait, and each message is answered once when it is back', async () => {
    const port = await freePort();
    const brokers = `127.0.0.1:${port}`;
    const service = await startTestService({ env: { KAFKA_BROKERS: brokers } });
    let broker: Broker | undefined;
    const channel = openEventBus({ brokers: [brokers], clientId: 'channel' });
    try {
      const visitor = await service.visitor('ada');
      expect((await visitor.say('hello', 'while-away')).status).toBe(200);
      expect((await service.request('/health/ready')).body).toMatchObject({ status: 'degraded', checks: { bus: { status: 'degraded' } } });
      broker = await startBroker({ port });
      const replies = async () => (await held<ReplySent>(channel, TOPICS.replies)).map(({ messageId }) => messageId);
      await expect.poll(() => replies().catch(() => []), patience).toContain('while-away');

      const conversationId = randomUUID();
      const first = { conversationId, customerId: 'ben', level: 'signed-in' as const };
      await expect
        .poll(
          () =>
            write(channel, { ...first, messageId: 'one' }).then(
              () => true,
              () => false,
            ),
          patience,
        )
        .toBe(true);
      await expect.poll(() => replies().catch(() => []), patience).toContain('one');
      await broker.kill();
      expect((await visitor.say('thanks', 'while-down')).status).toBe(200);
      await broker.restart();
      await expect
        .poll(
          () =>
            write(channel, { ...first, messageId: 'two' }).then(
              () => true,
              () => false,
            ),
          patience,
        )
        .toBe(true);
      await expect.poll(() => replies().catch(() => []), patience).toEqual(expect.arrayContaining(['while-down', 'two']));
      const stored = await service.topology.database.query('SELECT count(*)::int AS n FROM conversation_events');
      expect(stored).toEqual([{ n: 4 }]);
    } finally {
      await channel.close();
      await service.close();
      await broker?.stop();
    }
  });
});

describe('the reading threads', () => {
  it('away: a message is refused with 503 and has no effect; the service is not ready', async () => {
    const service = await startTestService();
    const visitor = await service.visitor('ada');
    await service.topology.understanding.close();
    expect(await visitor.say('hello')).toMatchObject({ status: 503, body: { code: 'SERVING_CLOSED' } });
    expect((await service.request('/health/ready')).body.checks.model.status).toBe('down');
    expect((await visitor.request(`/v1/conversations/${visitor.conversationId}`)).body.turns).toEqual([]);
    await service.close();
  });
});
