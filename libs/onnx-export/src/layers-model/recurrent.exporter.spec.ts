import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { exportOnnx } from './export-onnx.js';
import { layerError, modelOf, parity } from './parity.fixture.js';

const upTo = (max: number) => fc.integer({ min: 1, max });
const seed = upTo(1e6);
const runs = { numRuns: 6 };
const flags = fc.record({ returnSequences: fc.boolean(), goBackwards: fc.boolean(), useBias: fc.boolean() });
const activation = fc.constantFrom('tanh', 'relu', 'linear', 'elu', 'softsign', 'sigmoid') as fc.Arbitrary<'tanh'>;
const recurrentActivation = fc.constantFrom('hardSigmoid', 'sigmoid') as fc.Arbitrary<'sigmoid'>;

type Arguments = Omit<tf.GRULayerArgs, 'recurrentActivation'> & { recurrentActivation?: 'sigmoid' };
/** The default initialiser is slow, and its values are replaced anyway. */
const quick = (make: (args: never) => tf.RNN) => (args: Arguments) => make({ recurrentInitializer: 'zeros', ...args } as never);
const kind = fc.constantFrom(...[tf.layers.simpleRNN, tf.layers.gru, tf.layers.lstm].map((make) => quick(make)));

/** Ids below 3 of an embedding with mask: a third of all places is masked, anywhere in the sequence. */
function masked(layers: tf.layers.Layer[]): tf.LayersModel {
  const embedding = tf.layers.embedding({ inputDim: 3, outputDim: 4, maskZero: true });
  const ids = tf.input({ shape: [null], dtype: 'int32' });
  const outputs = [embedding, ...layers].reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, ids);
  return tf.model({ inputs: ids, outputs });
}

describe('recurrent layers agree with TensorFlow.js to 1e-5', () => {
  test.prop([kind, upTo(5), upTo(4), upTo(6), flags, activation, recurrentActivation, seed], { numRuns: 20 })(
    'one direction',
    async (make, units, features, length, args, act, recurrent, start) => {
      const layer = make({ units, ...args, activation: act, recurrentActivation: recurrent });
      expect(await layerError(layer, [3, length, features], start, [1])).toBeLessThanOrEqual(1e-5);
    },
  );

  test.prop([kind, upTo(4), flags, fc.constantFrom('concat', 'sum', 'ave', 'mul'), seed], { numRuns: 8 })(
    'both directions',
    async (make, units, args, mergeMode, start) => {
      const layer = tf.layers.bidirectional({ layer: make({ units, ...args }), mergeMode: mergeMode as 'concat' });
      expect(await layerError(layer, [2, 5, 3], start, [1])).toBeLessThanOrEqual(1e-5);
    },
  );

  test.prop([kind, upTo(4), fc.boolean(), fc.boolean(), seed], runs)(
    'states out and in',
    async (make, units, goBackwards, isLong, start) => {
      const [x, y] = [tf.input({ shape: [null, 3] }), tf.input({ shape: [null, 2] })];
      const args = { units, goBackwards, returnState: true };
      const [, ...states] = make(args).apply(x) as tf.SymbolicTensor[];
      const outputs = make({ ...args, returnSequences: isLong }).apply([y, ...states]) as tf.SymbolicTensor[];
      const shapes = [
        [2, 4, 3],
        [2, 5, 2],
      ];
      expect((await parity(tf.model({ inputs: [x, y], outputs }), shapes, { seed: start })).error).toBeLessThanOrEqual(1e-5);
    },
  );

  test.prop([kind, fc.constantFrom('concat', null), fc.boolean(), seed], runs)(
    'states of both directions, and both apart',
    async (make, mergeMode, returnSequences, start) => {
      const cells = make({ units: 3, returnSequences, returnState: true });
      const layer = tf.layers.bidirectional({ layer: cells, mergeMode: mergeMode as 'concat' });
      expect(await layerError(layer, [2, 4, 2], start)).toBeLessThanOrEqual(1e-5);
    },
  );

  test.prop([kind, upTo(4), upTo(7), flags, seed], { numRuns: 12 })('masked anywhere', async (make, units, length, args, start) => {
    const model = masked([make({ units, ...args })]);
    expect((await parity(model, [[4, length]], { seed: start, ids: 3 })).error).toBeLessThanOrEqual(1e-5);
  });

  test.prop([kind, upTo(4), fc.boolean(), seed], runs)(
    'masked in both directions, one after the other',
    async (make, units, isLong, start) => {
      const layer = tf.layers.bidirectional({ layer: make({ units, returnSequences: true }), mergeMode: 'concat' });
      const model = masked([layer, tf.layers.dropout({ rate: 0.1 }), make({ units, returnSequences: isLong })]);
      expect((await parity(model, [[4, 6]], { seed: start, ids: 3 })).error).toBeLessThanOrEqual(1e-5);
    },
  );

  test.prop([fc.array(fc.constantFrom(tf.layers.gruCell, tf.layers.lstmCell), { minLength: 2, maxLength: 3 }), flags, seed], runs)(
    'stacked cells',
    async (makers, { returnSequences, goBackwards }, start) => {
      const cell = () => makers.map((make, i) => make({ units: i + 2, recurrentInitializer: 'zeros' }));
      const plain = tf.layers.rnn({ cell: cell(), returnSequences, goBackwards, returnState: true });
      expect(await layerError(plain, [2, 4, 3], start)).toBeLessThanOrEqual(1e-5);
    },
  );

  test.prop([seed], { numRuns: 2 })('a masking layer', async (start) => {
    const layers = [tf.layers.masking({ maskValue: 0, inputShape: [null, 3] }), tf.layers.reLU(), tf.layers.gru({ units: 3 })];
    expect((await parity(tf.sequential({ layers }), [[3, 5, 3]], { seed: start })).error).toBeLessThanOrEqual(1e-5);
  });
});

describe('what cannot be written', () => {
  it('a state that outlives its batch, and an activation that ONNX does not know', async () => {
    const stateful = tf.layers.lstm({ units: 2, stateful: true, batchInputShape: [2, 3, 4], name: 'memory' });
    await expect(exportOnnx(tf.sequential({ layers: [stateful] }))).rejects.toThrow(/"memory" \(LSTM\).*stateful/);
    const swish = modelOf(tf.layers.gru({ units: 2, activation: 'swish' as 'tanh', name: 'odd' }), [[3, 4]]);
    await expect(exportOnnx(swish)).rejects.toThrow(/"odd" \(GRU\).*swish.*tanh/);
  });

  it('a mask that TensorFlow.js leaks from an earlier layer', async () => {
    const layers = [tf.layers.lstm({ units: 3 }), tf.layers.repeatVector({ n: 2 }), tf.layers.lstm({ units: 3, name: 'decoder' })];
    await expect(exportOnnx(masked(layers))).rejects.toThrow(/"decoder" \(LSTM\).*mask/);
  });

  it('but not a layer that TensorFlow.js runs before that mask is made', async () => {
    const [ids, numbers] = [tf.input({ shape: [4], dtype: 'int32' }), tf.input({ shape: [4, 2] })];
    const embedded = tf.layers.embedding({ inputDim: 3, outputDim: 2, maskZero: true }).apply(ids);
    const ends = [embedded, numbers].map((x) => tf.layers.gru({ units: 2 }).apply(x as tf.SymbolicTensor));
    const join = (parts: unknown[]) =>
      (tf.layers.concatenate() as tf.layers.Layer).apply(parts as tf.SymbolicTensor[]) as tf.SymbolicTensor;
    const feeds = [
      [3, 4],
      [3, 4, 2],
    ];
    const before = tf.model({ inputs: [ids, numbers], outputs: join(ends) }); // the last input of a layer is computed first
    expect((await parity(before, feeds, { ids: 3 })).error).toBeLessThanOrEqual(1e-5);
    const after = tf.model({ inputs: [ids, numbers], outputs: join([...ends].reverse()) });
    await expect(exportOnnx(after)).rejects.toMatchObject({ code: 'ONNX_LAYER' });
  });
});
