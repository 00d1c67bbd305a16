import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { trainStep } from '../loop/train-step.js';
import { findBatchSize } from './find-batch-size.js';
import { isOutOfMemory } from './out-of-memory.js';
import { type MemoryMeter, systemMemory } from './peak-memory.js';

beforeAll(() => useBackend());

/** V8's own error; an ArrayBuffer of that length would first collect garbage, for seconds. */
const runOut = () => new Float32Array(2 ** 52);

describe('findBatchSize', () => {
  test.prop([fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 600 }), fc.constantFrom(1, 4, 8)], { numRuns: 60 })(
    'is the largest multiple that does not run out of memory, whatever that is',
    async (capacity, max, multipleOf) => {
      const tried: number[] = [];
      const found = findBatchSize({
        max,
        multipleOf,
        memoryLimit: Infinity,
        attempt: (n) => {
          tried.push(n);
          if (n > capacity) runOut();
        },
      });
      const expected = Math.floor(Math.min(capacity, max) / multipleOf) * multipleOf;
      if (expected > 0) expect(await found).toBe(expected);
      else await expect(found).rejects.toMatchObject({ code: max < multipleOf ? 'BATCH_RANGE' : 'BATCH_DOES_NOT_FIT' });
      expect(tried.length).toBeLessThanOrEqual(2 * Math.log2(600) + 2);
    },
  );

  test.prop([fc.integer({ min: 100, max: 5000 }), fc.integer({ min: 1, max: 40 }), fc.boolean()], { numRuns: 60 })(
    'stays under a limit without once going beyond it, where memory is a constant and a share of each example',
    async (constant, share, onlyRises) => {
      let peak = 0;
      const meter: MemoryMeter = { reset: () => void (peak = onlyRises ? peak : 0), peak: () => peak };
      const memoryLimit = constant + 1000;
      const found = await findBatchSize({
        max: 512,
        memoryLimit,
        memory: meter,
        attempt: (n) => {
          peak = Math.max(peak, constant + share * n);
          expect(n <= 2 || peak <= memoryLimit).toBe(true);
        },
      });
      expect(found).toBe(Math.min(512, Math.floor(1000 / share)));
    },
  );

  it('leaves weights, tensors and variables as they were, also after running out', async () => {
    const w = tf.variable(tf.ones([4]));
    const before = tf.memory().numTensors;
    const found = await findBatchSize({
      max: 64,
      attempt: (n) => {
        tf.ones([n, 4]); // not tidied
        trainStep({ optimizer: tf.train.adam(0.1), loss: () => tf.ones([n, 4]).mul(w).square().mean().asScalar(), variables: [w] });
        if (n > 20) tf.tidy(() => tf.ones([n]).add(runOut().byteLength));
      },
    });
    expect(found).toBe(20);
    expect([...w.dataSync()]).toEqual([1, 1, 1, 1]);
    expect(tf.memory().numTensors).toBe(before);
    trainStep({ optimizer: tf.train.sgd(0.5), loss: () => w.sum().asScalar(), variables: [w] }); // the engine still works
    expect([...w.dataSync()]).toEqual([0.5, 0.5, 0.5, 0.5]);
  });

  it('does not take a mistake for a lack of memory', async () => {
    const attempt = () => void tf.tensor([1, 2], [3]);
    await expect(findBatchSize({ max: 8, attempt })).rejects.toThrow(/should have 3 values/);
  });
});

describe('isOutOfMemory', () => {
  it.each([
    'Invalid typed array length: 4503599627370496',
    'OOM when allocating tensor with shape[65536,65536] and type float on /job:localhost by allocator cpu',
    'Aborted(Cannot enlarge memory arrays to size 2147487744 bytes (OOM))',
    'Requested texture size [100000x1] greater than WebGL maximum on this browser / GPU [16384x16384].',
    'Buffer size (8589934592) exceeds the max buffer size limit (2147483648).',
  ])('knows %s', (message) => {
    expect(isOutOfMemory(new Error('step failed', { cause: new RangeError(message) }))).toBe(true);
  });
});

describe('systemMemory', () => {
  it('sees the peak of this process', () => {
    systemMemory.reset();
    const before = systemMemory.peak();
    const bytes = 96 * 2 ** 20;
    expect(Buffer.alloc(bytes, 1)[bytes - 1]).toBe(1);
    expect(systemMemory.peak() - before).toBeGreaterThan(0.5 * bytes);
  });
});
