/** Whether a broker is up: it must answer as a member of its cluster, not only accept a connection. */
import kafkajs, { logLevel } from 'kafkajs';

/** @param broker `host:port` */
export async function brokerAnswers(broker: string): Promise<boolean> {
  const kafka = new kafkajs.Kafka({
    brokers: [broker],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1_000,
    requestTimeout: 2_000,
    retry: { retries: 0 },
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
    const { brokers, controller } = await admin.describeCluster();
    return brokers.length > 0 && controller !== null;
  } catch {
    return false;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}
