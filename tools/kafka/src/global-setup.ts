/** Vitest global setup: a real broker for the specs of a project, that of KAFKA_BROKERS or one started for the run. */
import { setTimeout as sleep } from 'node:timers/promises';
import type {} from 'vitest';
import type { TestProject } from 'vitest/node';
import { startBroker } from './broker.js';
import { brokerAnswers } from './probe.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** `host:port,…`, or empty where no broker could be had: the specs that need one are then skipped. */
    kafkaBrokers: string;
  }
}

/** @throws the reason why there is no broker where `CASEBOOK_REQUIRE_KAFKA=1`; otherwise it is printed and the specs are skipped */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const configured = process.env['KAFKA_BROKERS'];
  if (configured) {
    for (const deadline = Date.now() + 30_000; !(await brokerAnswers(configured.split(',')[0]!)); await sleep(200)) {
      if (Date.now() > deadline) throw new Error(`No broker answers at KAFKA_BROKERS=${configured}.`);
    }
    project.provide('kafkaBrokers', configured);
    return async () => undefined;
  }
  try {
    const broker = await startBroker({ log: (line) => console.info(line) });
    project.provide('kafkaBrokers', broker.brokers);
    return () => broker.stop();
  } catch (error) {
    if (process.env['CASEBOOK_REQUIRE_KAFKA'] === '1') throw error;
    console.warn(`SKIPPED: every spec on a real Kafka. ${(error as Error).message}`);
    project.provide('kafkaBrokers', '');
    return async () => undefined;
  }
}
