/** One process at a time starts, adopts or stops the server of a folder. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConflictError } from '@casebook/core';

/**
 * Runs `work` while `file` holds our process id. A lock whose process is gone is taken over.
 *
 * @throws {ConflictError} `EMBEDDED_POSTGRES_LOCKED` where another process keeps it for longer than `waitMs`
 */
export async function withStartLock<T>(file: string, work: () => Promise<T>, waitMs = 60_000): Promise<T> {
  const end = Date.now() + waitMs;
  while (!take(file)) {
    const holder = Number(readIfThere(file));
    if (holder && holder !== process.pid && !isAlive(holder)) rmSync(file, { force: true });
    else if (Date.now() > end) {
      throw new ConflictError(
        'EMBEDDED_POSTGRES_LOCKED',
        `Process ${holder} is starting a server on this folder: end it, or remove ${file}.`,
      );
    } else await sleep(50);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** Whether a process with this id exists, also one of another user. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // released in the meantime
  }
}
