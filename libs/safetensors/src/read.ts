/** Reads the safetensors format of Hugging Face, trusting nothing in it. */
import { CorruptDataError } from '@casebook/core';
import { z } from 'zod';
import { arrays, elements, isDtype, type SafeTensor } from './dtypes.js';

/** The reference implementation's own bound: a header longer than this is an attack or damage. */
const MAX_HEADER_BYTES = 100_000_000;

const entrySchema = z.strictObject({
  dtype: z.string(),
  shape: z.array(z.int().nonnegative()).max(32),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});
const headerSchema = z.looseObject({ __metadata__: z.record(z.string(), z.string()).optional() }).catchall(entrySchema);

export interface SafetensorsFile {
  tensors: Map<string, SafeTensor>;
  metadata: Record<string, string>;
}

const corrupt = (why: string, cause?: unknown) =>
  new CorruptDataError('SAFETENSORS_INVALID', `The safetensors file is damaged: ${why}. Write or copy it again.`, { cause });

/**
 * Parses a safetensors file. Tensors are views on `bytes` where these are aligned for their type, copies otherwise.
 *
 * @throws {CorruptDataError} `SAFETENSORS_INVALID` where header, shapes, offsets and length do not agree: the data must be covered
 * exactly, without holes or overlaps
 */
export function readSafetensors(bytes: Uint8Array): SafetensorsFile {
  const { entries, metadata, start } = readHeader(bytes);
  const tensors = new Map<string, SafeTensor>();
  let position = 0;
  for (const [name, { dtype, shape, data_offsets: range }] of entries) {
    const [from, to] = range;
    if (!isDtype(dtype)) throw corrupt(`'${name}' has the unknown type ${dtype.slice(0, 20)}`);
    const ArrayType = arrays[dtype];
    if (from !== position) throw corrupt(`'${name}' does not begin where the tensor before it ends`);
    if (to - from !== elements(shape) * ArrayType.BYTES_PER_ELEMENT) throw corrupt(`the shape of '${name}' does not fit its bytes`);
    if (start + to > bytes.length) throw corrupt(`'${name}' reaches past the end of the file`);
    position = to;
    const at = bytes.byteOffset + start + from;
    const aligned = at % ArrayType.BYTES_PER_ELEMENT === 0;
    const [buffer, offset] = aligned ? [bytes.buffer, at] : [bytes.slice(start + from, start + to).buffer, 0];
    tensors.set(name, { dtype, shape, data: new ArrayType(buffer as ArrayBuffer, offset, elements(shape)) } as SafeTensor);
  }
  if (start + position !== bytes.length) throw corrupt('there are bytes that belong to no tensor');
  return { tensors, metadata };
}

function readHeader(bytes: Uint8Array) {
  if (bytes.length < 8) throw corrupt('it is shorter than the length of its header');
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (length > MAX_HEADER_BYTES) throw corrupt(`its header would be ${length} bytes long`);
  const start = 8 + Number(length);
  if (start > bytes.length) throw corrupt('it ends within its header');
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, start)));
  } catch (cause) {
    throw corrupt('its header is not JSON', cause);
  }
  const header = headerSchema.safeParse(json);
  if (!header.success) throw corrupt('its header does not describe tensors', header.error);
  const { __metadata__: metadata, ...tensors } = header.data;
  const entries = Object.entries(tensors).sort(
    ([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1],
  );
  return { entries, metadata: metadata ?? {}, start };
}
