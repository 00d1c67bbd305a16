import { spawnSync } from 'node:child_process';
import { watch } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { openCheckpoints } from '../checkpoint/checkpoints.js';
import { createRandom } from '../random/random.js';
import { type ChildOptions, runChild } from '../testing/child.fixture.js';
import { weightBits, xorRun } from '../testing/noisy-xor.fixture.js';
import { train } from './train.js';
import type { TrainConfig } from './train-config.js';

/** 64 steps, a checkpoint at every third: a kill is likely to meet one being written. */
const config: TrainConfig = { epochs: 4, seed: 3, monitor: { metric: 'accuracy' }, checkpoint: { everySteps: 3 } };
/** Wide enough for files of more than 8 kB. */
const WIDTH = 300;
/** Programs start one after the other, on a machine that may be busy. */
const PATIENCE = 180_000;

let dir: string;
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'kill-'))));
afterEach(() => rm(dir, { recursive: true }));

const child = (options: Partial<ChildOptions> = {}) =>
  runChild({ program: 'xor-child', parameters: [dir, JSON.stringify(config), String(WIDTH)], ...options });
const newest = async (path = dir) => (await openCheckpoints(join(path, 'checkpoints')).newest()).checkpoint!;

/** What a run comes to that nothing happens to: in this process, the others in theirs. */
let straight: string;
beforeAll(async () => {
  await useBackend('cpu');
  const run = xorRun(config, { width: WIDTH });
  await train(run);
  straight = weightBits(run.model);
}, PATIENCE);

describe('a run that is killed, killed while it writes a checkpoint, interrupted, and meets a full disk', () => {
  it('goes on each time, to the very weights of a run that nothing happened to', { timeout: PATIENCE }, async () => {
    const random = createRandom(Date.now() | 0);
    const [steps, delay] = [4 + random.int(10), 30 * random.next()]; // somewhere in a step, or in a checkpoint
    let seen = 0;
    const killed = await child({ onLine: (_, kill) => void (++seen === steps && setTimeout(() => kill('SIGKILL'), delay)) });
    expect(killed).toMatchObject({ signal: 'SIGKILL' });

    const checkpoints = join(dir, 'checkpoints');
    let written = 0;
    let end: (signal: NodeJS.Signals) => void = () => undefined;
    const watcher = watch(checkpoints, (_, name) => void (String(name).endsWith('.part') && ++written === 5 && end('SIGKILL')));
    const writing = await child({ onLine: (_, kill) => (end = kill) });
    watcher.close();
    expect(writing).toMatchObject({ signal: 'SIGKILL' });

    let last = 0;
    const interrupted = await child({
      onLine: (line, kill) => {
        const first = last === 0;
        last = Number(line.split(' ')[1]);
        if (first) kill('SIGINT');
      },
    });
    expect(interrupted.code).toBe(130);
    expect(interrupted.messages).toMatch(/SIGINT: finishing the step/);
    expect(interrupted.messages).toContain(
      `INTERRUPTED: Stopped after step ${last}: everything up to here is in ${dir}. Go on with --resume ${dir}`,
    );
    expect((await newest()).position.step).toBe(last);

    const full = await child({ through: ['bash', '-c', 'ulimit -f 8; exec "$@"', 'bash'] }); // no file may be larger than 8 blocks of 1,024 bytes
    expect(full.code).toBe(1);
    expect(full.messages).toMatch(/DISK_FULL: The disk has no room for .*\(EFBIG\): the checkpoints before it are whole\. Free some space/);
    expect((await newest()).position.step).toBe(last);

    expect(await child()).toMatchObject({ code: 0 });
    expect(await readFile(join(dir, 'weights.hex'), 'utf8')).toBe(straight);
    expect((await readdir(checkpoints)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('a file system that runs full', () => {
  it('is told clearly, and its checkpoints are good to go on from', { timeout: PATIENCE }, async (context) => {
    const disk = join(dir, 'disk');
    const kept = join(dir, 'kept');
    await mkdir(disk);
    const mount = `mount -t tmpfs -o size=150k none ${disk}`; // in a name space of its own: it is gone with the process
    const may = spawnSync('unshare', ['-rm', 'bash', '-c', mount]).status === 0;
    context.skip(!may, 'this machine does not let us mount a small file system');
    const script = `${mount} && "$@"; status=$?; cp -r ${disk} ${kept}; exit $status`;
    const parameters = [join(disk, 'run'), JSON.stringify(config), String(WIDTH)];
    const full = await child({ through: ['unshare', '-rm', 'bash', '-c', script, 'bash'], parameters });
    expect(full.messages).toMatch(/DISK_FULL: .*\(ENOSPC\)/);
    expect(full.code).toBe(1);
    expect((await newest(join(kept, 'run'))).position.step).toBeGreaterThan(0);
    expect(await child({ parameters: [join(kept, 'run'), ...parameters.slice(1)] })).toMatchObject({ code: 0 });
    expect(await readFile(join(kept, 'run/weights.hex'), 'utf8')).toBe(straight);
  });
});

describe('a second Ctrl-C', () => {
  it('ends at once', async () => {
    const said: string[] = [];
    const onLine: ChildOptions['onLine'] = (line, kill) => {
      said.push(line);
      if (said.length === 1) {
        kill('SIGINT'); // one key press that arrives twice is one
        kill('SIGINT');
      } else {
        setTimeout(() => kill('SIGINT'), 400);
      }
    };
    expect(await runChild({ program: 'interrupt-child', onLine })).toMatchObject({ code: 130 });
    expect(said).toEqual(['ready', expect.stringMatching(/^SIGINT: finishing the step .* once more to end at once/)]);
  });
});
