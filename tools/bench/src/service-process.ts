/** A service under test in a process of its own: started, awaited, measured, stopped. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { treeCpuSeconds, treeMemoryMiB } from './process-tree.js';

export interface ServiceProcess {
  origin: string;
  pid: number;
  /** Memory in MiB of the process and all that it started, see `treeMemoryMiB`. */
  memory(): number;
  /** CPU time so far of the process and all that it started, see `treeCpuSeconds`. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

/**
 * Starts a command with `PORT` set and waits until `readyPath` answers 200.
 *
 * @throws {Error} with the end of the process' output when it ends, or is not ready within two minutes
 */
export async function startService(
  command: string[],
  env: Record<string, string>,
  readyPath: string,
  cwd?: string,
): Promise<ServiceProcess> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const [program, ...args] = command;
  const child = spawn(program!, args, { cwd, env: { ...process.env, ...env, PORT: String(port) }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output = (output + chunk).slice(-4000)));

  for (const deadline = Date.now() + 120_000; ;) {
    if (await answers(origin + readyPath)) break;
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop(child);
      throw new Error(`${command.join(' ')} did not become ready:\n${output}`);
    }
    await sleep(100);
  }
  return {
    origin,
    pid: child.pid!,
    memory: () => treeMemoryMiB(child.pid!),
    cpuSeconds: () => treeCpuSeconds(child.pid!),
    stop: () => stop(child),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(timer);
}

const answers = (url: string) =>
  fetch(url, { signal: AbortSignal.timeout(2000) }).then(
    ({ ok }) => ok,
    () => false, // not listening yet
  );

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}
