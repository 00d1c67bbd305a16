import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { useBackend } from '../use-backend.js';

beforeEach(() => useBackend('wasm'));

describe('rows on wasm', () => {
  const shape = fc.record({
    rows: fc.integer({ min: 1, max: 9 }),
    rest: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 2 }),
  });
  const ids = fc.array(fc.nat(8), { minLength: 1, maxLength: 20 });
  test.prop([shape, ids, fc.boolean()])('are those of the table, in the order asked for', ({ rows, rest }, asked, matrix) => {
    const width = rest.reduce((product, length) => product * length, 1);
    const table = Float32Array.from({ length: rows * width }, (_, i) => i + 0.5);
    const wanted = asked.map((id) => id % rows);
    tf.tidy(() => {
      const index = matrix ? tf.tensor2d(wanted, [wanted.length, 1], 'int32') : tf.tensor1d(wanted, 'int32');
      const gathered = tf.gather(tf.tensor(table, [rows, ...rest]), index);
      expect(gathered.shape).toEqual([...index.shape, ...rest]);
      expect([...gathered.dataSync()]).toEqual(wanted.flatMap((row) => [...table.subarray(row * width, (row + 1) * width)]));
    });
  });

  it('out of range are refused, and other gathers are the engine’s own', () => {
    const table = tf.tensor2d([[1, 2], [3, 4]]); // prettier-ignore
    expect(() => tf.gather(table, tf.tensor1d([2], 'int32'))).toThrow(/not in \[0, 1\]/);
    expect(tf.gather(table, tf.tensor1d([1], 'int32'), 1).arraySync()).toEqual([[2], [4]]);
    expect(tf.gather(table.cast('int32'), tf.tensor1d([1], 'int32')).arraySync()).toEqual([[3, 4]]);
  });
});
