import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { SafeTensor } from './dtypes.js';
import { readSafetensors } from './read.js';
import { writeSafetensors } from './write.js';

// Python: safetensors 0.8.0, safetensors.numpy.save({'weight': float32 [[1.5, -2, 3]], 'ids': int64 [1, -2], 'mask': uint8 [0, 255, 7],
// 'half': float16 [1, -.5], 'rows': int32 [[3], [-4]], 'scalar': float32 2.25}, metadata={'format': 'np'}).hex()
const fromPython = Buffer.from(
  '80010000000000007b225f5f6d657461646174615f5f223a7b22666f726d6174223a226e70227d2c22696473223a7b226474797065223a22493634222c227368617065223a5b325d2c22646174615f6f666673657473223a5b302c31365d7d2c227363616c6172223a7b226474797065223a22463332222c227368617065223a5b5d2c22646174615f6f666673657473223a5b31362c32305d7d2c22776569676874223a7b226474797065223a22463332222c227368617065223a5b312c335d2c22646174615f6f666673657473223a5b32302c33325d7d2c22726f7773223a7b226474797065223a22493332222c227368617065223a5b322c315d2c22646174615f6f666673657473223a5b33322c34305d7d2c2268616c66223a7b226474797065223a22463136222c227368617065223a5b325d2c22646174615f6f666673657473223a5b34302c34345d7d2c226d61736b223a7b226474797065223a225538222c227368617065223a5b335d2c22646174615f6f666673657473223a5b34342c34375d7d7d0100000000000000feffffffffffffff000010400000c03f000000c00000404003000000fcffffff003c00b800ff07',
  'hex',
);
const tensors: Record<string, SafeTensor> = {
  weight: { dtype: 'F32', shape: [1, 3], data: Float32Array.of(1.5, -2, 3) },
  ids: { dtype: 'I64', shape: [2], data: BigInt64Array.of(1n, -2n) },
  mask: { dtype: 'U8', shape: [3], data: Uint8Array.of(0, 255, 7) },
  half: { dtype: 'F16', shape: [2], data: Uint16Array.of(0x3c00, 0xb800) },
  rows: { dtype: 'I32', shape: [2, 1], data: Int32Array.of(3, -4) },
  scalar: { dtype: 'F32', shape: [], data: Float32Array.of(2.25) },
};

/** A file with the given header and as many data bytes. */
const withHeader = (header: unknown, data: number) => {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, Buffer.alloc(data)]);
};
const entry = (dtype: string, shape: number[], from: number, to: number) => ({ dtype, shape, data_offsets: [from, to] });

describe('safetensors', () => {
  it('writes the bytes that the Python library writes', () => {
    expect(Buffer.from(writeSafetensors(tensors, { format: 'np' })).toString('hex')).toBe(fromPython.toString('hex'));
  });

  it('reads what the Python library wrote, at any alignment', () => {
    const shifted = new Uint8Array(fromPython.length + 1);
    shifted.set(fromPython, 1);
    for (const bytes of [fromPython, shifted.subarray(1)]) {
      const file = readSafetensors(bytes);
      expect(Object.fromEntries(file.tensors)).toEqual(tensors);
      expect(file.metadata).toEqual({ format: 'np' });
    }
  });

  it('keeps names that look like numbers in their place', () => {
    const written = writeSafetensors({ b: tensors['scalar']!, '7': tensors['scalar']! });
    expect([...readSafetensors(written).tensors.keys()]).toEqual(['7', 'b']);
  });

  it('refuses to write a tensor whose shape does not fit', () => {
    expect(() => writeSafetensors({ a: { dtype: 'F32', shape: [2], data: new Float32Array(3) } })).toThrow(/make them agree/);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a header longer than the file', withHeader('{}', 0).subarray(0, 9)],
    ['an enormous header', Buffer.alloc(16, 0xff)],
    ['a header that is not JSON', withHeader('{', 0)],
    ['a header of another form', withHeader({ a: 1 }, 0)],
    ['an unknown type', withHeader({ a: entry('F99', [1], 0, 4) }, 4)],
    ['a shape that does not fit', withHeader({ a: entry('F32', [2], 0, 4) }, 4)],
    ['a tensor past the end', withHeader({ a: entry('F32', [2], 0, 8) }, 4)],
    ['a hole', withHeader({ a: entry('U8', [1], 1, 2) }, 2)],
    ['an overlap', withHeader({ a: entry('U8', [2], 0, 2), b: entry('U8', [2], 1, 3) }, 3)],
    ['bytes left over', withHeader({ a: entry('U8', [1], 0, 1) }, 2)],
    ['a negative length', withHeader({ a: entry('U8', [-1], 0, 1) }, 1)],
  ])('refuses %s', (_, bytes) => {
    expect(() => readSafetensors(bytes)).toThrow(expect.objectContaining({ code: 'SAFETENSORS_INVALID' }));
  });

  test.prop([
    fc.dictionary(
      fc.string({ minLength: 1 }).filter((name) => !name.startsWith('__')),
      fc.float32Array({ maxLength: 20 }),
      { maxKeys: 5 },
    ),
  ])('gives back what was written', (dictionary) => {
    const given = Object.entries(dictionary).map(([name, data]): [string, SafeTensor] => [
      name,
      { dtype: 'F32', shape: [data.length], data },
    ]);
    const read = readSafetensors(writeSafetensors(Object.fromEntries(given)));
    expect(read.tensors).toEqual(new Map(given));
  });

  test.prop([fc.uint8Array({ maxLength: 300 })])('never fails other than by its own error', (bytes) => {
    try {
      readSafetensors(bytes);
    } catch (error) {
      expect(error).toMatchObject({ code: 'SAFETENSORS_INVALID' });
    }
  });
});
