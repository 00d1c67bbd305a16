import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawCurves } from './curves-svg.js';
import { createRunFolder } from './run-folder.js';

let parent: string;
beforeEach(async () => void (parent = await mkdtemp(join(tmpdir(), 'run-'))));
afterEach(() => rm(parent, { recursive: true }));

describe('createRunFolder', () => {
  it('leaves configuration, environment, curves as data and as a picture, and metrics', async () => {
    const run = await createRunFolder(join(parent, 'deep/run'), { seed: 7 });
    const read = (file: string) => readFile(join(run.path, file), 'utf8');
    expect(JSON.parse(await read('config.json'))).toEqual({ seed: 7 });
    expect(JSON.parse(await read('environment.json'))).toMatchObject({ node: process.version });
    await run.curve(1, { loss: 4, 'a,b': 1 });
    await run.curve(3, { loss: 2 });
    expect(await read('curves.csv')).toBe('step,name,value\n1,loss,4\n1,"a,b",1\n3,loss,2\n');
    await run.writeMetrics({ 'recall@20': 0.1 });
    expect(JSON.parse(await read('metrics.json'))).toEqual({ 'recall@20': 0.1 });
    await run.close();
    expect(await read('curves.svg')).toContain('<polyline points="70.0,28.0 620.0,156.0"'); // from the top left to the bottom right
  });

  it('refuses a point that is not a number', async () => {
    const run = await createRunFolder(parent, {});
    await expect(run.curve(1, { loss: NaN })).rejects.toMatchObject({ code: 'TRAINING_DIVERGED' });
  });
});

describe('drawCurves', () => {
  it('draws flat and single points inside the panel, and escapes names', () => {
    const picture = drawCurves([{ name: 'a<b & c', points: [[5, 2]] }]);
    expect(picture).toContain('a&lt;b &amp; c');
    expect(picture).toContain('points="345.0,92.0"');
    expect(drawCurves([])).toMatch(/^<svg/);
  });
});
