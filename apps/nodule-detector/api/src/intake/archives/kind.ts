/** What a file is, by its first bytes. */

export type Kind = 'zip' | 'gzip' | 'tar' | 'plain';

/** @param start 512 bytes, where there are so many */
export function kindOf(start: Uint8Array): Kind {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.length);
  const begins = (...mark: number[]) => mark.every((byte, n) => bytes[n] === byte);
  if (begins(0x50, 0x4b, 3, 4) || begins(0x50, 0x4b, 5, 6)) return 'zip'; // the latter is an empty one
  if (begins(0x1f, 0x8b)) return 'gzip';
  return bytes.toString('latin1', 257, 262) === 'ustar' ? 'tar' : 'plain';
}
