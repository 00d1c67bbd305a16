/** The banking assistant as a whole: message to reply over HTTP and Kafka, a soak, and its reading of messages beside Python's transformers. */
import { startBroker } from '@casebook/kafka';
import { openRegistry } from '@casebook/model-packages';
import { openDatabase } from '@casebook/persistence';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pythonPeer } from '../python-peer.js';
import type { BenchRow } from '../report.js';
import { startService } from '../service-process.js';
import { eventsRow } from './events-load.js';
import { distinctMessage, QUESTIONS } from './scripts.js';
import { soakRow } from './soak.js';
import { ChatClient, signIn } from './talkers.js';
import { highestRow, rowAt, warmUp } from './turn-load.js';

const node = ['node', '--conditions=@casebook/source', '--import', '@oxc-node/core/register'];
const peerFolder = 'tools/bench/peers/chatbot';
const registry = resolve(process.env['MODEL_REGISTRY'] ?? 'apps/banking-chatbot/registry');
const SESSIONS = 400;
/** Requests a second of the rows that show latencies. */
const RATE = 50;
/** Samples of a published percentile at least: the 99th is then that of the 30 slowest, not of a handful. */
const LEAST_SAMPLES = 3_000;
const secondsOf = ({ quick, seconds }: ChatbotBenchOptions) => (quick ? 3 : Math.max(seconds, LEAST_SAMPLES / RATE));

export interface ChatbotBenchOptions {
  seconds: number;
  quick?: boolean;
  peer: boolean;
  python?: string;
}

export async function benchChatbot(options: ChatbotBenchOptions): Promise<BenchRow[]> {
  return [...(await benchReading(options)), ...(await benchService(options))];
}

/** Messages to intents and slots, ours and the peer's, one after the other over HTTP. */
async function benchReading(options: ChatbotBenchOptions): Promise<BenchRow[]> {
  const { seconds, quick, peer, python } = options;
  const { dir } = await openRegistry(registry).resolve('banking-assistant@champion');
  const systems = [{ system: 'casebook', command: [...node, 'tools/bench/src/chatbot/reader.main.ts'], env: { MODEL_REGISTRY: registry } }];
  if (peer) {
    const interpreter = python ?? pythonPeer(peerFolder, '.casebook/bench/peer-chatbot');
    systems.push({ system: 'transformers', command: [interpreter, join(peerFolder, 'main.py')], env: { PACKAGE: resolve(dir) } as never });
  }
  const rows: BenchRow[] = [];
  for (const { system, command, env } of systems) {
    const service = await startService(command, env, '/health/ready');
    const client = new ChatClient(service.origin);
    const send = (index: number) => client.post('/understand', undefined, { text: distinctMessage(index) });
    try {
      await warmUp(5, send);
      rows.push(await rowAt({ system, service }, 'reading', RATE, secondsOf(options), send));
      rows.push(await highestRow({ system, service }, 'reading', quick ? 3 : Math.max(5, seconds / 2), send));
    } finally {
      await client.close();
      await service.stop();
    }
  }
  return rows;
}

async function benchService(options: ChatbotBenchOptions): Promise<BenchRow[]> {
  const { seconds, quick } = options;
  const folder = mkdtempSync(join(tmpdir(), 'casebook-bench-'));
  const broker = await startBroker({});
  const database = await openDatabase({ name: 'bench', dataDir: join(folder, 'postgres'), entities: [], migrations: [] });
  const service = await startService(
    [...node, 'apps/banking-chatbot/api/src/main.ts'],
    {
      NODE_OPTIONS: '--max-semi-space-size=64', // fewer, and cheaper, collections of short-lived objects
      DATABASE_URL: database.url,
      KAFKA_BROKERS: broker.brokers,
      LOG_LEVEL: 'error',
      MESSAGES_PER_MINUTE: '1000000', // the load's few customers speak for a bank's many
      RATE_LIMIT: '0',
    },
    '/health/ready',
  );
  const client = new ChatClient(service.origin);
  try {
    const talkers = await signIn(client, quick ? SESSIONS / 4 : SESSIONS);
    const talker = (index: number) => talkers[(index * 7919) % talkers.length]!;
    await warmUp(5, (index) => talker(index).next());
    const target = { system: 'casebook', service };
    const rows = [
      await rowAt(target, 'turns, uncached', RATE, secondsOf(options), (index) => talker(index).say(distinctMessage(index))),
      await rowAt(target, 'turns, cached', RATE, secondsOf(options), (index) => talker(index).say(QUESTIONS[index % QUESTIONS.length]!)),
      await highestRow(target, 'turns, scripted', quick ? 3 : Math.max(5, seconds / 2), (index) => talker(index).next()),
      await eventsRow(broker.brokers, ['ada', 'ben'], RATE, secondsOf(options)),
    ];
    const stored = async () =>
      (await database.dataSource.query<[{ n: number }]>('SELECT count(*)::int AS n FROM conversation_events'))[0].n;
    rows.push(await soakRow({ turns: quick ? 6_000 : 200_000, seconds: quick ? 30 : 600, service, talkers, stored }));
    return rows;
  } finally {
    await client.close();
    await service.stop();
    await database.close();
    await broker.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
