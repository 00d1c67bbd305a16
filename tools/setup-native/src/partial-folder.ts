/** Folders for work that is not finished, which no later run mistakes for its result. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Makes an empty folder beside `target`, to be renamed to it or removed; what a killed run left there goes.
 * The folder of a process that is still at work stays.
 */
export async function partialFolder(target: string): Promise<string> {
  const prefix = `${basename(target)}.partial-`;
  await mkdir(dirname(target), { recursive: true });
  for (const name of await readdir(dirname(target))) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : NaN;
    if (pid > 0 && !isAlive(pid)) await rm(join(dirname(target), name), { recursive: true, force: true });
  }
  const partial = join(dirname(target), `${prefix}${process.pid}`);
  await mkdir(partial, { recursive: true });
  return partial;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
