import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import type { InputSpec } from './record-kernels.js';
import { spread, tinyCase, tinyInputs } from './tiny-case.js';

const float = (...shape: number[]): InputSpec => ({ shape, dtype: 'float32' });

describe('tinyCase', () => {
  it('keeps equal lengths equal, small ones as they are', () => {
    const tiny = tinyCase({
      kernel: 'Conv3D',
      attrs: { strides: 2 },
      inputs: { x: float(4, 48, 48, 48, 16), filter: float(3, 3, 3, 16, 32) },
    });
    expect(tiny?.inputs).toEqual({ x: float(4, 7, 7, 7, 5), filter: float(3, 3, 3, 5, 6) });
  });

  it('leaves lengths that attributes name, where they are few', () => {
    const call = { kernel: 'Slice', attrs: { begin: [0], size: [10] }, inputs: { x: float(1000) } };
    expect(tinyCase(call)).toBe(call);
    expect(tinyCase({ ...call, inputs: { x: float(30_522, 384) } })).toBeUndefined();
  });

  it('a transposed convolution makes what its tiny inputs lead to', () => {
    const inputs = { dy: float(2, 24, 24, 24, 32), filter: float(2, 2, 2, 16, 32) };
    const call = { kernel: 'Conv3DBackpropInputV2', attrs: { strides: 2, pad: 'same', inputShape: [2, 48, 48, 48, 16] }, inputs };
    expect(tinyCase(call)).toMatchObject({
      attrs: { inputShape: [2, 12, 12, 12, 5] },
      inputs: { dy: float(2, 6, 6, 6, 7), filter: float(2, 2, 2, 5, 7) },
    });
  });

  test.prop([fc.array(fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 })])(
    'never changes which lengths are equal, or their order',
    (shapes) => {
      const tiny = tinyCase({ kernel: 'Concat', attrs: {}, inputs: shapes.map((shape) => float(...shape)) })!;
      const before = shapes.flat();
      const after = (tiny.inputs as InputSpec[]).flatMap(({ shape }) => shape);
      before.forEach((a, i) => before.forEach((b, j) => expect(Math.sign(after[i]! - after[j]!)).toBe(Math.sign(a - b))));
    },
  );
});

describe('tinyInputs', () => {
  it('indices stay inside the table, numbers are distinct and not near 0', async () => {
    await tf.setBackend('cpu');
    const call = { kernel: 'GatherV2', attrs: { axis: 0 }, inputs: { x: float(4, 5), indices: { shape: [9], dtype: 'int32' as const } } };
    const { x, indices } = tinyInputs(call);
    const values = x!.dataSync();
    expect(new Set(values).size).toBe(20);
    expect(Math.min(...values.map(Math.abs))).toBeGreaterThanOrEqual(0.1);
    expect(Math.max(...indices!.dataSync())).toBe(3);
  });

  it('is positive where a negative number has no value', () => {
    for (let i = 0; i < 100; i++) expect(spread(i, true)).toBeGreaterThan(0);
  });
});
