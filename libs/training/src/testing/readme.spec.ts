import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runChild } from './child.fixture.js';

it('the example of the README is this one, learns what it says, and goes on where told', { timeout: 180_000 }, async () => {
  const [readme, example] = await Promise.all(['../../README.md', 'circle.fixture.ts'].map((file) => readFile(join(import.meta.dirname, file), 'utf8')));
  expect(readme).toContain(example!.replace("'../index.js'", "'@casebook/training'"));
  const cwd = await mkdtemp(join(tmpdir(), 'readme-'));
  try {
    const printed: string[] = [];
    const onLine = (line: string) => void printed.push(line);
    expect(await runChild({ program: 'circle', cwd, onLine })).toMatchObject({ code: 0 });
    expect(parseFloat(printed.at(-1)!)).toBeGreaterThan(96);
    expect(await readdir(join(cwd, 'runs/circle'))).toEqual(expect.arrayContaining(['checkpoints', 'config.json', 'curves.svg', 'environment.json']));
    const again = await runChild({ program: 'circle', parameters: ['--resume'], cwd, onLine });
    expect(again.messages).toMatch(/complete at step 400/);
    expect(printed[1]).toBe(printed[0]);
  } finally {
    await rm(cwd, { recursive: true });
  }
}); // prettier-ignore
