/** The service as a child process: started, awaited, watched, ended. */
import { CasebookError, UnavailableError } from '@casebook/core';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { workspace } from './workspace.js';

export interface ServiceOptions {
  port: number;
  /** Added to this process's own environment. */
  env?: Record<string, string>;
  /** What the service prints goes to this file. */
  logFile: string;
  /** How long it may take until it is ready; default 90 s (the first start creates a database). */
  patienceMs?: number;
}

export interface RunningService {
  url: string;
  pid: number;
  /** Resolves when the process has ended, expected or not. */
  ended: Promise<void>;
  /** Asks it to finish what it is doing, and after 20 s no longer asks. */
  stop(): Promise<void>;
}

const serviceOf = (name: string) => join(workspace, `apps/${name}/api/src/main.ts`);
const GRACE_MS = 20_000;
const TAIL = 4_000;

/**
 * Starts the service of a case study and waits until it is ready.
 *
 * @param name of the case study
 * @throws {CasebookError} `SERVICE_FAILED` with the end of what it printed where it ends before it is ready
 * @throws {UnavailableError} `SERVICE_NOT_READY` where it is not ready in time
 */
export async function startService(
  name: string,
  { port, env = {}, logFile, patienceMs = 90_000 }: ServiceOptions,
): Promise<RunningService> {
  await mkdir(dirname(logFile), { recursive: true });
  const url = `http://127.0.0.1:${port}`;
  const child = fork(serviceOf(name), {
    cwd: workspace,
    execArgv: [
      '--conditions=@casebook/source',
      '--import',
      '@oxc-node/core/register',
      '--import',
      new URL('./end-with-parent.ts', import.meta.url).href,
    ],
    env: { LOG_LEVEL: 'warn', ...process.env, ...env, HOST: '127.0.0.1', PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true, // Ctrl-C is for the demo, which then ends its parts in their order
  });
  const printed = keepOutput(child, logFile);
  const ended = once(child, 'exit').then(() => undefined);
  const stop = () => end(child, ended);

  const started = await Promise.race([ready(url, patienceMs), ended.then(() => 'ended' as const)]);
  if (started === 'ended') {
    throw new CasebookError(
      'SERVICE_FAILED',
      `The service ended before it was ready. It said:\n${printed().trim()}\n(all of it: ${logFile})`,
    );
  }
  if (started !== 'ready') {
    await stop();
    throw new UnavailableError('SERVICE_NOT_READY', `The service was not ready after ${patienceMs / 1000} s (${started}): see ${logFile}.`);
  }
  return { url, pid: child.pid!, ended, stop };
}

async function ready(url: string, patienceMs: number): Promise<string> {
  let answer = 'it did not answer';
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await sleep(100)) {
    try {
      const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) });
      if (response.ok) return 'ready';
      answer = await response.text();
    } catch {
      // not listening yet
    }
  }
  return answer;
}

function keepOutput(child: ChildProcess, logFile: string): () => string {
  const file = createWriteStream(logFile);
  let tail = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on('data', (chunk: Buffer) => {
      file.write(chunk);
      tail = (tail + chunk.toString()).slice(-TAIL);
    });
  }
  child.once('exit', () => file.end());
  return () => tail;
}

async function end(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const killed = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await ended;
  clearTimeout(killed);
}
