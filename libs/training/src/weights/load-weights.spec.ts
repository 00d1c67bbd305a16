import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadWeights, type LoadOptions, type WeightSource } from './load-weights.js';
import { floatTensors, transpose, type FloatTensor } from './named-tensors.js';

const model = () => tf.sequential({ layers: [tf.layers.dense({ name: 'head', units: 2, inputShape: [3] })] });
const weight: FloatTensor = { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) };
const bias: FloatTensor = { shape: [2], data: Float32Array.of(7, 8) };
const tensors = new Map([['classifier.weight', weight], ['classifier.bias', bias]]); // prettier-ignore
const kernel: [string, WeightSource] = ['head/kernel', { names: ['classifier.weight'], make: transpose }];
const mapping = new Map<string, WeightSource>([kernel, ['head/bias', 'classifier.bias']]);

describe('loadWeights', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('writes by name, turned where told, and the same again in a second model of the process', () => {
    for (const net of [model(), model()]) {
      loadWeights(net, tensors, mapping);
      expect((net.predict(tf.tensor2d([[1, 10, 100]])) as tf.Tensor).arraySync()).toEqual([[328, 662]]);
    }
  });

  it('leaves alone what a partial mapping does not name', () => {
    const net = model();
    loadWeights(net, tensors, new Map([kernel]), { partial: true, allowExtra: (name) => name.endsWith('bias') });
    expect(net.weights[1]!.read().arraySync()).toEqual([0, 0]);
  });

  it.each<[string, Map<string, FloatTensor>, Map<string, WeightSource>, LoadOptions]>([
    ['WEIGHTS_MISSING', new Map([['classifier.bias', bias]]), mapping, {}],
    ['WEIGHTS_EXTRA', new Map([...tensors, ['pooler.bias', bias]]), mapping, {}],
    ['WEIGHTS_UNMAPPED', tensors, new Map([kernel]), {}],
    ['WEIGHTS_UNMAPPED', tensors, new Map([...mapping, ['tail/bias', 'classifier.bias']]), { partial: true }],
    ['WEIGHTS_SHAPE', tensors, new Map([...mapping, ['head/kernel', 'classifier.weight']]), {}],
    ['WEIGHTS_SHAPE', new Map([...tensors, ['classifier.weight', bias]]), mapping, {}],
  ])('refuses with %s, and changes nothing', (code, given, map, options) => {
    const net = model();
    const before = net.getWeights().map((value) => value.arraySync());
    expect(() => loadWeights(net, given, map, options)).toThrow(expect.objectContaining({ code }));
    expect(net.getWeights().map((value) => value.arraySync())).toEqual(before);
  });

  it('says both shapes', () => {
    const square = new Map<string, WeightSource>([...mapping, ['head/kernel', 'classifier.weight']]);
    expect(() => loadWeights(model(), tensors, square)).toThrow(/head\/kernel is \[3, 2\], classifier.weight gives \[2, 3\]/);
  });

  it('reads half floats and leaves whole numbers out', () => {
    const read = floatTensors(
      new Map([
        ['half', { dtype: 'F16', shape: [1], data: Uint16Array.of(0x3c00) }],
        ['ids', { dtype: 'I64', shape: [1], data: BigInt64Array.of(1n) }],
      ] as const),
    );
    expect([...read]).toEqual([['half', { shape: [1], data: Float32Array.of(1) }]]);
  });
});
