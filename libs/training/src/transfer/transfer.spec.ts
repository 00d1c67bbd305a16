import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { trainStep } from '../loop/train-step.js';
import { AdamW } from '../optimisers/adamw.js';
import { blocksOf } from './blocks.js';
import { layerwiseDecay } from './layerwise-decay.js';
import { createUnfreezing } from './unfreezing.js';

beforeAll(() => useBackend());

const network = () => {
  const seed = { kernelInitializer: tf.initializers.glorotUniform({ seed: 1 }) };
  return tf.sequential({
    layers: [
      tf.layers.dense({ units: 3, inputShape: [3], name: 'stem', ...seed }),
      tf.layers.dense({ units: 3, name: 'block_0_in', ...seed }),
      tf.layers.batchNormalization({ name: 'block_0_norm' }),
      tf.layers.activation({ activation: 'linear' }),
      tf.layers.dense({ units: 1, name: 'head', ...seed }),
    ],
  });
};
const joined = /^(block_\d+)_/;
const x = () => tf.tensor2d([[1, 2, 3], [-1, 0.5, 2]]); // prettier-ignore
const step = (model: tf.LayersModel, optimizer: tf.Optimizer) =>
  trainStep({ optimizer, loss: () => (model.apply(x(), { training: true }) as tf.Tensor).sub(1).square().mean().asScalar() });
/** Kernel and bias of each block, frozen or not. */
const snapshot = (model: tf.LayersModel) =>
  new Map(
    model.layers
      .filter(({ weights, name }) => weights.length === 2 || name === 'block_0_norm')
      .map(({ name, weights }) => [joined.exec(name)?.[1] ?? name, weights.slice(0, 2).map((weight) => [...weight.read().dataSync()])]),
  );

describe('blocksOf', () => {
  it('joins layers by name, in their order, without what is never trained', () => {
    const blocks = blocksOf(network(), joined);
    expect(blocks.map(({ name, variables }) => [name, variables.length])).toEqual([['stem', 2], ['block_0', 4], ['head', 2]]); // prettier-ignore
    expect(() => blocksOf(tf.sequential())).toThrow(expect.objectContaining({ code: 'BLOCKS_EMPTY' }));
  });
});

describe('layerwiseDecay', () => {
  it('makes the first step of each block smaller by the decay, from the last to the first', () => {
    const model = network();
    const groups = layerwiseDecay(blocksOf(model, joined), 0.5);
    expect(groups.map(({ rateFactor }) => rateFactor)).toEqual([0.25, 0.5, 1]);
    const names = groups.map((group) => group.names[0]!);
    const before = names.map((name) => tf.engine().registeredVariables[name]!.dataSync()[0]!);
    // the first step of Adam is the rate itself, of whatever gradient
    tf.tidy(() =>
      new AdamW({ learningRate: 0.1, weightDecay: 0, groups }).applyGradients(
        names.map((name) => ({ name, tensor: tf.onesLike(tf.engine().registeredVariables[name]!) })),
      ),
    );
    names.forEach((name, b) =>
      expect(before[b]! - tf.engine().registeredVariables[name]!.dataSync()[0]!).toBeCloseTo(0.1 * groups[b]!.rateFactor, 5),
    );
    expect(() => layerwiseDecay([], 0)).toThrow(expect.objectContaining({ code: 'LAYERWISE_DECAY' }));
  });
});

describe('createUnfreezing', () => {
  it('trains the last block first, each other from its epoch, and a compiled model follows', async () => {
    const model = network();
    const optimizer = new AdamW({ learningRate: 0.01 });
    model.compile({ optimizer, loss: 'meanSquaredError' });
    const unfreezing = createUnfreezing({ blocks: blocksOf(model, joined), schedule: { every: 1 } });
    for (let epoch = 0; epoch < 3; epoch++) {
      unfreezing.apply(epoch, optimizer);
      const before = snapshot(model);
      await model.fit(x(), tf.ones([2, 1]), { epochs: 1, verbose: 0 });
      const moved = [...snapshot(model)].filter(([name, values]) => String(values) !== String(before.get(name))).map(([name]) => name);
      expect(moved).toEqual(unfreezing.trained(epoch));
      expect(moved).toEqual(['stem', 'block_0', 'head'].slice(2 - epoch));
    }
  });

  it('starts what is thawed clean, and keeps the state of what was not frozen', async () => {
    const model = network();
    const blocks = blocksOf(model, joined);
    const optimizer = new AdamW({ learningRate: 0.01 });
    step(model, optimizer);
    blocks[0]!.variables.forEach((variable) => (variable.trainable = false));
    createUnfreezing({ blocks, schedule: { from: [3, 0, 0] } }).apply(3, optimizer);
    step(model, optimizer);
    const [, steps, ...slots] = await optimizer.getWeights();
    const counts = [...steps!.tensor.dataSync()].map((count, v) => [slots[2 * v]!.name.split('/')[0], count]);
    expect(new Set(counts.map(String))).toEqual(new Set(['stem,1', 'block_0_in,2', 'block_0_norm,2', 'head,2']));
  });

  it('refuses a schedule that does not fit', () => {
    for (const from of [[0], [0, -1, 0], [0, NaN, 0]]) {
      expect(() => createUnfreezing({ blocks: blocksOf(network(), joined), schedule: { from } })).toThrow(/give each block an epoch/);
    }
  });
});
