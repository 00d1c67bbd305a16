/** From an event on the topic to the next recommendation, through the real parts: PostgreSQL, bus, model, HTTP. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeEvent, eventIdentity, KafkaEventBus, InMemoryEventBus, createEvent, type EventBus } from '@casebook/events';
import { TOPICS } from '@casebook/recommender-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { interactionEvents } from './shop.events.js';
import { kafkaBrokers } from './testing/kafka.js';
import { purchase, startTestService, type TestService } from './testing/start-test-service.js';

const purchased = interactionEvents.find(({ type }) => type === 'shop.item.purchased')!;

const buses: [string, boolean, () => EventBus][] = [
  ['in memory', false, () => new InMemoryEventBus()],
  ['Kafka', kafkaBrokers.length === 0, () => new KafkaEventBus({ brokers: kafkaBrokers, clientId: 'recommender-spec' })],
];

describe.each(buses)('on a bus %s', (_, skipped, openBus) => {
  describe.skipIf(skipped)('the service', () => {
    let service: TestService;
    let bus: EventBus;
    const unique = (id: string) => `${id}-${Date.now()}`; // a broker may have been used before

    beforeAll(async () => {
      bus = openBus();
      service = await startTestService({ bus });
      await service.stock(...Array.from({ length: 30 }, (_, i) => ({ id: `cup-${i}`, category: 'cups', price: i + 1 })));
    });
    afterAll(() => service?.close());

    const ids = async (user: string, query = 'limit=100') => {
      const { body } = await service.request(`/v1/users/${user}/recommendations?${query}`);
      expect(body.degraded).toBe(false);
      return body.items.map(({ item }: { item: { id: string } }) => item.id) as string[];
    };
    const history = async (user: string) => (await service.request(`/v1/users/${user}/history`)).body.entries;
    const until = async (condition: () => Promise<boolean>) => {
      for (const end = Date.now() + 60_000; Date.now() < end; await sleep(20)) if (await condition()) return;
      throw new Error('It did not come true within 20 s.');
    };

    it('applies a purchase sent to the topic to history, PostgreSQL and the next recommendation: once, whatever is redelivered', async () => {
      const user = unique('topic');
      expect(await ids(user)).toContain('cup-3');
      const event = createEvent(purchased, { userId: user, itemId: 'cup-3', quantity: 2, price: 4 }, { source: '/till' });
      const wire = encodeEvent(purchased, event);
      await bus.publish(TOPICS.interactions, [wire, wire]);
      await bus.publish(TOPICS.interactions, [wire]);
      await until(async () => (await history(user)).length === 1);
      await bus.publish(TOPICS.interactions, [wire]);
      const after = createEvent(purchased, { userId: user, itemId: 'cup-4' }, { source: '/till' });
      await bus.publish(TOPICS.interactions, [encodeEvent(purchased, after)]); // in order behind the last copy
      await until(async () => (await history(user)).length === 2);

      const [, first] = await history(user);
      expect(first).toMatchObject({ item: { id: 'cup-3', name: 'Item cup-3' }, purchases: 1, quantity: 2, strength: 1 });
      const rows = await service.topology.database.query(
        'SELECT event_id, quantity, price FROM interactions WHERE user_id = $1 AND item_id = $2',
        [user, 'cup-3'],
      );
      expect(rows).toEqual([{ event_id: eventIdentity(event), quantity: 2, price: 4 }]);
      const next = await ids(user);
      expect(next).not.toContain('cup-3'); // discover: never what was purchased
      expect(await ids(user, 'mode=buy-again&limit=100')).toContain('cup-3');
    });

    it('applies what was posted once, however often a client retries', async () => {
      const user = unique('http');
      const event = purchase(user, 'cup-5');
      for (let attempt = 0; attempt < 3; attempt++) {
        const { status, body } = await service.request('/v1/events', { body: event });
        expect([status, body]).toEqual([202, { accepted: 1, ids: [event.id] }]);
      }
      await service.request('/v1/events', { body: [event, event, purchase(user, 'cup-6')] });
      await service.topology.runtime.settled();
      expect((await history(user)).map(({ item, purchases }: { item: { id: string }; purchases: number }) => [item.id, purchases])).toEqual(
        [
          ['cup-6', 1],
          ['cup-5', 1],
        ],
      );
    });

    it('carries the trace of a request to the bus', async () => {
      const traceId = randomBytes(16).toString('hex');
      const event = purchase(unique('traced'), 'cup-8');
      await service.request('/v1/events', { body: event, headers: { traceparent: `00-${traceId}-b7ad6b7169203331-01` } });
      await service.topology.runtime.settled();
      const traces: string[] = [];
      for await (const { headers } of bus.read(TOPICS.interactions))
        if (headers['ce_id'] === event.id) traces.push(headers['traceparent'] ?? headers['ce_traceparent'] ?? '');
      expect(traces).toEqual([expect.stringContaining(traceId)]);
    });

    it('keeps events that come before their item, and counts them when it comes', async () => {
      const item = unique('novelty');
      const users = ['a', 'b', 'c', 'd'].map((name) => unique(name));
      const wires = users.map((userId) => encodeEvent(purchased, createEvent(purchased, { userId, itemId: item }, { source: '/till' })));
      await bus.publish(TOPICS.interactions, wires);
      await until(async () => (await Promise.all(users.map(history))).every((entries) => entries.length === 1));
      expect(await history(users[0]!)).toMatchObject([{ item: { id: item, name: item, stock: 0 }, purchases: 1 }]);
      expect(await ids('somebody', 'limit=100')).not.toContain(item);
      await service.stock({ id: item, name: 'Novelty' });
      expect(service.topology.engine.popular(1).map(({ itemId }) => itemId)).toEqual([item]);
      expect(await history(users[0]!)).toMatchObject([{ item: { name: 'Novelty' } }]);
    });

    it('runs in several instances: each sees what another has accepted or changed, and one may leave', async () => {
      const second = await startTestService({ bus: openBus(), env: { DATABASE_URL: service.config.DATABASE_URL! } });
      const recommended = async (from: TestService, user: string) =>
        (await from.request(`/v1/users/${user}/recommendations?limit=100`)).body.items.map(
          ({ item }: { item: { id: string } }) => item.id,
        ) as string[];
      const users = Array.from({ length: 12 }, (_, i) => unique(`instance-${i}`)); // over all partitions
      expect(await recommended(second, users[0]!)).toContain('cup-9');
      await second.request('/v1/events', { body: users.map((user) => purchase(user, 'cup-9')) });
      for (const user of users) {
        await until(async () => !(await recommended(service, user)).includes('cup-9'));
        await until(async () => !(await recommended(second, user)).includes('cup-9')); // it hears of the commit a moment later
      }
      await second.request('/v1/items/cup-10', { method: 'PATCH', body: { stock: 0 } });
      await until(async () => !(await recommended(service, 'anyone')).includes('cup-10'));
      await second.close();
      await service.request('/v1/events', { body: users.map((user) => purchase(user, 'cup-11')) });
      for (const user of users) await until(async () => (await history(user)).length === 2);
    });

    it('puts aside what is no event and goes on with the others', async () => {
      const user = unique('poison');
      const good = createEvent(purchased, { userId: user, itemId: 'cup-7' }, { source: '/till' });
      const wire = encodeEvent(purchased, good);
      const future = encodeEvent(purchased, { ...good, id: 'late', time: '2999-01-01T00:00:00.000Z' });
      await bus.publish(TOPICS.interactions, [{ ...wire, value: Buffer.from('{"userId":') }, future, { ...wire, headers: {} }, wire]);
      await until(async () => (await history(user)).length === 1);
      expect(await history(user)).toMatchObject([{ purchases: 1 }]);
      const codes: string[] = [];
      for await (const { headers } of bus.read(`${TOPICS.interactions}.dlq`)) codes.push(Object.values(headers).join(' '));
      expect(codes.length).toBeGreaterThanOrEqual(3);
      expect(codes.join('\n')).toContain('EVENT_INVALID');
    });
  });
});
