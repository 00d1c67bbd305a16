/** One process at a time in a run's folder: two would write over each other's checkpoints and curves. */
import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { ConflictError } from '@casebook/core';
import { diskError } from '../checkpoint/durable-files.js';
import { FILES } from './run-files.js';

interface Owner {
  pid: number;
  host: string;
}

/** A process of another machine is taken for dead when it has not touched its lock for so long. */
const SILENT_MS = 60_000;
const TOUCH_MS = 10_000;

/** How often this process holds each lock: runs of several names may share a folder. */
const held = new Map<string, number>();

/**
 * Takes the folder for this process, which may take it again. What a killed process left is taken over.
 * @returns gives it back
 * @throws {ConflictError} `RUN_IN_USE` where another process that lives holds it
 */
export async function lockRun(folder: string): Promise<() => Promise<void>> {
  const path = resolve(join(folder, FILES.lock));
  if (!held.has(path)) await take(path);
  held.set(path, (held.get(path) ?? 0) + 1);
  const touching = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), TOUCH_MS);
  touching.unref();
  return async () => {
    clearInterval(touching);
    const left = held.get(path)! - 1;
    if (left > 0) return void held.set(path, left);
    held.delete(path);
    await rm(path, { force: true });
  };
}

async function take(path: string): Promise<void> {
  if (await create(path)) return;
  const owner = await living(path);
  if (!owner) {
    const aside = `${path}.${process.pid}`;
    await rename(path, aside).then(
      () => rm(aside),
      () => undefined,
    ); // of several only one can move it
    if (await create(path)) return;
  }
  const { pid, host } = owner ?? { pid: 0, host: hostname() };
  throw new ConflictError('RUN_IN_USE', `Process ${pid || 'unknown'} on ${host} is training in this folder: wait for it or stop it. If it is gone, delete ${path}.`); // prettier-ignore
}

/** @returns whether it was not there */
async function create(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(JSON.stringify({ pid: process.pid, host: hostname() } satisfies Owner)).finally(() => file.close());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw diskError(error, path, 'nothing was begun');
  }
}

/** Who holds the lock; undefined where that process is gone, or never wrote down who it is. */
async function living(path: string): Promise<Owner | undefined> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    const silent = Date.now() - mtimeMs > SILENT_MS;
    if (text === '') return silent ? undefined : { pid: 0, host: hostname() }; // between its two calls
    const owner = JSON.parse(text) as Owner;
    if (owner.host !== hostname()) return silent ? undefined : owner;
    return owner.pid !== process.pid && isAlive(owner.pid) ? owner : undefined; // this one does not hold it: a number used again
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0); // asks, and sends nothing
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
