/** What may come in at once. Everything is checked before memory is taken for it. */

export interface IntakeLimits {
  /** Bytes of one upload, as it is sent. */
  uploadBytes: number;
  /** Bytes of one file that is no archive, or of one in an archive. */
  fileBytes: number;
  /** Files of one batch, those in archives counted. */
  files: number;
  /** Bytes of all files of an archive, unpacked. */
  unpackedBytes: number;
  /** How many times larger than itself an archive may become, once that is more than `freeBytes`. A CT packs two to four times, blank slices more. */
  ratio: number;
  freeBytes: number;
}

export const INTAKE_LIMITS: IntakeLimits = {
  uploadBytes: 8 * 2 ** 30,
  fileBytes: 512 * 2 ** 20,
  files: 20_000,
  unpackedBytes: 16 * 2 ** 30,
  ratio: 100,
  freeBytes: 256 * 2 ** 20,
};

/** Counts what comes out of one archive, and stops it at its limit. */
export class Budget {
  private used = 0;
  private readonly allowed: number;

  constructor(archiveBytes: number, limits: IntakeLimits) {
    this.allowed = Math.min(limits.unpackedBytes, Math.max(limits.freeBytes, archiveBytes * limits.ratio));
  }

  /** Whether so many more bytes are allowed; they count from now on. */
  take(bytes: number): boolean {
    this.used += bytes;
    return this.used <= this.allowed;
  }

  get spent(): boolean {
    return this.used > this.allowed;
  }
}
