import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { createOptimiser } from '../optimisers/optimiser.schema.js';
import { optimiserState } from './optimiser-state.js';

beforeAll(() => useBackend('cpu'));

const optimisers: [string, () => tf.Optimizer][] = [
  ['AdamW', () => createOptimiser({ kind: 'adamw', learningRate: 0.1 })],
  ['Sgd', () => createOptimiser({ kind: 'sgd', learningRate: 0.1, momentum: 0.9 })],
  ['tf.train.adam', () => tf.train.adam(0.1)],
  ['tf.train.sgd', () => tf.train.sgd(0.1)],
  ['tf.train.momentum', () => tf.train.momentum(0.1, 0.9)],
  ['tf.train.rmsprop', () => tf.train.rmsprop(0.1, 0.9, 0.5, 1e-8, true)],
  ['tf.train.adagrad', () => tf.train.adagrad(0.1)],
  ['tf.train.adadelta', () => tf.train.adadelta(0.1)],
];

/** Two variables and a step towards (1, 2, 3) and 4 that no rounding hides. */
function problem(optimiser: tf.Optimizer, kernel = [0.3, -1.7, 0.1], bias = 0.7) {
  const variables = new Map<string, tf.Variable>([
    ['a/kernel', tf.variable(tf.tensor1d(kernel))],
    ['a/bias', tf.variable(tf.scalar(bias))],
  ]);
  const [w, b] = [...variables.values()] as [tf.Variable, tf.Variable];
  const loss = () =>
    tf
      .add(
        w
          .sub(tf.tensor1d([1, 2, 3]))
          .square()
          .sum(),
        b.sub(4).square(),
      )
      .asScalar();
  const step = () => {
    const { value, grads } = tf.variableGrads(loss, [w, b]);
    optimiser.applyGradients(grads);
    tf.dispose([value, grads]);
  };
  return { variables, step, numbers: () => ({ kernel: [...w.dataSync()], bias: b.dataSync()[0]! }) };
}

describe('optimiserState', () => {
  it.each(optimisers)('%s goes on bit by bit, in a process where the variables have other names', async (_, create) => {
    const straight = problem(create());
    for (let i = 0; i < 40; i++) straight.step();

    const before = create();
    const first = problem(before);
    for (let i = 0; i < 28; i++) first.step();
    const { values, tensors = {} } = await optimiserState(before, first.variables).state();
    const copies = Object.fromEntries(
      Object.entries(tensors).map(([name, tensor]) => [name, tf.tensor(tensor.dataSync().slice(), tensor.shape)]),
    );
    expect(Object.keys(tensors).filter((name) => /Variable|_\d/.test(name))).toEqual([]); // no name of this process

    const after = create();
    const { kernel, bias } = first.numbers();
    const second = problem(after, kernel, bias);
    await optimiserState(after, second.variables).restore({ values: JSON.parse(JSON.stringify(values)) as never, tensors: copies });
    tf.dispose(copies);
    for (let i = 0; i < 12; i++) second.step();
    expect(second.numbers()).toEqual(straight.numbers());
  });

  it('leaves no tensor behind', async () => {
    const optimiser = tf.train.adam(0.1);
    const { step, variables } = problem(optimiser);
    step();
    const before = tf.memory().numTensors;
    await optimiserState(optimiser, variables).state();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('says which optimisers can be kept where one cannot', async () => {
    await expect(optimiserState(tf.train.adamax(0.1), new Map()).state()).rejects.toMatchObject({
      code: 'OPTIMISER_NOT_RESUMABLE',
      message: expect.stringMatching(/use tf\.train\.adam/),
    });
  });
});
