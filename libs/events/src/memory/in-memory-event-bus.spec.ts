import { describe, expect, it } from 'vitest';
import type { ReceivedMessage } from '../bus/event-bus.js';
import { InMemoryEventBus } from './in-memory-event-bus.js';

const topic = 'test.memory.v1';
const message = (n: number) => ({ key: 'k', value: Buffer.from(String(n)), headers: {} });
const range = (n: number) => Array.from({ length: n }, (_, i) => i);
const held = async (bus: InMemoryEventBus) => {
  const found: number[] = [];
  for await (const { value } of bus.read(topic)) found.push(Number(value));
  return found;
};

describe('InMemoryEventBus', () => {
  it('forgets the oldest messages where nobody reads', async () => {
    const bus = new InMemoryEventBus({ partitions: 1, retention: 100 });
    await bus.publish(topic, range(1_000).map(message));
    const left = await held(bus);
    expect(left.length).toBeLessThanOrEqual(100);
    expect(left.at(-1)).toBe(999);
    await bus.close();
  });

  it('makes publishers wait for a group that is behind, and loses nothing of it', async () => {
    const bus = new InMemoryEventBus({ partitions: 1, retention: 100 });
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const seen: number[] = [];
    const eachBatch = async (messages: ReceivedMessage[]) => {
      await gate;
      seen.push(...messages.map(({ value }) => Number(value)));
    };
    await bus.subscribe({ topics: [topic], group: 'slow', maxBatch: 10, eachBatch });
    let published = false;
    const publishing = bus.publish(topic, range(500).map(message)).then(() => (published = true));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(published).toBe(false);
    expect((await held(bus)).length).toBe(100); // bounded
    open();
    await publishing;
    await expect.poll(() => seen).toEqual(range(500));
    await bus.close();
  });

  it('refuses more publishers than may wait, and lets those that wait go on close', async () => {
    const bus = new InMemoryEventBus({ partitions: 1, retention: 10, maxWaiting: 20 });
    await bus.subscribe({
      topics: [topic],
      group: 'stuck',
      eachBatch: (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
    });
    const waiting = bus.publish(topic, range(20).map(message));
    await expect(bus.publish(topic, [message(0)])).rejects.toMatchObject({ code: 'BUS_OVERLOADED', status: 503 });
    await Promise.all([bus.close(), expect(waiting).rejects.toMatchObject({ code: 'BUS_CLOSED' })]);
  });

  it('does not hand out what the publisher changes afterwards', async () => {
    const bus = new InMemoryEventBus();
    const mine = message(1);
    await bus.publish(topic, [mine]);
    mine.value.write('2');
    expect(await held(bus)).toEqual([1]);
    await bus.close();
  });
});
