import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../backend/use-backend.js';
import { randomise } from '../../layers/layer.fixture.js';
import { bertEncoder } from '../../networks/bert-encoder.js';
import { gateImportance, keepImportant } from './gate-importance.js';
import { headGates, pruneEncoder, unitGates } from './prune-encoder.js';

beforeAll(() => useBackend('cpu'));

const options = { vocabulary: 20, layers: 2, hidden: 12, heads: 3, feedForward: 16, maxPositions: 8, dropout: 0, attentionDropout: 0 };
const encoder = (seed = 1) => randomise(bertEncoder(options), 0.5, seed);
const batch = () => [tf.tensor2d([[1, 5, 9, 0], [3, 3, 19, 2]], undefined, 'int32'), tf.tensor2d([[1, 1, 1, 0], [1, 1, 1, 1]], undefined, 'int32')]; // prettier-ignore
const answer = (model: tf.LayersModel) => model.predict(batch()) as tf.Tensor;

/** Zeroes rows of a layer's kernel: nothing reads what is cut. */
function mask(model: tf.LayersModel, layer: string, weight: number, rows: number[]): void {
  const weights = model.getLayer(layer).getWeights();
  const [height, width] = weights[weight]!.shape as [number, number];
  const alive = tf.tensor2d(
    Float32Array.from({ length: height }, (_, row) => (rows.includes(row) ? 0 : 1)),
    [height, 1],
  );
  model.getLayer(layer).setWeights(weights.map((each, i) => (i === weight ? each.mul(tf.tile(alive, [1, width])) : each)));
}

describe('pruneEncoder', () => {
  it('answers exactly what the masked encoder answers, from smaller tensors', async () => {
    const model = encoder();
    const units = [1, 3, 4, 6, 9, 10, 11, 15];
    const smaller = await pruneEncoder(model, new Map([['encoder.0.attention', [0, 2]], ['encoder.1.attention', [1]], ['encoder.1.intermediate', units]])); // prettier-ignore
    mask(model, 'encoder.0.attention', 6, [4, 5, 6, 7]);
    mask(model, 'encoder.1.attention', 6, [0, 1, 2, 3, 8, 9, 10, 11]);
    mask(model, 'encoder.1.output', 0, Array.from({ length: 16 }, (_, unit) => unit).filter((unit) => !units.includes(unit))); // prettier-ignore
    expect(answer(smaller).dataSync()).toEqual(answer(model).dataSync());
    // 3 heads of 4 less: 4 · (3 · (12 + 1) + 12) each; 8 units less: 12 + 1 + 12 each
    expect(model.countParams() - smaller.countParams()).toBe(3 * 4 * (3 * 13 + 12) + 8 * 25);
  });

  it('leaves the original as it was, and can be pruned again', async () => {
    const model = encoder();
    const before = answer(model).dataSync();
    const once = await pruneEncoder(model, new Map([['encoder.0.attention', [0, 2]]]));
    const twice = await pruneEncoder(once, new Map([['encoder.0.attention', [1]]]));
    const direct = await pruneEncoder(model, new Map([['encoder.0.attention', [2]]]));
    expect(answer(twice).dataSync()).toEqual(answer(direct).dataSync());
    expect(answer(model).dataSync()).toEqual(before);
    await expect(pruneEncoder(model, new Map([['encoder.7.attention', [0]]]))).rejects.toThrow(/no layer encoder.7.attention/);
  });
});

describe('gateImportance', () => {
  it('is the derivative with respect to a gate, by central differences', () => {
    const model = encoder(3);
    const weights = tf.randomNormal([2, 4, 12], 0, 1, 'float32', 4);
    const loss = () => answerOf(model).mul(weights).sum().asScalar();
    const answerOf = (of: tf.LayersModel) => of.apply(batch()) as tf.Tensor;
    const gates = [...headGates(model), ...unitGates(model)];
    const importance = gateImportance(gates, loss, [0]);
    for (const { name, kernel, rowsPerGate } of gates) {
      const whole = kernel.clone();
      const scaled = (gate: number, factor: number) => {
        const rows = tf.tensor2d(Float32Array.from({ length: whole.shape[0]! }, (_, row) => (Math.floor(row / rowsPerGate) === gate ? factor : 1)), [whole.shape[0]!, 1]); // prettier-ignore
        kernel.assign(whole.mul(rows));
        const result = loss().dataSync()[0]!;
        kernel.assign(whole);
        return result;
      };
      const numeric = Array.from(importance.get(name)!, (_, gate) => Math.abs(scaled(gate, 1.01) - scaled(gate, 0.99)) / 0.02);
      const length = Math.hypot(...numeric);
      expect(Array.from(importance.get(name)!)).toEqual(numeric.map((value) => expect.closeTo(value / length, 2)));
    }
  });

  it('cuts the least important over all layers, but never a whole layer', () => {
    const importance = new Map([['a', Float32Array.of(0.1, 0.2)], ['b', Float32Array.of(0.3, 0.9, 0.4)]]); // prettier-ignore
    expect(keepImportant(importance, 0.4)).toEqual(new Map([['a', [1]], ['b', [1, 2]]])); // prettier-ignore
    expect(() => keepImportant(importance, 1)).toThrow(/below 1/);
    expect(() => gateImportance([], () => tf.scalar(0), [])).toThrow(/some batches/);
  });
});
