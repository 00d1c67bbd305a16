import { mkdtemp, readdir, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { resumeFrom } from '../run-folder/resume.js';
import { createRunFolder } from '../run-folder/run-folder.js';
import { weightBits, type XorBatch, xorRun } from '../testing/noisy-xor.fixture.js';
import { train } from './train.js';
import type { TrainConfig } from './train-config.js';
import type { TrainOptions } from './train.types.js';

let dir: string;
beforeEach(async () => {
  await useBackend('cpu');
  dir = await mkdtemp(join(tmpdir(), 'resume-'));
});
afterEach(() => rm(dir, { recursive: true }));

/** 48 steps, with a checkpoint every 8 and at the end of each epoch. */
const plain: TrainConfig = { epochs: 3, seed: 3, logEvery: 7, checkpoint: { everySteps: 8 } };

class Crash extends Error {}

/** Runs to the end, breaking down after each of the given steps as if the process had died there. @returns weights and curves */
async function runThrough(
  path: string,
  config: TrainConfig,
  crashes: readonly number[],
  more: () => Partial<Pick<TrainOptions<XorBatch>, 'optimiser'>> = () => ({}),
) {
  for (const crash of [...crashes, Infinity]) {
    const run = xorRun(config);
    const folder = crash === [...crashes, Infinity][0] ? await createRunFolder(path, config) : await resumeFrom(path);
    const onStep = ({ step }: { step: number }) => {
      if (step === crash) throw new Crash();
    };
    try {
      const result = await train({ ...run, ...more(), folder, onStep });
      return { result, weights: weightBits(run.model), curves: await readFile(join(path, 'curves.csv'), 'utf8') };
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
  }
  throw new Error('it never came to its end');
}

const cases: [string, TrainConfig, (() => Partial<Pick<TrainOptions<XorBatch>, 'optimiser'>>)?][] = [
  ['AdamW', { ...plain, optimiser: { kind: 'adamw', learningRate: 0.02 } }],
  ['a schedule, clipping and several batches a step', { ...plain, accumulate: 3, clipNorm: 0.5, schedule: { kind: 'cosine', base: 0.02, warmup: 4 } }],
  ['momentum and a plateau', { ...plain, optimiser: { kind: 'sgd', momentum: 0.9 }, monitor: { metric: 'accuracy' }, evaluateEvery: 4, schedule: { kind: 'plateau', base: 0.05, patience: 1, goal: 'max' } }],
  ['early stopping with the best weights', { ...plain, monitor: { metric: 'accuracy', goal: 'min' }, evaluateEvery: 4, earlyStopping: { patience: 4, restoreBest: true } }], // accuracy rises: the first stays the best, and step 20 is the last
  ['an average of the weights', { ...plain, averageDecay: 0.9 }],
  ['tf.train.adam', plain, () => ({ optimiser: tf.train.adam(0.02) })],
]; // prettier-ignore

describe('a run that is taken up again', () => {
  it.each(cases)('comes to the same weights and curves: %s', async (_, config, more) => {
    const straight = await runThrough(join(dir, 'straight'), config, [], more);
    const broken = await runThrough(join(dir, 'broken'), config, [3, 11, 18], more); // before the first checkpoint, within an epoch and after one
    if (config.earlyStopping) expect(straight.result).toMatchObject({ finished: 'early stopping', step: 20 });
    expect(broken.weights).toBe(straight.weights);
    expect(broken.curves).toBe(straight.curves);
    expect(broken.result).toEqual({ ...straight.result, checkpoint: straight.result.checkpoint!.replace('straight', 'broken') });
  });

  it('falls back to the checkpoint before one that was cut off, says so, and still comes to the same weights', async () => {
    const straight = await runThrough(join(dir, 'straight'), plain, []);
    const path = join(dir, 'broken');
    await expect(train({ ...xorRun(plain), folder: await createRunFolder(path, plain), onStep: ({ step }) => { if (step === 27) throw new Crash(); } })).rejects.toThrow(Crash); // prettier-ignore
    const newest = (await readdir(join(path, 'checkpoints'))).sort().at(-1)!;
    expect(newest).toBe('epoch-00001-step-000000024');
    await truncate(join(path, 'checkpoints', newest, 'state.safetensors'), 50);
    let said = '';
    const run = xorRun(plain);
    const output = { write: (text: string) => ((said += text), true) } as NodeJS.WritableStream;
    await train({ ...run, folder: await resumeFrom(path), output });
    expect(said).toMatch(/Passed over: The checkpoint epoch-00001-step-000000024 is damaged \(state\.safetensors has 50 of/);
    expect(said).toMatch(/going on from step 16/);
    expect(weightBits(run.model)).toBe(straight.weights);
  });

  it('is not trained any further where it is complete', async () => {
    const { weights } = await runThrough(dir, plain, []);
    const again = xorRun(plain);
    const onStep = () => expect.unreachable();
    const result = await train({ ...again, folder: await resumeFrom(dir), onStep });
    expect(result).toMatchObject({ step: 48, finished: 'epochs' });
    expect(weightBits(again.model)).toBe(weights);
  });

  it.each([
    ['another model', () => xorRun(plain, { width: 8 }), 'CHECKPOINT_OTHER_MODEL', /\w+\/\w+ is \[(2, )?16\] there and \[(2, )?8\] here/],
    ['other data', () => xorRun(plain, { rows: 480 }), 'CHECKPOINT_OTHER_CONFIG', /data\.samples is 512 there and 480 here/],
    ['another rate', () => xorRun({ ...plain, optimiser: { kind: 'adamw', learningRate: 1 } }), 'CHECKPOINT_OTHER_CONFIG', /optimiser\.learningRate is 0\.001 there and 1 here/],
  ] as const)('refuses a checkpoint of %s', async (_, other, code, message) => {
    await runThrough(dir, { ...plain, epochs: 1 }, []);
    const run = other();
    const before = weightBits(run.model);
    const training = train({ ...run, config: { ...run.config, epochs: 1 }, folder: await resumeFrom(dir) });
    await expect(training).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(weightBits(run.model)).toBe(before);
  }); // prettier-ignore

  it('does not start anew over the checkpoints of another run', async () => {
    await runThrough(dir, { ...plain, epochs: 1 }, []);
    await expect(createRunFolder(dir, plain)).rejects.toMatchObject({ code: 'RUN_EXISTS' });
  });
});

describe.each(['cpu', 'wasm', 'tensorflow'])('two runs with one seed on %s', (backend) => {
  it('are bit-equal, dropout included; another seed is another run', async (context) => {
    await useBackend(backend).catch(() => context.skip(`${backend} is not set up here`));
    const bits = async (config: TrainConfig) => {
      const run = xorRun(config);
      await train(run);
      return weightBits(run.model);
    };
    const first = await bits({ epochs: 2, seed: 1 });
    expect(await bits({ epochs: 2, seed: 1 })).toBe(first);
    expect(await bits({ epochs: 2, seed: 2 })).not.toBe(first); // the order of the data is the same: dropout differs
  });
});
