/** The trap that the sender avoids: an acknowledgement is lost, the send fails, and what is sent next must still be stored. */
import { connect, type Socket } from 'node:net';
import kafkajs, { logLevel, type ISocketFactory } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { kafkaBrokers } from '../testing/broker.js';
import { KafkaEventBus } from './kafka-event-bus.js';

const once = { initialRetryTime: 100, maxRetryTime: 100, retries: 1 };
const produceRequest = 0; // api key, the first int16 after the length

/** Sockets that, when told, let the next produce request through and cut the line before its answer, until it is mended. */
function losing(): { socketFactory: ISocketFactory; loseNext: () => void; mend: () => void; lost: () => number } {
  let [armed, cut, lost] = [false, false, 0];
  const socketFactory: ISocketFactory = ({ host, port, onConnect }) => {
    const socket: Socket = connect({ host, port: cut ? 1 : port }, onConnect); // nobody listens on port 1
    const write = socket.write.bind(socket) as (chunk: Buffer) => boolean;
    socket.write = ((chunk: Buffer, ...rest: never[]) => {
      if (armed && Buffer.from(chunk).readInt16BE(4) === produceRequest) {
        armed = false;
        cut = true;
        lost++;
        socket.removeAllListeners('data');
        socket.once('data', () => socket.destroy(new Error('cut'))); // the broker has stored the batch, nobody hears of it
      }
      return (write as (...args: unknown[]) => boolean)(chunk, ...rest);
    }) as Socket['write'];
    return socket;
  };
  return { socketFactory, loseNext: () => (armed = true), mend: () => (cut = false), lost: () => lost };
}

const bodies = async (topic: string) => {
  const reader = new KafkaEventBus({ brokers: kafkaBrokers, clientId: 'reader' });
  const found: string[] = [];
  for await (const { value } of reader.read(topic)) found.push(String(value));
  await reader.close();
  return found;
};
const text = (value: string) => ({ key: 'k', value: Buffer.from(value), headers: {} });
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

describe.skipIf(kafkaBrokers.length === 0)('a lost acknowledgement', () => {
  it('costs the next batch where kafkajs’ idempotent producer goes on (why the sender does not)', async () => {
    const topic = `test.${randomUUID()}.v1`;
    const net = losing();
    const kafka = new kafkajs.Kafka({ brokers: kafkaBrokers, logLevel: logLevel.NOTHING, retry: once, socketFactory: net.socketFactory });
    const admin = kafka.admin();
    const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
    closing.push(
      () => admin.disconnect(),
      () => producer.disconnect(),
    );
    await admin.connect();
    await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: 1 }] });
    await producer.connect();
    await producer.send({ topic, messages: [text('one')] });
    net.loseNext();
    await expect(producer.send({ topic, messages: [text('two')] })).rejects.toThrow();
    net.mend();
    await producer.send({ topic, messages: [text('three')] }); // acknowledged …
    expect(await bodies(topic)).toEqual(['one', 'two']); // … and gone
  });

  it('costs nothing with the event bus: the failed batch is sent again, and the next one is stored', async () => {
    const topic = `test.${randomUUID()}.v1`;
    const net = losing();
    const bus = new KafkaEventBus({
      brokers: kafkaBrokers,
      clientId: 'losing',
      retry: once,
      socketFactory: net.socketFactory,
    });
    closing.push(() => bus.close());
    await bus.createTopics([{ topic, partitions: 1 }]);
    await bus.publish(topic, [text('one')]);
    net.loseNext();
    await expect(bus.publish(topic, [text('two')])).rejects.toMatchObject({ code: 'BUS_UNREACHABLE' });
    net.mend();
    expect(net.lost()).toBe(1);
    await bus.publish(topic, [text('two')]);
    await bus.publish(topic, [text('three')]);
    expect(await bodies(topic)).toEqual(['one', 'two', 'two', 'three']); // consumers know the second "two" by its identity
  });
});
