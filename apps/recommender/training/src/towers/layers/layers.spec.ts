import { useBackend } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { HistoryAttention } from './history-attention.js';
import { TokenMean } from './token-mean.js';

beforeAll(() => useBackend('cpu'));

describe('TokenMean', () => {
  it('is the mean over the tokens that there are; a text without tokens is zero', () => {
    const layer = new TokenMean({ buckets: 3, dimension: 2 });
    layer.build();
    layer.setWeights([tf.tensor2d([[9, 9], [1, 2], [3, 6]])]); // prettier-ignore
    const y = layer.apply(tf.tensor2d([[1, 2, 0, 0], [2, 2, 2, 0], [0, 0, 0, 0]], [3, 4], 'int32')) as tf.Tensor; // prettier-ignore
    expect(y.arraySync()).toEqual([[2, 4], [3, 6], [0, 0]]); // prettier-ignore
  });
});

describe('HistoryAttention', () => {
  const layer = new HistoryAttention({ length: 3, signals: 1, dimension: 2 });
  const attend = (items: number[], signals: number[], mask: number[]) =>
    (layer.apply([tf.tensor3d(items, [1, 3, 2]), tf.tensor3d(signals, [1, 3, 1]), tf.tensor2d(mask, [1, 3])]) as tf.Tensor[]).map((y) => [
      ...y.dataSync(),
    ]);
  beforeAll(() => {
    layer.build();
    const [signalEmbedding, positionEmbedding, key, query, queryBias] = layer.getWeights().map((weight) => tf.zerosLike(weight));
    layer.setWeights([signalEmbedding!, positionEmbedding!, key!, query!, queryBias!, tf.tensor2d([[Math.log(3)]])]);
  });

  it('weighs by the bias of the signals where the question says nothing: log 3 against 0 is 3 to 1', () => {
    const [pooled, latest] = attend([4, 0, 0, 8, 7, 7], [1, 0, 5], [1, 1, 0]);
    pooled!.forEach((value, i) => expect(value).toBeCloseTo([3, 2][i]!, 5));
    expect(latest).toEqual([4, 0]);
  });

  it('does not see what the mask leaves out, and an empty history is zero', () => {
    expect(attend([4, 0, 0, 8, 7, 7], [1, 0, 5], [1, 1, 0])).toEqual(attend([4, 0, 0, 8, -9, 1], [1, 0, -2], [1, 1, 0]));
    expect(attend([4, 0, 0, 8, 7, 7], [1, 0, 5], [0, 0, 0])).toEqual([[0, 0], [0, 0]]); // prettier-ignore
  });
});
