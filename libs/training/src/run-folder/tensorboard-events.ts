/**
 * TensorBoard's event files: `tensorboard --logdir runs`.
 *
 * A file is a row of TFRecords: length (uint64), its masked checksum, an Event message, its masked checksum. Field numbers are those of
 * tensorflow/core/util/event.proto and tensorflow/core/framework/summary.proto.
 */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { crc32c } from './crc32c.js';

/** The first record of a file. */
export const versionEvent = (seconds: number): Uint8Array =>
  record(new BinaryWriter().tag(1, WireType.Bit64).double(seconds).tag(3, WireType.LengthDelimited).string('brain.Event:2').finish());

/** @param seconds since 1970 @param values by tag; a slash in a tag makes a group */
export function scalarEvent(seconds: number, step: number, values: Readonly<Record<string, number>>): Uint8Array {
  const event = new BinaryWriter().tag(1, WireType.Bit64).double(seconds).tag(2, WireType.Varint).int64(step);
  event.tag(5, WireType.LengthDelimited).fork(); // Summary
  for (const [tag, value] of Object.entries(values)) {
    event.tag(1, WireType.LengthDelimited).fork().tag(1, WireType.LengthDelimited).string(tag);
    event.tag(2, WireType.Bit32).float(value).join();
  }
  return record(event.join().finish());
}

function record(message: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(8 + 4 + message.length + 4);
  bytes.writeBigUInt64LE(BigInt(message.length));
  bytes.writeUInt32LE(masked(crc32c(bytes.subarray(0, 8))), 8);
  bytes.set(message, 12);
  bytes.writeUInt32LE(masked(crc32c(message)), 12 + message.length);
  return bytes;
}

/** Rotated and shifted, because the checksum of bytes that hold checksums is weak (tensorflow/core/lib/hash/crc32c.h). */
const masked = (crc: number) => (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
