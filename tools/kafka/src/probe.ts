/** Whether a broker is up: it must do what clients ask first, not only accept a connection. */
import kafkajs, { logLevel } from 'kafkajs';

/**
 * Whether it is a member of its cluster, hands out producer ids and coordinates groups. The last two it refuses for seconds after its
 * start ("coordinator is loading"), and a client with few retries gives up meanwhile.
 *
 * @param broker `host:port`
 */
export async function brokerAnswers(broker: string): Promise<boolean> {
  const kafka = new kafkajs.Kafka({
    brokers: [broker],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1_000,
    requestTimeout: 2_000,
    retry: { initialRetryTime: 50, retries: 1 }, // the least that an idempotent producer may have
  });
  const admin = kafka.admin();
  const producer = kafka.producer({ idempotent: true });
  try {
    await admin.connect();
    const { brokers, controller } = await admin.describeCluster();
    await producer.connect(); // asks for a producer id
    await admin.fetchOffsets({ groupId: 'casebook-probe' }); // makes and loads the topic of the groups' offsets; no group comes of it
    return brokers.length > 0 && controller !== null;
  } catch {
    return false;
  } finally {
    await Promise.allSettled([admin.disconnect(), producer.disconnect()]);
  }
}
