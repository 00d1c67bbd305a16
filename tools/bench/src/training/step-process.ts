/** A process that does something each time it is told to, such as training steps, in whatever language: JSON, a line each way. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** At least so many steps, and at least so many seconds of them. */
export interface Task {
  seconds?: number;
  steps?: number;
}

export interface Answer {
  /** Of each step. */
  ms: number[];
  /** Resident memory after each step, MiB. */
  rss: number[];
  /** Resident memory after all of them and a collection of garbage, MiB; a peer may not tell. */
  held?: number;
  /** Tensors alive afterwards; a peer may not count them. */
  tensors?: number;
}

export class StepProcess {
  private readonly lines: AsyncIterator<string>;
  private words = '';

  private constructor(private readonly child: ChildProcessByStdio<Writable, Readable, Readable>) {
    this.lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    child.stderr.on('data', (chunk: Buffer) => (this.words = `${this.words}${chunk.toString()}`.slice(-2_000)));
    child.stdin.on('error', () => undefined); // it ended: `answer` says why
  }

  /**
   * @returns the process once it is ready, and what it computes on
   * @throws {Error} with its last words where it ends or is not ready in time
   */
  static async start([command, ...args]: string[], seconds: number, cwd?: string): Promise<{ process: StepProcess; device: string }> {
    const child = spawn(command!, args, { stdio: ['pipe', 'pipe', 'pipe'], ...(cwd && { cwd }) });
    const started = new StepProcess(child);
    const { device } = await started.answer<{ device: string }>(seconds);
    return { process: started, device };
  }

  /** @throws {Error} where it ends, or does not answer in time; it is stopped then */
  async run<T = Answer>(task: Task, seconds: number): Promise<T> {
    this.child.stdin.write(`${JSON.stringify(task)}\n`);
    return this.answer<T>(seconds);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'close');
    this.child.kill('SIGKILL'); // it has nothing to save
    await ended;
  }

  private async answer<T>(seconds: number): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), seconds * 1000)));
    const line = await Promise.race([this.lines.next(), late]).finally(() => clearTimeout(timer));
    if (line === 'late') {
      await this.stop();
      throw new Error(`no answer in ${seconds} s`);
    }
    if (line.done) throw new Error(lastError(this.words));
    return JSON.parse(line.value) as T;
  }
}

/** The line of a stack trace that says what was wrong. */
export function lastError(words: string): string {
  const lines = words.split('\n').map((line) => line.trim());
  return lines.findLast((line) => /^[A-Za-z.]*(Error|Exception)\b.*:/.test(line)) ?? lines.findLast(Boolean) ?? 'it ended without a word';
}
