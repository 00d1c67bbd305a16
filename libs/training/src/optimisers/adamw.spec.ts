import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { setLearningRate, trainStep } from '../loop/train-step.js';
import { AdamW } from './adamw.js';

/** Made by reference/adamw.py. */
interface Reference {
  start: { kernel: number[][]; bias: number[] };
  gradients: { kernel: number[][]; bias: number[] }[];
  runs: Record<string, { options: object; rates: number[]; kernel: number[][][]; bias: number[][] }>;
}
const reference = JSON.parse(readFileSync(new URL('./adamw.fixture.json', import.meta.url), 'utf8')) as Reference;

beforeAll(() => useBackend());

describe('AdamW', () => {
  it.each(Object.entries(reference.runs))('follows %s', (_, { options, rates, kernel, bias }) => {
    const variables = [tf.variable(tf.tensor2d(reference.start.kernel)), tf.variable(tf.tensor1d(reference.start.bias))];
    const optimizer = new AdamW({ learningRate: 1, ...options });
    const [names, expected] = [variables.map(({ name }) => name), rates.map((_, step) => [kernel[step]!.flat(), bias[step]!])];
    reference.gradients.forEach((gradient, step) => {
      setLearningRate(optimizer, rates[step]!);
      tf.tidy(() => optimizer.applyGradients({ [names[0]!]: tf.tensor2d(gradient.kernel), [names[1]!]: tf.tensor1d(gradient.bias) }));
      variables.forEach((variable, v) =>
        variable.dataSync().forEach((value, i) => expect(Math.abs(value - expected[step]![v]![i]!)).toBeLessThanOrEqual(1e-6)),
      );
    });
    tf.dispose(variables);
    optimizer.dispose();
  });

  it('trains a compiled model as trainStep trains any, and leaves no tensor behind', async () => {
    const make = () => tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2], kernelInitializer: 'ones' })] });
    const [model, twin] = [make(), make()];
    const [x, y] = [tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]), tf.tensor2d([1, 3, 4, 6], [4, 1])]; // prettier-ignore
    model.compile({ optimizer: new AdamW({ learningRate: 0.1 }), loss: 'meanSquaredError' });
    const fit = (epochs: number) => model.fit(x, y, { epochs, batchSize: 4, verbose: 0, shuffle: false });
    await fit(1);
    const before = tf.memory().numTensors;
    await fit(4);
    expect(tf.memory().numTensors).toBe(before);
    const optimizer = new AdamW({ learningRate: 0.1 });
    const variables = twin.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const loss = () => (twin.apply(x) as tf.Tensor).sub(y).square().mean().asScalar();
    for (let step = 0; step < 5; step++) trainStep({ optimizer, loss, variables });
    model.getWeights().forEach((weight, i) => {
      expect([...weight.dataSync()]).not.toEqual([...make().getWeights()[i]!.dataSync()]);
      weight.dataSync().forEach((value, k) => expect(value).toBeCloseTo(variables[i]!.dataSync()[k]!, 5));
    });
  });

  it('comes back from its configuration as TensorFlow.js stores it', () => {
    const optimizer = new AdamW({ learningRate: 0.1, beta2: 0.99, groups: [{ match: '^head', rateFactor: 2 }] });
    optimizer.setLearningRate(0.2);
    const again = AdamW.fromConfig(AdamW, optimizer.getConfig());
    expect(again.getConfig()).toEqual({ ...optimizer.getConfig(), learningRate: 0.2 });
    expect(tf.serialization.SerializationMap.getMap().classNameMap[again.getClassName()]![0]).toBe(AdamW);
  });

  it('is the same step through trainStep, with and without clipping', () => {
    const w = tf.variable(tf.tensor1d([3, 4]));
    const optimizer = new AdamW({ learningRate: 0.5 });
    trainStep({ optimizer, loss: () => w.square().sum().asScalar(), variables: [w], clipNorm: 1 });
    w.dataSync().forEach((value, i) => expect(value).toBeCloseTo([2.5, 3.5][i]!, 5)); // the first step of Adam is the rate, of whatever gradient
  });
});
