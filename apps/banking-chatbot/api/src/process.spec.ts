/** The program itself: how it starts, refuses to start, and ends. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PACKAGE_FILES, PACKAGE_NAME } from '@casebook/banking-chatbot-contract/understanding';
import { testDatabase } from '@casebook/persistence/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { requester, visit } from './testing/start-test-service.js';
import { tinyRegistry } from './understanding/testing/tiny-assistant.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 }); // whole services start and stop here, slowly on busy machines

let registry: string;
const running: ChildProcess[] = [];
beforeAll(async () => {
  registry = await tinyRegistry();
});
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(registry, { recursive: true, force: true });
});

interface Run {
  child: ChildProcess;
  output: () => string;
  ended: Promise<number | null>;
}

function run(env: Record<string, string>): Run {
  const args = ['--conditions=@casebook/source', '--import', '@oxc-node/core/register', join(import.meta.dirname, 'main.ts')];
  const base = { ...process.env, PORT: '0', KAFKA_BROKERS: '', NODE_OPTIONS: '', MODEL_REGISTRY: registry, MESSAGES_PER_MINUTE: '10000' };
  const child = spawn(process.execPath, args, { env: { ...base, ...env } });
  running.push(child);
  let text = '';
  child.stdout.on('data', (chunk) => (text += chunk));
  child.stderr.on('data', (chunk) => (text += chunk));
  return { child, output: () => text, ended: new Promise((resolve) => child.on('exit', resolve)) };
}

async function addressOf({ output, child }: Run): Promise<string> {
  for (const end = Date.now() + 240_000; Date.now() < end && child.exitCode === null; await sleep(50)) {
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
    expect(program.output()).toMatch(/Larkspur Bank, which is fictional/);
    expect(program.output()).toMatch(/database {3}PostgreSQL at /);
    expect(program.output()).toMatch(/events {5}in memory; set KAFKA_BROKERS for Kafka/);
    expect(program.output()).toMatch(/model {6}banking-assistant 0\.0\.1 on ONNX Runtime's cpu/);

    const visitors = await Promise.all(Array.from({ length: 10 }, () => visit(request)));
    const accepted = visitors.map((visitor) => visitor.say('hello').then(({ status }) => status, () => 0)); // prettier-ignore
    await Promise.race(accepted);
    program.child.kill('SIGTERM');
    const statuses = await Promise.all(accepted);
    expect(await program.ended).toBe(0);
    const promised = statuses.filter((status) => status === 200).length;
    expect(promised).toBeGreaterThan(0);
    const [{ n }] = await database.dataSource.query<[{ n: number }]>('SELECT count(*)::int AS n FROM conversation_events');
    expect(n).toBeGreaterThanOrEqual(promised);
    await database.close();
  });

  it('does not start on a package with a changed byte, and says what to do', async () => {
    const file = join(registry, PACKAGE_NAME, '0.0.1', PACKAGE_FILES.model);
    const bytes = readFileSync(file);
    const changed = Uint8Array.from(bytes);
    changed[bytes.length >> 1]! ^= 1;
    writeFileSync(file, changed);
    const program = run({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect(await program.ended).toBe(1);
    writeFileSync(file, bytes);
    expect(program.output()).toMatch(/^PACKAGE_\w+: .*model_quantized\.onnx/m);
  });

  it('names the variable that is wrong', async () => {
    const program = run({ MODEL: 'the best one' });
    expect(await program.ended).toBe(1);
    expect(program.output()).toMatch(/^CONFIG_INVALID: .*MODEL: write name@alias/m);
  });
});
