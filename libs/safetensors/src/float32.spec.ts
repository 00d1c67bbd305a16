import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { toFloat32 } from './float32.js';

describe('toFloat32', () => {
  it('reads half floats as NumPy does', () => {
    // numpy 2: h = numpy.array([0, -0., 1, -2, .1, 65504, 2**-14, 2**-24, 3.14159, -1e-4, inf], 'float16'); h.view('uint16'); h.astype('float32')
    const data = Uint16Array.of(0, 32768, 15360, 49152, 11878, 31743, 1024, 1, 16968, 34446, 31744);
    expect(toFloat32({ dtype: 'F16', shape: [11], data })).toEqual(
      Float32Array.of(
        0,
        -0,
        1,
        -2,
        0.0999755859375,
        65504,
        6.103515625e-5,
        5.960464477539063e-8,
        3.140625,
        -0.00010001659393310547,
        Infinity,
      ),
    );
    expect(toFloat32({ dtype: 'F16', shape: [2], data: Uint16Array.of(0x7e00, 0xfc00) })).toEqual(Float32Array.of(NaN, -Infinity));
  });

  it('reads bfloat16 as PyTorch does', () => {
    // torch 2.8: b = torch.tensor([0, 1, -2, .1, 3.14159, -1e-30, 3e38]).bfloat16(); b.view(torch.int16); b.float()
    const data = Uint16Array.of(0, 16256, 49152, 15821, 16457, 36258, 32610);
    expect(toFloat32({ dtype: 'BF16', shape: [7], data })).toEqual(
      Float32Array.of(0, 1, -2, 0.10009765625, 3.140625, -9.98402083170343e-31, 3.00405527047391e38),
    );
  });

  test.prop([fc.float32Array({ maxLength: 20 })])('leaves float32 alone and rounds float64', (data) => {
    expect(toFloat32({ dtype: 'F32', shape: [data.length], data })).toBe(data);
    expect(toFloat32({ dtype: 'F64', shape: [data.length], data: Float64Array.from(data) })).toEqual(data);
  });

  it('refuses whole numbers', () => {
    expect(() => toFloat32({ dtype: 'I32', shape: [1], data: Int32Array.of(1) })).toThrow(
      expect.objectContaining({ code: 'TENSOR_NOT_FLOAT' }),
    );
  });
});
