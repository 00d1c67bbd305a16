import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resumeFrom } from './resume.js';
import { createRunFolder } from './run-folder.js';

let parent: string;
beforeEach(async () => void (parent = await mkdtemp(join(tmpdir(), 'run-'))));
afterEach(() => rm(parent, { recursive: true }));

const read = (file: string) => readFile(join(parent, file), 'utf8');
const eventBytes = async (dir: string) => {
  const name = (await readdir(join(parent, dir))).find((file) => file.includes('tfevents'))!;
  return (await readFile(join(parent, dir, name))).length;
};

describe('resumeFrom', () => {
  it('goes on with the configuration and the curves as they were at the checkpoint', async () => {
    const first = await createRunFolder(join(parent, 'a'), { seed: 7 });
    await first.note({ backend: 'cpu' });
    await first.curve(1, { loss: 4 });
    const atCheckpoint = await first.state();
    const bytes = await eventBytes('a');
    await first.curve(2, { loss: 99 }); // after the checkpoint: the killed run's

    const second = await resumeFrom(join(parent, 'a'));
    expect(second.config).toEqual({ seed: 7 });
    expect(second.environment.backend).toBe('cpu');
    await second.restore(atCheckpoint);
    expect(await eventBytes('a')).toBeGreaterThan(bytes); // nothing is cut off before there is something new
    await second.curve(2, { loss: 3 });
    await second.close();
    expect(await read('a/curves.csv')).toBe('step,name,value\n1,loss,4\n2,loss,3\n');
    expect(await eventBytes('a')).toBe(bytes + (bytes - 40)); // a version record of 40 bytes, then records of one size
    expect(JSON.parse(await read('a/environment.json'))).toMatchObject({ backend: 'cpu', resumed: [{ node: process.version }] });
  });

  it('leaves out all points where there was no checkpoint yet, and a row that was cut off', async () => {
    const first = await createRunFolder(join(parent, 'a'), {});
    await first.curve(1, { loss: 4 });
    await writeFile(join(parent, 'a/curves.csv'), '2,lo', { flag: 'a' });
    const second = await resumeFrom(join(parent, 'a'));
    await second.close();
    expect(await read('a/curves.svg')).not.toContain('loss');
    await second.curve(1, { loss: 5 });
    expect(await read('a/curves.csv')).toBe('step,name,value\n1,loss,5\n');
  });

  it('takes the newest of several runs', async () => {
    for (const name of ['old', 'new', 'older']) await createRunFolder(join(parent, name), { name });
    await mkdir(join(parent, 'no-run'));
    await utimes(join(parent, 'old/config.json'), 100, 200);
    await utimes(join(parent, 'older/config.json'), 100, 100);
    expect((await resumeFrom(parent)).path).toBe(join(parent, 'new'));
  });

  it('says so where there is no run, or a damaged one', async () => {
    await expect(resumeFrom(join(parent, 'nowhere'))).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
    await expect(resumeFrom(parent)).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
    await writeFile(join(parent, 'config.json'), '{"seed":');
    await expect(resumeFrom(parent)).rejects.toMatchObject({ code: 'RUN_DAMAGED' });
  });
});
