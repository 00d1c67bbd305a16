import * as tf from '@tensorflow/tfjs';
import { fc, test } from '@fast-check/vitest';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { AdamW } from './adamw.js';
import type { NamedStateOptimiser, NamedStateOptions } from './named-state-optimiser.js';
import { Sgd } from './sgd.js';

type Optimiser = NamedStateOptimiser<Required<NamedStateOptions>>;
const makers: Record<string, () => Optimiser> = {
  adamw: () => new AdamW({ learningRate: 0.05, weightDecay: 0.1 }),
  momentum: () => new Sgd({ learningRate: 0.05, momentum: 0.9 }),
  sgd: () => new Sgd({ learningRate: 0.05 }),
};

beforeAll(() => useBackend());

const variables = () => ({ w: tf.variable(tf.tensor2d([[1, -2], [0.3, 4]])), b: tf.variable(tf.tensor1d([0.5, -0.5])) }); // prettier-ignore
type Variables = ReturnType<typeof variables>;

const step = (optimizer: tf.Optimizer, { w, b }: Variables, t: number) =>
  tf.tidy(() => optimizer.applyGradients({ [w.name]: tf.fill([2, 2], Math.sin(t)), [b.name]: tf.fill([2], Math.cos(3 * t)) }));
const valuesOf = (all: Variables) => Object.values(all).map((variable) => [...variable.dataSync()]);

describe.each(Object.entries(makers))('%s', (_, make) => {
  it('goes on bit by bit from its state', async () => {
    const all = variables();
    const [first, second] = [make(), make()];
    for (let t = 0; t < 5; t++) step(first, all, t);
    await second.setWeights(await first.getWeights());
    expect(second.iterations).toBe(5);
    const kept = [all.w.clone(), all.b.clone()] as const;
    for (let t = 5; t < 12; t++) step(first, all, t);
    const expected = valuesOf(all);
    all.w.assign(kept[0]);
    all.b.assign(kept[1]);
    for (let t = 5; t < 12; t++) step(second, all, t);
    expect(valuesOf(all)).toEqual(expected);
  });

  it('keeps no tensor over many steps, nor its own after dispose', () => {
    const all = variables();
    const before = tf.memory().numTensors;
    const optimizer = make();
    step(optimizer, all, 0);
    const running = tf.memory().numTensors;
    for (let t = 0; t < 20; t++) step(optimizer, all, t);
    expect(tf.memory().numTensors).toBe(running);
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('parameter groups', () => {
  it('scale the rate and set the decay, the first that says so', () => {
    const all = ['head', 'body', 'frozen'].map((name) => tf.variable(tf.ones([1, 1]), true, `groups/${name}`));
    const optimizer = new Sgd({
      learningRate: 0.5,
      weightDecay: 0.1,
      groups: [{ match: 'head$', rateFactor: 0.5 }, { names: ['groups/body'], weightDecay: 0 }, { match: 'head|frozen', rateFactor: 0 }], // prettier-ignore
    });
    tf.tidy(() => optimizer.applyGradients(all.map(({ name }) => ({ name, tensor: tf.ones([1, 1]) }))));
    const [head, body, frozen] = all.map((variable) => variable.dataSync()[0]!);
    expect(head).toBeCloseTo(1 - 0.25 * 0.1 - 0.25, 6);
    expect(body).toBeCloseTo(0.5, 6);
    expect(frozen).toBe(1);
  });

  test.prop([fc.constantFrom('dense_Dense1/bias', 'norm/gamma_1', 'norm/beta', 'bias')])(
    'leave biases and normalisations without decay at any rank',
    (name) => {
      const variable = tf.variable(tf.ones([2, 2]), true, name);
      const optimizer = new Sgd({ learningRate: 1, weightDecay: 0.5 });
      tf.tidy(() => optimizer.applyGradients({ [variable.name]: tf.zeros([2, 2]) }));
      expect([...variable.dataSync()]).toEqual([1, 1, 1, 1]);
      tf.dispose(variable);
    },
  );

  it('that can never hold a variable are refused', () => {
    for (const group of [{ rateFactor: 1 }, { match: '(' }, { match: 'a', rateFactor: -1 }]) {
      expect(() => new AdamW({ learningRate: 1, groups: [group] })).toThrow(expect.objectContaining({ code: 'PARAMETER_GROUP' }));
    }
  });
});

describe('a variable', () => {
  it('without gradient keeps its value and its state; one that was forgotten starts clean', () => {
    const all = variables();
    const optimizer = new AdamW({ learningRate: 0.1, weightDecay: 0 });
    const only = (value: number) =>
      tf.tidy(() => optimizer.applyGradients([{ name: all.w.name, tensor: tf.fill([2, 2], value) }, { name: all.b.name, tensor: null as unknown as tf.Tensor }])); // prettier-ignore
    const b = [...all.b.dataSync()];
    for (let t = 0; t < 4; t++) only(1);
    expect([...all.b.dataSync()]).toEqual(b);
    optimizer.forget([all.w.name]);
    const before = all.w.dataSync()[0]!;
    only(-5);
    expect(all.w.dataSync()[0]! - before).toBeCloseTo(0.1, 5); // no memory of the gradients that went the other way
  });

  it('that is not there, or whose state is of another optimiser or model, is refused', async () => {
    const all = variables();
    const [adam, sgd] = [new AdamW({ learningRate: 1 }), new Sgd({ learningRate: 1, momentum: 0.5 })];
    expect(() => adam.applyGradients({ nowhere: tf.scalar(1) })).toThrow(expect.objectContaining({ code: 'OPTIMISER_VARIABLE' }));
    step(adam, all, 0);
    const state = await adam.getWeights();
    const corrupt = { code: 'OPTIMISER_STATE' };
    await expect(sgd.setWeights(state)).rejects.toMatchObject(corrupt);
    await expect(adam.setWeights(state.slice(1))).rejects.toMatchObject(corrupt);
    const others = state.map(({ name, tensor }) => ({ name: name.replace(/^\d+/, 'other'), tensor }));
    await expect(adam.setWeights(others)).rejects.toThrow(/variable other is not there: build the same model/);
  });
});
