/**
 * Replays dead letters or old events on the Kafka of KAFKA_BROKERS.
 *
 *   node --conditions=@casebook/source --import @oxc-node/core/register libs/events/src/replay/replay.main.ts \
 *     --topic shop.interactions.v1 --from dead-letters|earliest|2026-01-31T12:00:00Z [--to TOPIC] [--dry-run]
 */
import { parseArgs } from 'node:util';
import { CasebookError, InvalidInputError } from '@casebook/core';
import { openEventBus } from '../bus/open-event-bus.js';
import { replay, type ReplayOptions } from './replay.js';

function start(from: string): ReplayOptions['from'] {
  if (from === 'dead-letters' || from === 'earliest') return from;
  const time = new Date(from);
  if (!Number.isNaN(time.getTime())) return time;
  throw new InvalidInputError('REPLAY_FROM_INVALID', 'Write --from dead-letters, --from earliest or --from with an ISO 8601 time.');
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      topic: { type: 'string' },
      from: { type: 'string', default: 'dead-letters' },
      to: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
    },
  });
  if (!values.topic) throw new InvalidInputError('REPLAY_TOPIC_MISSING', 'Name the topic with --topic.');
  if (!process.env['KAFKA_BROKERS'])
    throw new InvalidInputError('KAFKA_BROKERS_MISSING', 'Set KAFKA_BROKERS: an in-memory bus holds nothing to replay.');
  const bus = openEventBus({ clientId: 'casebook-replay' });
  try {
    const { topic, to, 'dry-run': dryRun } = values;
    const report = await replay({ bus, topic, from: start(values.from), dryRun, ...(to && { to }) });
    console.log(JSON.stringify({ topic, dryRun, ...report }));
  } finally {
    await bus.close();
  }
}

await main().catch((error: unknown) => {
  if (!(error instanceof CasebookError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
});
