import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { createRunFolder } from '../run-folder/run-folder.js';
import { resumeFrom } from '../run-folder/resume.js';
import { BEST_ACCURACY, weightBits, xorRun } from '../testing/noisy-xor.fixture.js';
import { train } from './train.js';
import type { TrainConfig } from './train-config.js';

let dir: string;
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'train-'))));
afterEach(() => rm(dir, { recursive: true }));

const config: TrainConfig = {
  epochs: 6,
  seed: 3,
  clipNorm: 1,
  optimiser: { kind: 'adamw', learningRate: 0.02 },
  schedule: { kind: 'cosine', base: 0.02, warmup: 16 },
  monitor: { metric: 'accuracy' },
  logEvery: 7,
};

describe('train', () => {
  it('learns a task to the accuracy that is possible, and leaves curves and checkpoints', async () => {
    await useBackend('cpu');
    const run = xorRun(config, { rows: 2048, width: 32, validated: 2000 });
    const folder = await createRunFolder(join(dir, 'run'), config);
    const result = await train({ ...run, folder });
    await folder.close();
    expect(result).toMatchObject({ step: 384, epoch: 6, finished: 'epochs' });
    expect(result.best).toBeGreaterThan(BEST_ACCURACY - 0.04);
    expect(result.best).toBeLessThan(BEST_ACCURACY + 0.03); // 4 standard errors of 2,000 rows
    expect(await readFile(join(dir, 'run/curves.csv'), 'utf8')).toMatch(/^7,loss,[\s\S]*^64,accuracy,/m);
    expect(await readdir(join(dir, 'run/checkpoints'))).toContain('epoch-00006-step-000000384');
  });
});
