import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { resumeFrom } from '../run-folder/resume.js';
import { createRunFolder } from '../run-folder/run-folder.js';
import { BEST_ACCURACY, weightBits, xorRun } from '../testing/noisy-xor.fixture.js';
import { batches } from './batches.js';
import { train } from './train.js';
import type { TrainConfig } from './train-config.js';

let dir: string;
beforeEach(async () => {
  await useBackend('cpu');
  dir = await mkdtemp(join(tmpdir(), 'train-'));
});
afterEach(() => rm(dir, { recursive: true }));

describe('train', () => {
  it('learns a task to the accuracy that is possible, and leaves curves, checkpoints and what they depend on', async () => {
    const config: TrainConfig = {
      epochs: 6,
      seed: 4,
      clipNorm: 1,
      optimiser: { kind: 'adamw' },
      schedule: { kind: 'cosine', base: 0.02, warmup: 8 },
      monitor: { metric: 'accuracy' },
      averageDecay: 0.9,
    };
    const { name: backend } = await useBackend('wasm');
    const folder = await createRunFolder(dir, config);
    const result = await train({ ...xorRun(config, { rows: 1024, width: 32, validated: 2000 }), folder });
    await folder.close();
    expect(result).toMatchObject({ step: 192, epoch: 6, finished: 'epochs', checkpoint: join(dir, 'checkpoints/epoch-00006-step-000000192') });
    expect(result.best).toBeGreaterThan(BEST_ACCURACY - 0.04);
    expect(result.best).toBeLessThan(BEST_ACCURACY + 0.03); // 4 standard errors of 2,000 rows
    const curves = await readFile(join(dir, 'curves.csv'), 'utf8');
    expect(curves).toMatch(/^20,loss,[\s\S]*^20,gradient norm,[\s\S]*^20,learning rate,0\.01\d+\n[\s\S]*^32,epoch loss,[\s\S]*^32,accuracy,/m);
    expect(JSON.parse(await readFile(join(dir, 'environment.json'), 'utf8'))).toMatchObject({ backend, seed: 4 });
    expect((await readdir(dir)).join()).toMatch(/curves\.svg.*events\.out\.tfevents/);
  }); // prettier-ignore

  it('trains variables of one’s own: a line through points, to the least squares', async () => {
    const model = { slope: tf.variable(tf.scalar(0)), height: tf.variable(tf.scalar(0)) };
    const points = [[0, 1], [1, 3], [2, 4], [3, 8]] as const; // slope 2.2, height 0.7
    const data = batches({ samples: 4, batchSize: 4, seed: 1, make: (rows) => ({ x: tf.tensor1d(Array.from(rows, (i) => points[i]![0])), y: tf.tensor1d(Array.from(rows, (i) => points[i]![1])) }) });
    const loss = ({ x, y }: { x: tf.Tensor1D; y: tf.Tensor1D }) => x.mul(model.slope).add(model.height).sub(y).square().mean().asScalar();
    const before = tf.memory().numTensors;
    await train({ model, loss, data, config: { epochs: 300, optimiser: { kind: 'sgd', learningRate: 0.1 } }, output: null });
    expect(model.slope.dataSync()[0]).toBeCloseTo(2.2, 3);
    expect(model.height.dataSync()[0]).toBeCloseTo(0.7, 3);
    expect(tf.memory().numTensors).toBe(before);
  }); // prettier-ignore

  it('stops early, and takes the best weights back', async () => {
    const accuracies = [0.5, 0.7, 0.6, 0.65, 0.9];
    const config: TrainConfig = { epochs: 9, monitor: { metric: 'accuracy' }, earlyStopping: { patience: 2, restoreBest: true } };
    const run = xorRun(config);
    const seen: string[] = [];
    const evaluate = () => (seen.push(weightBits(run.model)), { accuracy: accuracies[seen.length - 1]! });
    const result = await train({ ...run, evaluate, folder: await createRunFolder(dir, config) });
    expect(result).toMatchObject({ finished: 'early stopping', epoch: 4, best: 0.7 });
    expect(weightBits(run.model)).toBe(seen[1]);
    expect((await readdir(join(dir, 'checkpoints'))).sort()).toEqual([2, 3, 4].map((n) => `epoch-0000${n}-step-0000000${16 * n}`)); // the best and the last two
  });

  it('goes on where a metric has no value for once', async () => {
    const accuracies = [0.5, NaN, 0.6];
    const config: TrainConfig = { epochs: 3, monitor: { metric: 'accuracy' } };
    const evaluate = () => ({ accuracy: accuracies.shift()! });
    const result = await train({ ...xorRun(config), evaluate, folder: await createRunFolder(dir, config) });
    expect(result).toMatchObject({ epoch: 3, best: 0.6 });
    expect((await readFile(join(dir, 'curves.csv'), 'utf8')).match(/accuracy,.*/g)).toEqual(['accuracy,0.5', 'accuracy,0.6']);
  });

  it('reports steps, evaluations and checkpoints, and tells each epoch before it begins', async () => {
    const config: TrainConfig = { epochs: 2, accumulate: 5, evaluateEvery: 3, checkpoint: { everySteps: 2 } };
    const events: string[] = [];
    const note = (what: string) => void events.push(what);
    await train({
      ...xorRun(config),
      folder: await createRunFolder(dir, config),
      onEpoch: (epoch) => note(`epoch ${epoch}`),
      onStep: ({ step, batch, samples }) => note(`${step}: ${batch} batches, ${samples}`),
      onEvaluate: (_, { step }) => note(`evaluated ${step}`),
      onCheckpoint: (_, { step, epoch }) => note(`kept ${step} of ${epoch}`),
    });
    expect(events).toEqual([
      'epoch 0', '1: 5 batches, 160', '2: 10 batches, 160', 'kept 2 of 0', '3: 15 batches, 160', 'evaluated 3', 'kept 3 of 0', '4: 16 batches, 32', 'kept 4 of 0', 'kept 4 of 1',
      'epoch 1', '5: 5 batches, 160', '6: 10 batches, 160', 'evaluated 6', 'kept 6 of 1', '7: 15 batches, 160', '8: 16 batches, 32', 'kept 8 of 1', 'evaluated 8', 'kept 8 of 2',
    ]); // prettier-ignore
  });

  it('keeps several runs in one folder apart: one that is complete is taken up as it is, the next one goes on', async () => {
    const config: TrainConfig = { epochs: 1, logEvery: 4 };
    const stages = async (folder: Awaited<ReturnType<typeof createRunFolder>>, breakAt: number) => {
      const run = xorRun(config);
      const optimiser = tf.train.adam(0.01);
      for (const name of ['first', 'second']) {
        const onStep = ({ step }: { step: number }) => {
          if (name === 'second' && step === breakAt) throw new Error('killed');
        };
        await train({ ...run, optimiser, name, folder, onStep });
      }
      return { weights: weightBits(run.model), curves: await readFile(join(folder.path, 'curves.csv'), 'utf8') };
    };
    const straight = await stages(await createRunFolder(join(dir, 'straight'), config), NaN);
    await expect(stages(await createRunFolder(join(dir, 'broken'), config), 9)).rejects.toThrow('killed');
    expect(await stages(await resumeFrom(join(dir, 'broken')), NaN)).toEqual(straight);
    expect(straight.curves).toMatch(/^4,first\/loss,[\s\S]*^4,second\/loss,/m);
  });

  it('says where the progress is, with the time left', async () => {
    let said = '';
    const output = { write: (text: string) => ((said += text), true) } as NodeJS.WritableStream;
    await train({ ...xorRun({ epochs: 1 }), name: 'xor', output });
    expect(said).toMatch(/^xor: epoch 1\/1, loss \d\.\d+, epoch loss 0\.\d+, accuracy 0\.\d+, \d+ samples\/s, \d+s\n$/);
  });
});

describe('bad input', () => {
  it.each([
    ['TRAIN_CONFIG', { epochs: 0 }, /epochs/],
    ['TRAIN_CONFIG', { epochs: 1, learningRate: 3 }, /learningRate/],
    ['TRAIN_CONFIG', { epochs: 1, earlyStopping: { patience: 1 } }, /early stopping needs a metric/],
    [
      'TRAIN_CONFIG',
      { epochs: 1, monitor: { metric: 'accuracy' }, earlyStopping: { patience: 1, restoreBest: true } },
      /needs a run folder/,
    ],
    ['METRIC_MISSING', { epochs: 1, monitor: { metric: 'recall' } }, /monitors 'recall', but the evaluation gave epoch loss, accuracy/],
  ])('is refused as %s: %j', async (code, config, message) => {
    await expect(train(xorRun(config as TrainConfig))).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('is a dropout layer with a seed, which would drop the same places at every step', async () => {
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [2] }), tf.layers.dropout({ rate: 0.5, seed: 1, name: 'drop' })] });
    await expect(train({ ...xorRun({ epochs: 1 }), model })).rejects.toMatchObject({ code: 'DROPOUT_SEED', message: expect.stringMatching(/'drop'/) });
  }); // prettier-ignore

  it('is data that gives no batches', async () => {
    const data = { samples: 1, batches: 1, config: null, epoch: () => [] };
    await expect(train({ ...xorRun({ epochs: 1 }), data })).rejects.toMatchObject({ code: 'DATA_EMPTY' });
  });

  it('stops where the loss is not finite, and the last good checkpoint is named and whole', async () => {
    const config: TrainConfig = { epochs: 2, checkpoint: { everySteps: 4 } };
    const run = xorRun(config);
    let steps = 0;
    const loss: typeof run.loss = (values) => (++steps > 10 ? run.loss(values).mul(NaN).asScalar() : run.loss(values));
    const error = await train({ ...run, loss, folder: await createRunFolder(dir, config) }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'TRAINING_DIVERGED', details: { kind: 'loss', step: 10, checkpoint: join(dir, 'checkpoints/epoch-00000-step-000000008') } }); // prettier-ignore
    const again = xorRun(config);
    await train({ ...again, folder: await resumeFrom(dir) }); // with the fault repaired it goes on
    const whole = xorRun(config);
    await train(whole);
    expect(weightBits(again.model)).toBe(weightBits(whole.model));
  });
});
