/** Where the bytes of studies lie: a port with an adapter for a disk and one for S3. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { CasebookError, CorruptDataError, InvalidInputError, NotFoundError } from '@casebook/core';

/**
 * Content-addressed: an object is named by the SHA-256 of its bytes, so that the same bytes are kept once, are never overwritten, and damage is
 * seen when they are read. Every method throws what its docstring names, and `STORE_UNAVAILABLE` (503) where the store is away.
 */
export interface StudyStore {
  /**
   * All or nothing: after a crash or a full disk there is either the whole object or none.
   *
   * @returns the object's address, 64 hexadecimal digits
   * @throws {CasebookError} `STORE_FULL` (507)
   */
  put(bytes: Uint8Array): Promise<string>;
  /** @throws {NotFoundError} `OBJECT_MISSING`; {CorruptDataError} `OBJECT_DAMAGED` where the bytes are not those that were put */
  get(address: string): Promise<Buffer>;
  /** The same without holding it in memory; the end of the stream fails with `OBJECT_DAMAGED`. */
  stream(address: string): Promise<Readable>;
  has(address: string): Promise<boolean>;
  /** Whether it was there. */
  delete(address: string): Promise<boolean>;
}

/** The name of some bytes. */
export const addressOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Addresses become paths: nothing else may. */
export function checkAddress(address: string): string {
  if (!/^[\da-f]{64}$/.test(address)) {
    throw new InvalidInputError('ADDRESS_INVALID', 'An address of the store is 64 hexadecimal digits in lower case.');
  }
  return address;
}

export const objectMissing = () =>
  new NotFoundError('OBJECT_MISSING', 'The store holds no such object. Send the study again; the copy that was here is gone.');

export const objectDamaged = () =>
  new CorruptDataError(
    'OBJECT_DAMAGED',
    'The bytes in the store are not those that were put there. Check the disk, delete the study and send it again.',
  );

export const storeFull = (cause: unknown) =>
  new CasebookError('STORE_FULL', 'There is no room left for studies. Make room, or delete studies, and send the file again.', {
    status: 507,
    cause,
  });
