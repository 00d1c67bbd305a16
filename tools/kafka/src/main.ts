/** `npm run kafka`: a broker for as long as this program runs. */
import { parseArgs } from 'node:util';
import { CasebookError } from '@casebook/core';
import { startBroker } from './broker.js';
import { kafkaVersion } from './prerequisites.js';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '9092' },
    'data-dir': { type: 'string', default: '.casebook/kafka' },
    version: { type: 'string', default: kafkaVersion },
  },
});

try {
  const broker = await startBroker({
    port: Number(values.port),
    dataDir: values['data-dir'],
    version: values.version,
    log: (line) => console.log(line),
  });
  console.log(
    `Ready. In another terminal:\n\n  export KAFKA_BROKERS=${broker.brokers}\n\nCtrl-C stops it; its data stays in ${values['data-dir']}.`,
  );
  const alive = setInterval(() => undefined, 60_000);
  const stop = async () => {
    console.log('Stopping …');
    await broker.stop();
    clearInterval(alive);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
} catch (error) {
  if (!(error instanceof CasebookError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
}
