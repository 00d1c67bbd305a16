import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterAll, describe, expect, inject, it, vi } from 'vitest';
import kafkajs, { logLevel } from 'kafkajs';
import { startBroker, type Broker } from './broker.js';
import { brokerAnswers } from './probe.js';
import { checkJava } from './prerequisites.js';
import type {} from './global-setup.js';

describe.skipIf(!inject('kafkaBrokers'))('startBroker', () => {
  let broker: Broker | undefined;
  afterAll(() => broker?.stop());

  it('keeps topics through kill −9 and restart', async () => {
    broker = await startBroker();
    const admin = () => new kafkajs.Kafka({ brokers: [broker!.brokers], logLevel: logLevel.NOTHING }).admin();
    const before = admin();
    await before.connect();
    await before.createTopics({ topics: [{ topic: 'kept', numPartitions: 3 }] });
    await before.disconnect();
    const { pid } = broker;
    await broker.kill();
    expect(await brokerAnswers(broker.brokers)).toBe(false);
    await broker.restart();
    expect(broker.pid).not.toBe(pid);
    const after = admin();
    await after.connect();
    expect(await after.listTopics()).toContain('kept');
    await after.disconnect();
  });

  it('names the port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(startBroker({ port })).rejects.toMatchObject({
      code: 'KAFKA_PORT_IN_USE',
      message: expect.stringContaining(String(port)),
    });
    other.close();
  });
});

describe('checkJava', () => {
  it('says what to install where there is no java', async () => {
    vi.stubEnv('PATH', '/nowhere');
    await expect(checkJava()).rejects.toMatchObject({ code: 'KAFKA_NO_JAVA', message: expect.stringContaining('Java 17') });
    vi.unstubAllEnvs();
  });
});
