/** Starts a program of this folder and ends it in the ways that a machine or a person does. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const typescript = join(dirname(createRequire(import.meta.url).resolve('@oxc-node/core')), 'register.mjs');

export interface ChildOptions {
  program: 'xor-child' | 'interrupt-child' | 'circle';
  parameters?: readonly string[];
  cwd?: string;
  /** A program that starts it, e.g. a shell that sets limits: `['bash', '-c', 'ulimit -f 8; exec "$@"', 'bash']`. */
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

export function runChild({ program, parameters = [], cwd, through = [], onLine }: ChildOptions): Promise<ChildEnd> {
  const source = join(import.meta.dirname, `${program}.fixture.ts`);
  const node = [process.execPath, '--conditions=@casebook/source', '--import', typescript, source];
  const [command, ...rest] = [...through, ...node, ...parameters];
  const child = spawn(command!, rest, { cwd });
  let messages = '';
  let begun = '';
  child.stderr.on('data', (chunk: Buffer) => (messages += chunk));
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (begun + chunk).split('\n');
    begun = lines.pop()!;
    for (const line of lines) onLine?.(line, (signal) => child.kill(signal));
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, messages }));
  });
}
