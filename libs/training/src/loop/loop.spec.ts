import { Writable } from 'node:stream';
import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { createEarlyStopping } from './early-stopping.js';
import { createProgress, formatSeconds } from './progress.js';
import { clipByGlobalNorm, setLearningRate, trainStep } from './train-step.js';

beforeAll(() => useBackend());

describe('trainStep', () => {
  it('is w − rate · gradient for SGD, and the whole gradient is scaled where it is too long', () => {
    const w = tf.variable(tf.tensor1d([3, 4]));
    const loss = () => w.square().sum().mul(0.5).asScalar(); // gradient: w itself, of length 5
    expect(trainStep({ optimizer: tf.train.sgd(0.1), loss, variables: [w] })).toBeCloseTo(12.5, 5);
    expect(Array.from(w.dataSync())).toEqual([2.7, 3.6].map(Math.fround));
    w.assign(tf.tensor1d([3, 4]));
    trainStep({ optimizer: tf.train.sgd(1), loss, variables: [w], clipNorm: 1 });
    w.dataSync().forEach((value, i) => expect(value).toBeCloseTo([2.4, 3.2][i]!, 6));
  });

  it('stops at NaN before the weights are touched', () => {
    const w = tf.variable(tf.scalar(-1));
    const loss = () => w.log().asScalar();
    expect(() => trainStep({ optimizer: tf.train.adam(0.1), loss, variables: [w], where: 'loss of step 7' })).toThrow(
      /loss of step 7 is NaN/,
    );
    expect(w.dataSync()[0]).toBe(-1);
  });

  it.each([undefined, 0.5])('keeps no tensor over many steps (clip %s)', (clipNorm) => {
    const w = tf.variable(tf.ones([4]));
    const optimizer = tf.train.adam(0.01);
    const step = () => trainStep({ optimizer, loss: () => w.square().sum().asScalar(), variables: [w], ...(clipNorm && { clipNorm }) });
    step();
    const before = tf.memory().numTensors;
    for (let i = 0; i < 30; i++) step();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('changes the rate of a running optimiser', () => {
    for (const optimizer of [tf.train.adam(1), tf.train.sgd(1)]) {
      const w = tf.variable(tf.scalar(1));
      setLearningRate(optimizer, 0.125);
      trainStep({ optimizer, loss: () => w.asScalar(), variables: [w] });
      expect(w.dataSync()[0]).toBeCloseTo(0.875, 4); // the first step of Adam is the rate itself
    }
  });
});

describe('clipByGlobalNorm', () => {
  test.prop([fc.array(fc.float({ min: -10, max: 10, noNaN: true }), { minLength: 2, maxLength: 12 }), fc.constantFrom(0.5, 3)])(
    'never lengthens, never turns, and is never longer than the limit',
    (values, limit) => {
      tf.tidy(() => {
        const half = Math.floor(values.length / 2);
        const { gradients, norm } = clipByGlobalNorm({ a: tf.tensor1d(values.slice(0, half)), b: tf.tensor1d(values.slice(half)) }, limit);
        expect(norm).toBeCloseTo(Math.hypot(...values), 3);
        const clipped = [...gradients['a']!.dataSync(), ...gradients['b']!.dataSync()];
        const scale = Math.min(1, limit / Math.hypot(...values));
        clipped.forEach((value, i) => expect(value).toBeCloseTo(Number.isFinite(scale) ? values[i]! * scale : 0, 4));
      });
    },
  );
});

describe('createEarlyStopping', () => {
  it('stops after `patience` updates without improvement, whatever is not a number', () => {
    const stopping = createEarlyStopping({ patience: 2, minDelta: 0.01 });
    const answers = [0.1, 0.2, 0.205, NaN, 0.9].map((value) => stopping.update(value));
    expect(answers.map(({ improved }) => improved)).toEqual([true, true, false, false, true]);
    expect(answers.map(({ stop }) => stop)).toEqual([false, false, false, true, false]);
    expect([stopping.best, stopping.bestAt]).toEqual([0.9, 4]);
  });
});

describe('createProgress', () => {
  it('writes plain lines where there is no terminal, with the time left', () => {
    const lines: string[] = [];
    const stream = new Writable({ write: (chunk, _, done) => (lines.push(String(chunk)), done()) });
    let clock = 0;
    const progress = createProgress({ title: 'towers', total: 100, epochs: 2, stream, now: () => clock });
    for (clock = 1000; clock <= 12_000; clock += 1000) progress.step(5, 2);
    progress.endEpoch({ 'recall@20': 0.12345 });
    progress.stop();
    expect(lines[0]).toBe('towers: epoch 1/2, 25 %, loss 2.0000, 5 samples/s, 30s left\n'); // 50 of 200 in 10 s
    expect(lines[1]).toMatch(/^towers: epoch 1\/2, loss 2\.0000, recall@20 0\.1235, 8 samples\/s, 13s\n$/);
    expect([59.6, 75, 7300].map(formatSeconds)).toEqual(['1m 0s', '1m 15s', '2h 1m']);
  });

  it('draws a bar on a terminal', () => {
    let drawn = '';
    const write = (chunk: unknown, _: unknown, done: () => void) => ((drawn += String(chunk)), done());
    const stream = Object.assign(new Writable({ write }), {
      isTTY: true,
      columns: 120,
      cursorTo: () => true,
      clearLine: () => true,
      moveCursor: () => true,
    });
    const progress = createProgress({ title: 'towers', total: 10, stream });
    progress.step(5, 1);
    progress.endEpoch();
    progress.stop();
    expect(drawn).toMatch(/towers epoch 1\/1 .*100 % \| loss/);
  });
});
