/** Stand-ins for identifiers: the same for the same, so that a study sent twice is one study; not to be undone without the key. */
import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CasebookError } from '@casebook/core';

export class Pseudonyms {
  /** @param key secret; another key gives other stand-ins */
  constructor(private readonly key: Uint8Array) {}

  /** A unique identifier derived from a UUID (PS3.5, B.2), version 8 of RFC 9562. */
  uid(original: string): string {
    const bytes = this.digest('uid', original).subarray(0, 16);
    bytes[6] = (bytes[6]! & 0x0f) | 0x80;
    bytes[8] = (bytes[8]! & 0x3f) | 0x80;
    return `2.25.${BigInt(`0x${bytes.toString('hex')}`)}`;
  }

  /** Of a patient; empty for nobody. */
  patient(original: string): string {
    return original === '' ? '' : `P-${this.digest('patient', original).toString('hex').slice(0, 16)}`;
  }

  /** By how many days the dates of a patient are moved to the past: 1 to 3,650, the same for all of them, so that intervals stay. */
  days(patient: string): number {
    return 1 + (this.digest('days', patient).readUInt32BE(0) % 3650);
  }

  private digest(use: string, text: string): Buffer {
    return createHmac('sha256', this.key).update(`${use}\0${text}`).digest();
  }
}

/**
 * The key in a file that only this account reads; made at the first start. Who loses it gets new identifiers for studies that are sent again.
 *
 * @throws {CasebookError} `DEIDENTIFY_KEY_INVALID`
 */
export async function readOrMakeKey(path: string): Promise<Buffer> {
  await mkdir(dirname(path), { recursive: true });
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      const key = randomBytes(32);
      await file.writeFile(key.toString('hex'));
      await file.sync();
      return key;
    } finally {
      await file.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'hex');
  if (key.length >= 32) return key;
  throw new CasebookError(
    'DEIDENTIFY_KEY_INVALID',
    `${path} does not hold a key of 64 hexadecimal digits. Restore it; without it, studies that are sent again get other identifiers.`,
  );
}
