import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { OnnxGraph } from '../graph/onnx-graph.js';
import { noise } from '../parity.fixture.js';
import { channelsFirst, channelsLast, freeChannelsFirst, permute, throughTranspose, transpose } from './layout.js';

const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4, maxLength: 4 });
const inverse = (permutation: readonly number[]) => permutation.map((_, axis) => permutation.indexOf(axis));
const make = () => {
  const graph = new OnnxGraph('spec');
  return { graph, x: graph.input('x', 'float32', ['a', 'b', 'c', 'd']) };
};

describe('layout', () => {
  test.prop([order, order])('a transpose and its inverse are nothing, and the same transpose is written once', (first, second) => {
    const { graph, x } = make();
    const y = transpose(graph, transpose(graph, x, first), second);
    expect(transpose(graph, transpose(graph, y, inverse(second)), inverse(first))).toBe(x);
    expect(transpose(graph, transpose(graph, x, first), second)).toBe(y);
  });

  it('channels go first and come back for nothing', () => {
    const { graph, x } = make();
    expect(freeChannelsFirst(graph, x, 4)).toBeUndefined();
    const last = channelsLast(graph, x, 4);
    expect(freeChannelsFirst(graph, last, 4)).toBe(x);
    expect(channelsFirst(graph, last, 4)).toBe(x);
  });

  it('an operation moves before the transposes of its operands, and is told where the axes went', () => {
    const { graph, x } = make();
    const last = channelsLast(graph, x, 4);
    const seen: unknown[] = [];
    const y = throughTranspose(graph, [last], ([edge], axis) => {
      seen.push(edge, axis(3), axis(-1), axis(1));
      return graph.node('Relu', [edge!]);
    });
    expect(seen).toEqual(['x', 1, 1, 2]);
    expect(freeChannelsFirst(graph, y, 4)).toBeDefined();
  });

  test.prop([fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 4, maxLength: 4 }), order])(
    'permute agrees with tf.transpose',
    (shape, axes) => {
      const data = noise(
        shape.reduce((a, b) => a * b, 1),
        7,
      );
      const expected = tf.tidy(() => tf.transpose(tf.tensor(data, shape), axes));
      expect(permute(data, shape, axes)).toEqual({ data: expected.dataSync(), shape: expected.shape });
      expected.dispose();
    },
  );
});
