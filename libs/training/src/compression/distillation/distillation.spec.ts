import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../backend/use-backend.js';
import { attentionLoss } from './attention-matching.js';
import { distil, type NetworkView } from './distil.js';
import { createProjection, hiddenStateLoss } from './hidden-states.js';
import { evenLayers } from './layer-mapping.js';
import { softTargetLoss } from './soft-targets.js';

await useBackend('cpu');

const value = (loss: tf.Scalar) => loss.dataSync()[0]!;

describe('softTargetLoss', () => {
  it('is T² times the divergence, by hand', () => {
    // teacher (¾, ¼) against student (½, ½): ¾ ln 1.5 + ¼ ln 0.5 = 0.130812
    expect(value(softTargetLoss(tf.tensor2d([[0, 0]]), tf.tensor2d([[Math.log(3), 0]]), 1))).toBeCloseTo(0.130812, 6);
    expect(value(softTargetLoss(tf.tensor2d([[0, 0]]), tf.tensor2d([[2 * Math.log(3), 0]]), 2))).toBeCloseTo(4 * 0.130812, 5);
  });

  it('has the gradient T · (softmax(s/T) − softmax(t/T)) / rows, and none into the teacher', () => {
    const [student, teacher] = [tf.tensor2d([[1, 2, 0], [0, 1, 5]]), tf.tensor2d([[3, 0, 1], [1, 1, 2]])]; // prettier-ignore
    const [intoStudent, intoTeacher] = tf.grads((s, t) => softTargetLoss(s!, t!, 3))([student, teacher]);
    const expected = tf.softmax(student.div(3)).sub(tf.softmax(teacher.div(3))).mul(3 / 2); // prettier-ignore
    expect(Array.from(intoStudent!.dataSync())).toEqual(Array.from(expected.dataSync(), (each) => expect.closeTo(each, 6)));
    expect(Array.from(intoTeacher!.dataSync()).map(Math.abs)).toEqual(Array(6).fill(0));
  });

  test.prop([fc.array(fc.float({ min: -20, max: 20, noNaN: true }), { minLength: 4, maxLength: 4 }), fc.constantFrom(0.5, 1, 4)])(
    'is zero against itself and never below',
    (logits, temperature) => {
      const [a, b] = [tf.tensor2d(logits, [2, 2]), tf.tensor2d(logits.toReversed(), [2, 2])];
      expect(value(softTargetLoss(a, a, temperature))).toBeCloseTo(0, 5);
      expect(value(softTargetLoss(a, b, temperature))).toBeGreaterThanOrEqual(-1e-5);
    },
  );

  it('refuses other shapes and a temperature of 0', () => {
    expect(() => softTargetLoss(tf.zeros([1, 2]), tf.zeros([1, 3]))).toThrow(/differ in shape/);
    expect(() => softTargetLoss(tf.zeros([1, 2]), tf.zeros([1, 2]), 0)).toThrow(/above 0/);
  });
});

describe('hiddenStateLoss', () => {
  it('is the mean square over what the mask keeps', () => {
    const [student, teacher] = [tf.zeros([1, 2, 2]), tf.tensor3d([[[1, 3], [100, 100]]])]; // prettier-ignore
    expect(value(hiddenStateLoss(student, teacher, { mask: tf.tensor2d([[1, 0]]) }))).toBe(5);
    expect(value(hiddenStateLoss(student, teacher))).toBe((5 + 10_000) / 2);
    expect(value(hiddenStateLoss(student, teacher, { mask: tf.zeros([1, 2]) }))).toBe(0);
  });

  it('projects a narrower student, and the projection learns', () => {
    const student = tf.tensor3d([[[1, 2]]]);
    const projection = createProjection(2, 3);
    const teacher = tf.tensor3d([[[1, -1, 4]]]);
    const optimiser = tf.train.sgd(0.2);
    for (let i = 0; i < 60; i++) optimiser.minimize(() => hiddenStateLoss(student, teacher, { projection }), false, [projection]);
    expect(value(hiddenStateLoss(student, teacher, { projection }))).toBeLessThan(1e-5);
    expect(() => hiddenStateLoss(student, teacher)).toThrow(/project where widths differ/);
  });
});

describe('attentionLoss', () => {
  const [student, teacher] = [tf.tensor4d([0.5, 0.5, 0.5, 0.5], [1, 1, 2, 2]), tf.tensor4d([0.75, 0.25, 1, 0], [1, 1, 2, 2])];

  it('is the divergence or the mean square of rows, by hand', () => {
    expect(value(attentionLoss(student, teacher))).toBeCloseTo((0.130812 + Math.log(2)) / 2, 6);
    expect(value(attentionLoss(student, teacher, { measure: 'mse' }))).toBeCloseTo((0.0625 + 0.25) / 2, 6);
    expect(value(attentionLoss(student, teacher, { mask: tf.tensor2d([[1, 0]]) }))).toBeCloseTo(0.130812, 6);
  });

  it('compares averages where the numbers of heads differ', () => {
    const two = tf.concat([teacher, tf.sub(1, teacher)], 1); // their average is ½ everywhere
    expect(value(attentionLoss(student, two))).toBeCloseTo(0, 6);
  });
});

describe('evenLayers', () => {
  it('spreads the student over the teacher and ends with the last', () => {
    expect(evenLayers(4, 12)).toEqual([3, 6, 9, 12]);
    expect(evenLayers(2, 4)).toEqual([2, 4]);
    expect(evenLayers(3, 4)).toEqual([1, 3, 4]);
    expect(() => evenLayers(5, 4)).toThrow(/fewer/);
  });
});

describe('distil', () => {
  const view = (seed: number, layers: number): NetworkView => ({
    logits: tf.randomNormal([2, 3], 0, 1, 'float32', seed),
    hiddenStates: Array.from({ length: layers + 1 }, (_, i) => tf.randomNormal([2, 4, 5], 0, 1, 'float32', seed + i)),
    attentions: Array.from({ length: layers }, (_, i) => tf.softmax(tf.randomNormal([2, 2, 4, 4], 0, 1, 'float32', seed + i + 50))),
  });
  const [student, teacher] = [view(1, 2), view(100, 4)];
  const labels = tf.tensor1d([2, 0], 'int32');
  const options = { student: () => student, teacher: () => teacher, layers: [2, 4], labels: () => labels };

  it('is the weighted sum of its parts, with layers as they are mapped', () => {
    const loss = distil({ ...options, weights: { logits: 2, labels: 0.5, hiddenStates: 3, attentions: 4 } })(undefined);
    const states = [0, 2, 4].map((layer, i) => value(hiddenStateLoss(student.hiddenStates![i]!, teacher.hiddenStates![layer]!)));
    const attentions = [1, 3].map((layer, i) => value(attentionLoss(student.attentions![i]!, teacher.attentions![layer]!)));
    const hard = value(tf.losses.softmaxCrossEntropy(tf.oneHot(labels, 3), student.logits!).asScalar());
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    const sum = 2 * value(softTargetLoss(student.logits!, teacher.logits!)) + 0.5 * hard + 3 * mean(states) + 4 * mean(attentions);
    expect(value(loss)).toBeCloseTo(sum, 4);
  });

  it('says what is missing', () => {
    expect(() => distil({ ...options, student: () => ({}) })(undefined)).toThrow(/does not show its logits/);
    expect(() => distil({ ...options, layers: [2, 5], weights: { attentions: 1 } })(undefined)).toThrow(/\[1,4\] does not fit/);
    expect(() => distil({ student: () => student, teacher: () => teacher, weights: { labels: 1 } })(undefined)).toThrow(/option labels/);
  });
});
