/** The program itself: how it starts, refuses to start, is killed in the middle of a search, and ends. */
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FindingsDto, JobSummary, StudyPageDto } from '@casebook/nodule-detector-contract';
import { testDatabase } from '@casebook/persistence/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { upload } from './intake/testing/upload.js';
import { chestFiles } from './testing/ball-in-lungs.js';
import { requester, type Request } from './testing/requester.js';
import { untilEnded } from './testing/start-test-service.js';
import { tinyRegistry } from './testing/tiny-detector.js';

const folder = mkdtempSync(join(tmpdir(), 'casebook-nodule-process-'));
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
  const defaults = {
    PORT: '0',
    KAFKA_BROKERS: '',
    NODE_OPTIONS: '',
    DIMSE_PORT: '0',
    STORE_DIR: join(folder, 'studies'),
    INFERENCE_THREADS: '1',
  };
  const child = spawn(process.execPath, args, { env: { ...process.env, ...defaults, JOB_LEASE_MS: '3000', PAGE_DIR: '/nowhere', ...env } });
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

/** Its address, once it is connected to everything: on a busy machine it answers before. */
async function readyAt(program: Run): Promise<string> {
  const url = await addressOf(program);
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(50)) if ((await fetch(`${url}/health/ready`)).ok) return url;
  throw new Error(`The service did not get ready: ${program.output()}`);
}

const jobOf = (request: Request, id: string) => async () => (await request<JobSummary>(`/v1/jobs/${id}`)).body;

async function untilItDetects(get: () => Promise<JobSummary>): Promise<void> {
  for (const end = Date.now() + 110_000; Date.now() < end; await sleep(50)) if ((await get()).stage === 'detect') return;
  throw new Error('The search did not get as far as its network.');
}

describe('the program', () => {
  it('killed in the middle of a search goes on with it, and ended by SIGTERM gives it back', { timeout: 400_000 }, async () => {
    const database = await testDatabase({ entities: [], migrations: [] });
    const [slow, quick] = [await tinyRegistry({ slowness: 40 }), await tinyRegistry()];
    const first = run({ DATABASE_URL: database.url, MODEL_REGISTRY: slow });
    const url = await readyAt(first);
    expect(first.output()).toMatch(/model {6}nodule-detector 0\.0\.1 on ONNX Runtime's cpu/);
    expect(first.output()).toMatch(/DICOM {6}C-STORE on port \d+/);
    expect(first.output()).toContain('Not a medical device');
    const sent = await upload(
      url,
      chestFiles('killed').map((bytes, n) => ({ name: `${n}.dcm`, bytes })),
    );
    expect(sent.status).toBe(202);
    const { studyUid } = sent.body.studies[0]!;
    const { studies } = (await requester(url)<StudyPageDto>('/v1/studies')).body;
    const { id } = studies[0]!.job!;
    await untilItDetects(jobOf(requester(url), id));
    first.child.kill('SIGKILL');
    await first.ended;

    const second = run({ DATABASE_URL: database.url, MODEL_REGISTRY: slow });
    const job = jobOf(requester(await readyAt(second)), id);
    await untilItDetects(async () => ({ ...(await job()), stage: (await job()).attempts === 2 ? (await job()).stage : undefined }));
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
    const [row] = await database.dataSource.query<{ status: string; attempts: number }[]>('SELECT status, attempts FROM jobs');
    expect(row).toEqual({ status: 'queued', attempts: 1 }); // an attempt that was given back does not count

    const third = run({ DATABASE_URL: database.url, MODEL_REGISTRY: quick });
    const request = requester(await readyAt(third));
    expect(await untilEnded(jobOf(request, id))).toMatchObject({ status: 'done', attempts: 2 });
    const { body } = await request<FindingsDto>(`/v1/studies/${studyUid}/findings?threshold=0.5`);
    expect(body.findings).toHaveLength(1);
    const told = await database.dataSource.query<unknown[]>(`SELECT DISTINCT job_id FROM findings`);
    expect(told).toEqual([{ job_id: id }]);
    third.child.kill('SIGTERM');
    expect(await third.ended).toBe(0);
    await database.close();
    for (const registry of [slow, quick]) rmSync(registry, { recursive: true });
  });

  it('does not start on a package with a changed byte, and says what to do', async () => {
    const whole = await tinyRegistry();
    const registry = join(folder, 'registry');
    cpSync(whole, registry, { recursive: true });
    const file = join(registry, 'nodule-detector', '0.0.1', 'detector.onnx');
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(file, bytes);
    const program = run({ MODEL_REGISTRY: registry, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect(await program.ended).toBe(1);
    expect(program.output()).toMatch(/^PACKAGE_\w+: .*detector\.onnx/m);
    rmSync(whole, { recursive: true });
  });

  it('names the variable that is wrong', async () => {
    const program = run({ MODEL: 'the best one' });
    expect(await program.ended).toBe(1);
    expect(program.output()).toMatch(/^CONFIG_INVALID: .*MODEL: write name@alias/m);
  });
});
