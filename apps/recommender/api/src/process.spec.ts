/** The program itself: how it starts, refuses to start, and ends. */
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { testDatabase } from '@casebook/persistence/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { readRecommenderConfig } from './recommender.config.js';
import { purchase, requester } from './testing/start-test-service.js';

const folder = mkdtempSync(join(tmpdir(), 'casebook-process-'));
const running: ChildProcess[] = [];
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  child: ChildProcess;
  output: () => string;
  ended: Promise<number | null>;
}

function run(env: Record<string, string>): Run {
  const args = ['--conditions=@casebook/source', '--import', '@oxc-node/core/register', join(import.meta.dirname, 'main.ts')];
  const child = spawn(process.execPath, args, { env: { ...process.env, PORT: '0', KAFKA_BROKERS: '', NODE_OPTIONS: '', ...env } });
  running.push(child);
  let text = '';
  child.stdout.on('data', (chunk) => (text += chunk));
  child.stderr.on('data', (chunk) => (text += chunk));
  return { child, output: () => text, ended: new Promise((resolve) => child.on('exit', resolve)) };
}

async function addressOf({ output, child }: Run): Promise<string> {
  for (const end = Date.now() + 110_000; Date.now() < end && child.exitCode === null; await sleep(50)) {
    const found = /answers at (\S+)/.exec(output());
    if (found) return found[1]!;
  }
  throw new Error(`The service did not start: ${output()}`);
}

describe('the program', () => {
  it('says where it answers and on what, and on SIGTERM finishes what it has accepted and ends with 0', async () => {
    const database = await testDatabase({ entities: [], migrations: [] });
    const program = run({ DATABASE_URL: database.url });
    const request = requester(await addressOf(program));
    expect(program.output()).toMatch(/database {3}PostgreSQL at .*0 items in the catalogue/);
    expect(program.output()).toMatch(/events {5}in memory; set KAFKA_BROKERS for Kafka/);
    expect(program.output()).toMatch(/model {6}shop-recommender \d+\.\d+\.\d+ on ONNX Runtime's cpu/);
    await request('/v1/items', { body: [{ id: 'cup', name: 'Cup', stock: 1 }] });

    const accepted = Array.from({ length: 20 }, (_, i) =>
      request('/v1/events', { body: Array.from({ length: 50 }, (_, j) => purchase(`user-${i}-${j}`, 'cup')) }),
    );
    await Promise.race(accepted);
    program.child.kill('SIGTERM');
    const answers = await Promise.all(
      accepted.map((answer) =>
        answer.then(
          ({ status }) => status,
          () => 0,
        ),
      ),
    );
    expect(await program.ended).toBe(0);

    // What was accepted is applied, or waits in the outbox for the next start: nothing is lost.
    const [{ applied, waiting }] = (await database.dataSource.query(
      `SELECT (SELECT count(*)::int FROM interactions) AS applied, (SELECT count(*)::int FROM outbox WHERE topic = 'shop.interactions.v1') AS waiting`,
    )) as [{ applied: number; waiting: number }];
    const promised = answers.filter((status) => status === 202).length * 50;
    expect(promised).toBeGreaterThan(0);
    expect(applied + waiting).toBeGreaterThanOrEqual(promised);
    await database.close();
  });

  it('does not start on a package with a changed byte, and says what to do', async () => {
    const registry = join(folder, 'registry');
    cpSync(readRecommenderConfig().MODEL_REGISTRY, registry, { recursive: true });
    const version = join(registry, 'shop-recommender', readdirSync(join(registry, 'shop-recommender'))[0]!);
    const file = join(version, 'user-tower.onnx');
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(file, bytes);
    const program = run({ MODEL_REGISTRY: registry, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect(await program.ended).toBe(1);
    expect(program.output()).toMatch(/^PACKAGE_\w+: .*user-tower\.onnx/m);
  });

  it('names the variable that is wrong', async () => {
    const program = run({ MODEL: 'the best one' });
    expect(await program.ended).toBe(1);
    expect(program.output()).toMatch(/^CONFIG_INVALID: .*MODEL: write name@alias/m);
  });
});
