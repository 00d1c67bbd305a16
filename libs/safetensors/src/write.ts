/** Writes the safetensors format of Hugging Face, byte for byte as its own library does. */
import { InvalidInputError } from '@casebook/core';
import { arrays, elements, rank, type SafeTensor } from './dtypes.js';

/**
 * Serialises named tensors: 8 bytes of header length (little-endian), the JSON header padded with spaces to a multiple of 8, the data.
 *
 * @param tensors by name; the order of the keys does not matter
 * @param metadata free text; its keys keep their order
 * @throws {InvalidInputError} `TENSOR_INVALID` where shape, dtype and data do not agree
 * @see https://huggingface.co/docs/safetensors
 */
export function writeSafetensors(tensors: Record<string, SafeTensor>, metadata?: Record<string, string>): Uint8Array {
  const byLayout = Object.entries(tensors).sort(
    ([nameA, a], [nameB, b]) => rank.get(b.dtype)! - rank.get(a.dtype)! || Buffer.compare(Buffer.from(nameA), Buffer.from(nameB)),
  );
  let offset = 0;
  const header = new Map<string, unknown>(metadata ? [['__metadata__', metadata]] : []);
  for (const [name, { dtype, shape, data }] of byLayout) {
    if (name === '__metadata__' || !(data instanceof arrays[dtype]) || data.length !== elements(shape)) {
      throw new InvalidInputError(
        'TENSOR_INVALID',
        `Tensor '${name}' is ${dtype} of shape [${shape.join(', ')}] but has ${data.length} elements in a ${data.constructor.name}: make them agree.`,
      );
    }
    header.set(name, { dtype, shape, data_offsets: [offset, (offset += data.byteLength)] });
  }
  // written entry by entry: an object would move names that look like integers to the front
  const json = `{${[...header].map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;
  const headerBytes = Buffer.byteLength(json);
  const padded = Math.ceil(headerBytes / 8) * 8;
  const file = new Uint8Array(8 + padded + offset).fill(0x20, 8, 8 + padded);
  new DataView(file.buffer).setBigUint64(0, BigInt(padded), true);
  file.set(Buffer.from(json), 8);
  let position = 8 + padded;
  for (const [, { data }] of byLayout) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), position);
    position += data.byteLength;
  }
  return file;
}
