import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { Sgd } from '../optimisers/sgd.js';
import { GradientStep } from './gradient-step.js';
import { isLayersModel, type TrainableModel } from './model-weights.js';

beforeAll(() => useBackend('cpu'));

const squares = (w: tf.Variable) => (values: number[]) => w.sub(tf.tensor1d(values)).square().mean().asScalar(); // gradient 2 (w − mean)

describe('GradientStep', () => {
  it('is one step on all samples, however they are parted', async () => {
    const w = tf.variable(tf.scalar(0));
    const step = new GradientStep({ model: { w }, loss: squares(w), optimiser: tf.train.sgd(0.5), seed: 1 });
    const last = { samples: 2, values: [10, 8] };
    await step.add({ samples: 4, values: [1, 2, 3, 0] }, 0);
    await step.add(last, 0);
    expect(step.count).toBe(2);
    expect(await step.apply(last, 0)).toEqual({ loss: expect.closeTo(178 / 6, 4), norm: expect.closeTo(8, 5) });
    expect(w.dataSync()[0]).toBeCloseTo(4, 5); // the mean of all six
    expect(step.count).toBe(0);
  });

  const rows = fc.array(fc.array(fc.float({ min: -2, max: 2, noNaN: true }), { minLength: 4, maxLength: 4 }), { minLength: 3, maxLength: 20 }); // prettier-ignore
  test.prop([rows, fc.integer({ min: 1, max: 7 }), fc.constantFrom(undefined, 0.05, 100)], { numRuns: 30 })(
    'is the step of the whole batch, whatever the size of the last part, clipped or not',
    async (rows, size, clipNorm) => {
      const steps = [rows.length, size].map(async (size) => {
        const model = { w: tf.variable(tf.ones([3, 1])), b: tf.variable(tf.scalar(0.5)) };
        const loss = (part: number[][]) => {
          const [x, y] = tf.split(tf.tensor2d(part), [3, 1], 1) as [tf.Tensor2D, tf.Tensor2D];
          return x.matMul<tf.Tensor2D>(model.w).add(model.b).sub(y).square().mean().asScalar();
        };
        const step = new GradientStep({ model, loss, optimiser: new Sgd({ learningRate: 0.1 }), seed: 1, clipNorm });
        const parts = Array.from({ length: Math.ceil(rows.length / size) }, (_, k) => rows.slice(k * size, (k + 1) * size));
        for (const values of parts) await step.add({ values, samples: values.length }, 0);
        const { loss: mean } = await step.apply({ values: parts.at(-1)!, samples: 1 }, 0);
        return [mean, ...Object.values(model).flatMap((variable) => [...variable.dataSync()])];
      });
      const [whole, parts] = (await Promise.all(steps)) as [number[], number[]];
      whole.forEach((value, i) => expect(Math.abs(value - parts[i]!)).toBeLessThan(1e-5 * Math.max(1, Math.abs(value))));
    },
  );

  it('counts a variable that only some batches have as nothing in the others', async () => {
    const [a, b] = [tf.variable(tf.scalar(1)), tf.variable(tf.scalar(1))];
    const loss = (mine: boolean) => (mine ? a.mul(2) : b.mul(4)).asScalar();
    const step = new GradientStep({ model: { a, b }, loss, optimiser: tf.train.sgd(1), seed: 1 });
    await step.add({ values: true, samples: 1 }, 0);
    await step.add({ values: false, samples: 3 }, 0);
    expect((await step.apply({ values: true, samples: 1 }, 0)).loss).toBeCloseTo((2 + 12) / 4, 6);
    expect([a.dataSync()[0], b.dataSync()[0]]).toEqual([1 - 2 / 4, 1 - 12 / 4]);
  });

  it('clips the mean gradient to its length', async () => {
    const w = tf.variable(tf.tensor1d([3, 4]));
    const step = new GradientStep({ model: { w }, loss: () => w.square().sum().mul(0.5).asScalar(), optimiser: tf.train.sgd(1), seed: 1, clipNorm: 1 });
    const batch = { samples: 1, values: undefined };
    await step.add(batch, 0);
    expect((await step.apply(batch, 0)).norm).toBe(5);
    w.dataSync().forEach((value, i) => expect(value).toBeCloseTo([2.4, 3.2][i]!, 6));
  }); // prettier-ignore

  it('keeps no tensor over many steps', async () => {
    const w = tf.variable(tf.ones([4]));
    const step = new GradientStep({ model: { w }, loss: () => w.square().sum().asScalar(), optimiser: tf.train.adam(0.1), seed: 1, clipNorm: 0.1 });
    const batch = { samples: 1, values: undefined };
    const once = async () => {
      await step.add(batch, 0);
      await step.add(batch, 0);
      await step.apply(batch, 0);
    };
    await once();
    const before = tf.memory().numTensors;
    for (let i = 0; i < 20; i++) await once();
    expect(tf.memory().numTensors).toBe(before);
  }); // prettier-ignore

  it('refuses to mix up the moments of tf.train’s Adam when other variables have gradients; our own keep theirs by name', async () => {
    const [a, b] = [tf.variable(tf.scalar(1)), tf.variable(tf.scalar(1))];
    const step = new GradientStep({ model: { a, b }, loss: () => a.square().add(b.square()).asScalar(), optimiser: tf.train.adam(0.1), seed: 1 });
    const batch = { samples: 1, values: undefined };
    await step.add(batch, 0);
    await step.apply(batch, 0);
    a.trainable = false;
    await step.add(batch, 1);
    await expect(step.apply(batch, 1)).rejects.toMatchObject({ code: 'OPTIMISER_VARIABLES_CHANGED' });
  }); // prettier-ignore

  it('draws other dropout in each batch of each step, and the same again in a run with the same seed', async () => {
    const masks = async (seed: number) => {
      const w = tf.variable(tf.scalar(1));
      const seen: string[] = [];
      const loss = () => {
        const mask = tf.dropout(tf.ones([64]), 0.5);
        seen.push(mask.dataSync().join());
        return mask.sum().mul(w).asScalar();
      };
      const step = new GradientStep({ model: { w }, loss, optimiser: tf.train.sgd(0.1), seed });
      const batch = { samples: 1, values: undefined };
      for (let i = 0; i < 3; i++) {
        await step.add(batch, i);
        await step.add(batch, i);
        await step.apply(batch, i);
      }
      return seen;
    };
    const first = await masks(1);
    expect(new Set([...first, ...(await masks(2))]).size).toBe(12);
    expect(await masks(1)).toEqual(first);
  });

  it('computes gradients as it is told: here as a loss scaled for half precision would', async () => {
    const w = tf.variable(tf.scalar(3));
    const gradients = (loss: () => tf.Scalar, variables: tf.Variable[]) => {
      const scaled = tf.variableGrads(() => loss().mul(1024).asScalar(), variables);
      const back = tf.tidy(() => ({ value: scaled.value.div(1024).asScalar(), grads: { [w.name]: scaled.grads[w.name]!.div(1024) } }));
      tf.dispose([scaled.value, scaled.grads]);
      return back;
    };
    const step = new GradientStep({ model: { w }, loss: () => w.square().asScalar(), optimiser: tf.train.sgd(0.5), seed: 1, gradients });
    const batch = { samples: 1, values: undefined };
    await step.add(batch, 0);
    expect(await step.apply(batch, 0)).toEqual({ loss: 9, norm: 6 });
    expect(w.dataSync()[0]).toBe(0);
  });
});

describe('a step that is not finite', () => {
  type Values = { x: tf.Tensor };
  const x = () => ({ x: tf.tensor2d([[1, 2], [3, 4]]) }); // prettier-ignore
  const network = (middle: tf.layers.Layer) =>
    tf.sequential({
      layers: [
        tf.layers.dense({ units: 3, inputShape: [2], name: 'first' }),
        tf.layers.batchNormalization({ name: 'norm' }),
        middle,
        tf.layers.dense({ units: 1, name: 'last' }),
      ],
    });

  class Logarithm extends tf.layers.Layer {
    static className = 'Logarithm';
    override call(inputs: tf.Tensor | tf.Tensor[]) {
      return tf.tidy(() => (Array.isArray(inputs) ? inputs[0]! : inputs).abs().neg().log());
    }
  }

  async function diverge(model: TrainableModel, loss: (values: Values) => tf.Scalar, values: Values) {
    const step = new GradientStep({ model, loss, optimiser: tf.train.sgd(0.1), seed: 1 });
    const batch = { samples: 2, values };
    const weights = () => (isLayersModel(model) ? model.getWeights() : Object.values(model));
    const before = weights().map((weight) => [...weight.dataSync()]);
    const tensors = tf.memory().numTensors;
    const error: unknown = await (async () => {
      await step.add(batch, 6, 'runs/a/checkpoints/epoch-00000-step-000000005');
      await step.apply(batch, 6);
    })().catch((thrown: unknown) => thrown);
    expect(weights().map((weight) => [...weight.dataSync()])).toEqual(before); // also the moving averages of batch normalisation
    expect(tf.memory().numTensors).toBe(tensors);
    expect(error).toMatchObject({ code: 'TRAINING_DIVERGED' });
    return error as Error & { details: { kind: string; name: string } };
  } // prettier-ignore
  const sumOf = (model: tf.LayersModel) => ({ x }: Values) => (model.apply(x, { training: true }) as tf.Tensor).sum().asScalar(); // prettier-ignore

  it('is told with the layer whose output is the first that is not finite, what to do, and where to go on from', async () => {
    const model = network(new Logarithm({ name: 'log' }));
    const { message } = await diverge(model, sumOf(model), x());
    expect(message).toMatch(/^The loss of step 6 is NaN; first not finite: the output of layer 'log' \(Logarithm\)\. Nothing was updated/);
    expect(message).toMatch(/the last good checkpoint is runs\/a\/checkpoints\/epoch-00000-step-000000005\. Lower the learning rate/);
  });

  it('is told with the layer within a model within a model', async () => {
    const inner = tf.sequential({ name: 'inner', layers: [new Logarithm({ name: 'deep', inputShape: [3] } as never)] });
    const model = network(inner);
    expect((await diverge(model, sumOf(model), x())).message).toContain(`the output of layer 'deep' (Logarithm)`);
  });

  it('is told with the batch, the weight, the gradient or the loss where these are to blame', async () => {
    const model = network(tf.layers.activation({ activation: 'relu' }));
    expect((await diverge(model, sumOf(model), { x: tf.tensor2d([[1, NaN], [3, 4]]) })).details).toMatchObject({ kind: 'batch', name: `'x' in the batch` }); // prettier-ignore
    const zero = (values: Values) => sumOf(model)(values).mul(0).log().asScalar();
    expect((await diverge(model, zero, x())).details).toMatchObject({ kind: 'loss' });
    const w = tf.variable(tf.tensor1d([0, 1]));
    const root = () => w.sqrt().sum().asScalar(); // finite, but infinitely steep at 0
    const steep = await diverge({ w }, root, x());
    expect(steep.details).toMatchObject({ kind: 'gradient', name: `the gradient of 'w'` });
    expect(steep.message).toMatch(/^The norm of the gradients of step 6 is Infinity/);
    w.assign(tf.tensor1d([Infinity, 1]));
    expect((await diverge({ w }, root, x())).details).toMatchObject({ kind: 'weight', name: `the weight 'w', since an earlier step` });
  });
});
