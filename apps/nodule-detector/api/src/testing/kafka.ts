/** The real Kafka of the specs. */
import { inject } from 'vitest';

// eslint-disable-next-line @nx/enforce-module-boundaries -- specs start a real broker; the service itself never does
export { freePort, startBroker, type Broker } from '@casebook/kafka';

declare module 'vitest' {
  interface ProvidedContext {
    /** By tools/kafka's global setup: `host:port,…`, or empty where no broker could be had. */
    kafkaBrokers: string;
  }
}

/** Empty where the specs that need a broker must be skipped. */
export const kafkaBrokers = inject('kafkaBrokers').split(',').filter(Boolean);
