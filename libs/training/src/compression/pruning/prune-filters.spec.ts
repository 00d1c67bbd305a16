import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../backend/use-backend.js';
import { randomise } from '../../layers/layer.fixture.js';
import { residualCnn3d } from '../../networks/residual-cnn-3d.js';
import { filtersByL1, pruneFilters } from './prune-filters.js';

beforeAll(() => useBackend('cpu'));

/** Zeroes what a convolution's filters give, through its batch normalisation: γ = β = 0, so a ReLU after it gives 0. */
function mask(model: tf.LayersModel, norm: string, cut: number[]): void {
  const layer = model.getLayer(norm);
  const channels = layer.getWeights()[0]!.size;
  const alive = tf.tensor1d(Float32Array.from({ length: channels }, (_, i) => (cut.includes(i) ? 0 : 1)));
  layer.setWeights(layer.getWeights().map((values, i) => (i < 2 ? values.mul(alive) : values)));
}

const image = () => tf.randomNormal([2, 8, 8, 3], 0, 1, 'float32', 5);
const answer = (model: tf.LayersModel, x: tf.Tensor) => (model.predict(x) as tf.Tensor).dataSync();

describe('pruneFilters', () => {
  it('answers what the masked network answers: norm, pooling, concatenation, flattening, dense', async () => {
    const x = tf.input({ shape: [8, 8, 3] });
    const block = (input: tf.SymbolicTensor, name: string, filters: number) => {
      const conv = tf.layers.conv2d({ name, filters, kernelSize: 3, padding: 'same' }).apply(input);
      return tf.layers.reLU().apply(tf.layers.batchNormalization({ name: `${name}_norm` }).apply(conv)) as tf.SymbolicTensor;
    };
    const first = tf.layers.maxPooling2d({ poolSize: 2 }).apply(block(x, 'first', 4)) as tf.SymbolicTensor;
    const both = tf.layers.concatenate().apply([first, block(first, 'second', 5)]) as tf.SymbolicTensor;
    const classes = tf.layers.dense({ units: 3 }).apply(tf.layers.flatten().apply(both)) as tf.SymbolicTensor;
    const model = randomise(tf.model({ inputs: x, outputs: classes }));
    const smaller = await pruneFilters(model, new Map([['first', [0, 3]], ['second', [1, 2, 4]]])); // prettier-ignore
    mask(model, 'first_norm', [1, 2]);
    mask(model, 'second_norm', [0, 3]);
    const [exact, pruned] = [answer(model, image()), answer(smaller, image())];
    exact.forEach((value, i) => expect(pruned[i]).toBeCloseTo(value, 4)); // the dense layer sums in blocks of another size
    expect(smaller.getLayer('second').getWeights()[0]!.shape).toEqual([3, 3, 2, 3]);
    expect(smaller.countParams()).toBeLessThan(model.countParams() * 0.6);
  });

  it('prunes sequential 1-D and 3-D networks, bit by bit the masked answer', async () => {
    for (const rank of [1, 3]) {
      const [conv, pool] = rank === 1 ? [tf.layers.conv1d, tf.layers.globalAveragePooling1d] : [tf.layers.conv3d, undefined];
      const inputShape = [...Array<number>(rank).fill(5), 2];
      const model = randomise(
        tf.sequential({
          layers: [
            conv({ name: 'a', filters: 6, kernelSize: 2, inputShape, activation: 'relu' }),
            conv({ name: 'b', filters: 3, kernelSize: 2 }),
            pool ? pool({}) : tf.layers.flatten(),
          ],
        }),
      );
      const smaller = await pruneFilters(model, new Map([['a', [1, 2, 5]]]));
      const layer = model.getLayer('a');
      const alive = tf.tensor1d([0, 1, 1, 0, 0, 1]);
      layer.setWeights(layer.getWeights().map((values) => values.mul(alive)));
      const x = tf.randomNormal([2, ...inputShape], 0, 1, 'float32', 7);
      expect(answer(smaller, x)).toEqual(answer(model, x));
    }
  });

  it('prunes the inner convolutions of a residual 3-D network, exactly', async () => {
    const model = randomise(residualCnn3d({ inputShape: [4, 4, 4, 1], widths: [4, 6], outputs: 2 }));
    const all = filtersByL1(model, 0.5);
    const inner = new Map([...all].filter(([name]) => name.endsWith('conv1'))); // what a sum reads stays whole
    expect(inner.size).toBe(2);
    const smaller = await pruneFilters(model, inner);
    for (const [name, kept] of inner) {
      const filters = model.getLayer(name).getWeights()[0]!.shape.at(-1)!;
      mask(model, `${name}_norm`, Array.from({ length: filters }, (_, filter) => filter).filter((filter) => !kept.includes(filter))); // prettier-ignore
    }
    const x = tf.randomNormal([2, 4, 4, 4, 1], 0, 1, 'float32', 3);
    expect(answer(smaller, x)).toEqual(answer(model, x));
    await expect(pruneFilters(model, all)).rejects.toThrow(/sum stands in the way/);
  });

  it('prunes the branches of a residual network where all that end in one sum are cut alike, exactly', async () => {
    const model = randomise(residualCnn3d({ inputShape: [4, 4, 4, 1], widths: [4, 6], outputs: 2 }));
    const groups: [string[], number[], number][] = [
      [['stem', 'level.0.0.conv2'], [0, 2], 4],
      [['level.1.0.conv2', 'level.1.0.shortcut'], [1, 3, 4], 6],
    ];
    const smaller = await pruneFilters(model, new Map(groups.flatMap(([names, kept]) => names.map((name) => [name, kept] as const))));
    expect(smaller.getLayer('level.1.0.sum').outputShape).toEqual([null, 2, 2, 2, 3]);
    for (const [names, kept, of] of groups) {
      const cut = Array.from({ length: of }, (_, filter) => filter).filter((filter) => !kept.includes(filter));
      for (const name of names) mask(model, `${name}_norm`, cut);
    }
    const x = tf.randomNormal([2, 4, 4, 4, 1], 0, 1, 'float32', 3);
    expect(answer(smaller, x)).toEqual(answer(model, x));
  });

  it('names the layer that stands in the way', async () => {
    const x = tf.input({ shape: [8, 8, 3] });
    const conv = tf.layers.conv2d({ name: 'conv', filters: 3, kernelSize: 1 }).apply(x) as tf.SymbolicTensor;
    const sum = tf.layers.add({ name: 'sum' }).apply([conv, x]) as tf.SymbolicTensor;
    const model = tf.model({
      inputs: x,
      outputs: tf.layers.globalAveragePooling2d({ dataFormat: 'channelsLast' }).apply(sum) as tf.SymbolicTensor,
    });
    await expect(pruneFilters(model, new Map([['conv', [0]]]))).rejects.toThrow(/Layer sum stands in the way .*: leave/);
    await expect(pruneFilters(model, new Map([['cnov', [0]]]))).rejects.toThrow(/no layer cnov/);
    await expect(pruneFilters(tf.model({ inputs: x, outputs: conv }), new Map([['conv', [0]]]))).rejects.toThrow(/conv is an output/);
  });
});

describe('filtersByL1', () => {
  it('keeps the filters of the largest norm, in order', () => {
    const model = tf.sequential({ layers: [tf.layers.conv2d({ name: 'a', filters: 4, kernelSize: 1, inputShape: [4, 4, 1] })] });
    model.getLayer('a').setWeights([tf.tensor4d([0.5, -3, 0.1, 2], [1, 1, 1, 4]), tf.zeros([4])]);
    expect(filtersByL1(model, 0.5)).toEqual(new Map([['a', [1, 3]]]));
    expect(filtersByL1(model, 0.99).get('a')).toEqual([1]);
    expect(filtersByL1(model, 0.5, ['a'])).toEqual(new Map());
  });
});
