/** Starts the training program and ends it in the ways that a machine or a person does. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { TrainConfig } from '../loop/train-config.js';

const program = join(import.meta.dirname, 'xor-child.fixture.ts');
const node = [process.execPath, '--conditions=@casebook/source', '--import', '@oxc-node/core/register', program];

export interface ChildOptions {
  dir: string;
  config: TrainConfig;
  width?: number;
  /** A program that starts it, e.g. a shell with limits: `['bash', '-c', 'ulimit -f 8; exec "$@"', 'bash']`. */
  through?: readonly string[];
  /** Called for each line of standard output. */
  onLine?: (line: string, kill: (signal: NodeJS.Signals) => void) => void;
}

export interface ChildEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** Standard error. */
  messages: string;
}

export function runChild({ dir, config, width, through = [], onLine }: ChildOptions): Promise<ChildEnd> {
  const [command, ...rest] = [...through, ...node, dir, JSON.stringify(config), ...(width ? [String(width)] : [])];
  const child = spawn(command!, rest, { cwd: join(import.meta.dirname, '../..') });
  let messages = '';
  let line = '';
  child.stderr.on('data', (chunk: Buffer) => (messages += chunk));
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (line + chunk).split('\n');
    line = lines.pop()!;
    for (const whole of lines) onLine?.(whole, (signal) => child.kill(signal));
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, messages }));
  });
}
