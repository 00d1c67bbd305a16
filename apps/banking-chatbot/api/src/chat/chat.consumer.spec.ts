/** Messages of other channels: answered once, in order, whatever is repeated or fails; on the bus in memory, and on Kafka where there is one. */
import { randomUUID } from 'node:crypto';
import { TOPICS, type HandoffRequested, type ReplySent } from '@casebook/banking-chatbot-contract';
import { fc } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { held, write } from '../testing/channel.js';
import { kafkaBrokers } from '../testing/kafka.js';
import { CHAT_GROUP } from './chat.consumer.js';
import { startTestService, type TestService } from '../testing/start-test-service.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 }); // whole services start and stop here, slowly on busy machines

const buses = ['in memory', ...(kafkaBrokers.length > 0 ? ['Kafka'] : [])];

describe.each(buses)('%s', (name) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ env: name === 'Kafka' ? { KAFKA_BROKERS: kafkaBrokers.join(',') } : {} });
    const partitions = () => service.topology.bus.lag(TOPICS.messages, CHAT_GROUP);
    await vi.waitFor(async () => expect((await partitions()).length).toBeGreaterThan(0), { timeout: 60_000 }); // the topics are made
  });
  afterAll(() => service?.close());

  const settled = () => service.topology.runtime.settled();
  const repliesTo = async (conversationId: string) =>
    (await held<ReplySent>(service.topology.bus, TOPICS.replies)).filter((reply) => reply.conversationId === conversationId);

  it('answers each conversation in the order of its messages, each message once, however often it comes', async () => {
    const conversations = Array.from({ length: 8 }, () => randomUUID());
    const messages = Array.from({ length: 12 }, (_, n) =>
      conversations.map((conversationId) => ({
        conversationId,
        messageId: `m${n}`,
        customerId: 'ada',
        level: 'signed-in' as const,
        text: `hello ${n}`,
      })),
    ).flat();
    const repeated = messages.flatMap((message, i) => {
      const event = { ...message, eventId: `${message.conversationId}/${message.messageId}` };
      // The same event again (the channel sent it twice), and the same message in another event (the channel made it anew).
      return i % 3 === 0 ? [event, event, { ...event, eventId: randomUUID() }] : [event];
    });
    await write(service.topology.bus, ...repeated);
    await settled();
    for (const conversationId of conversations) {
      const replies = await repliesTo(conversationId);
      const distinct = new Map(replies.map(({ messageId, reply }) => [messageId, reply]));
      expect([...distinct.keys()]).toEqual(Array.from({ length: 12 }, (_, n) => `m${n}`));
      expect([...distinct.values()].map(({ sequence }) => sequence)).toEqual(Array.from({ length: 12 }, (_, n) => n + 1));
      for (const { messageId, reply } of replies) expect(reply).toEqual(distinct.get(messageId)); // told again, it is the same
    }
  });

  it('puts numbered messages in their order, whichever way they arrive', async () => {
    const numbers = [1, 2, 3, 4, 5, 6];
    for (const order of fc.sample(fc.shuffledSubarray(numbers, { minLength: 6 }), 3)) {
      const conversationId = randomUUID();
      await write(
        service.topology.bus,
        ...order.map((sequence) => ({
          conversationId,
          sequence,
          messageId: `n${sequence}`,
          customerId: 'ben',
          level: 'signed-in' as const,
        })),
      );
      await settled();
      const replies = (await repliesTo(conversationId)).map(({ reply }) => reply).sort((a, b) => a.sequence - b.sequence);
      expect(replies.map(({ messageId }) => messageId)).toEqual(numbers.map((sequence) => `n${sequence}`));
    }
  });

  it('hands a conversation to a person with all that was said', async () => {
    const conversationId = randomUUID();
    const from = { conversationId, customerId: 'ada', level: 'signed-in' as const };
    await write(service.topology.bus, { ...from, messageId: 'a', text: 'hello' }, { ...from, messageId: 'b', text: 'a human please' });
    await settled();
    const [handoff] = (await held<HandoffRequested>(service.topology.bus, TOPICS.handoffs)).filter(
      (one) => one.conversationId === conversationId,
    );
    expect(handoff).toMatchObject({ customerId: 'ada', reason: 'talk_to_human' });
    expect(handoff!.transcript.filter(({ from }) => from === 'customer').map(({ text }) => text)).toEqual(['hello', 'a human please']);
    const { rows } = {
      rows: await service.topology.database.query('SELECT handed_off FROM chat_conversations WHERE id = $1', [conversationId]),
    };
    expect(rows).toEqual([{ handed_off: true }]);
  });

  it('puts aside what is no message, with its cause, and goes on', async () => {
    const { bus } = service.topology;
    const [conversationId, bad] = [randomUUID(), randomUUID()];
    await bus.publish(TOPICS.messages, [{ key: bad, value: Buffer.from('no json'), headers: {} }]);
    await write(bus, { conversationId, text: 'hello' });
    await settled();
    expect(await repliesTo(conversationId)).toHaveLength(1);
    const letters: string[] = [];
    for await (const { key } of bus.read(`${TOPICS.messages}.dlq`)) letters.push(String(key));
    expect(letters).toContain(bad);
  });
});
