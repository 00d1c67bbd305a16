import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FILES } from './run-files.js';
import { lockRun } from './run-lock.js';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'lock-'))));
afterEach(() => rm(folder, { recursive: true }));

const file = () => join(folder, FILES.lock);
const leave = (pid: number, host = hostname()) => writeFile(file(), JSON.stringify({ pid, host }));
const inUse = { code: 'RUN_IN_USE' };

describe('lockRun', () => {
  it('is this process’s as often as it likes, and is gone when all have given it back', async () => {
    const [first, second] = [await lockRun(folder), await lockRun(folder)];
    expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual({ pid: process.pid, host: hostname() });
    await first();
    expect(await readdir(folder)).toEqual([FILES.lock]);
    await second();
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses where another process lives, names it, and takes over when it has been killed', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
    await leave(other.pid!);
    await expect(lockRun(folder)).rejects.toMatchObject({ ...inUse, message: expect.stringContaining(`Process ${other.pid} on`) });
    const ended = once(other, 'close');
    other.kill('SIGKILL');
    await ended;
    await (
      await lockRun(folder)
    )();
    expect(await readdir(folder)).toEqual([]);
  });

  it('takes over what has this process’s number but is older: numbers are used again', async () => {
    await leave(process.pid);
    await (
      await lockRun(folder)
    )();
  });

  it('believes a process of another machine as long as it touches the lock', async () => {
    await leave(1, 'elsewhere');
    await expect(lockRun(folder)).rejects.toMatchObject(inUse);
    await utimes(file(), new Date(), new Date(Date.now() - 3_600_000));
    await (
      await lockRun(folder)
    )();
  });

  it('waits for one that is being written, and takes over one that cannot be read', async () => {
    await writeFile(file(), '');
    await expect(lockRun(folder)).rejects.toMatchObject(inUse);
    await writeFile(file(), '{"pid"');
    await (
      await lockRun(folder)
    )();
  });
});
