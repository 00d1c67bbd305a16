/** What an operator may set of how studies come in, are kept and go out. */
import { CasebookError, readConfig } from '@casebook/core';
import { z } from 'zod';
import { storeVariables } from '../store/open-store.js';
import { INTAKE_LIMITS, type IntakeLimits } from './intake-limits.js';

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

const schema = z.object({
  ...storeVariables,
  /** Whether files are de-identified before they are stored. */
  DEIDENTIFY: z.enum(['true', 'false']).transform((value) => value === 'true').default(true), // prettier-ignore
  DEIDENTIFY_DATES: z.enum(['remove', 'shift', 'keep']).default('remove'),
  DEIDENTIFY_CHARACTERISTICS: z.enum(['remove', 'keep']).default('remove'),
  /** Of the keyed hash that replaces identifiers; made where it is missing. Absent: beside `STORE_DIR`. All instances need the same. */
  DEIDENTIFY_KEY_FILE: z.string().optional(),
  UPLOAD_MAX_BYTES: whole(1, 1e15).default(INTAKE_LIMITS.uploadBytes),
  UPLOAD_MAX_FILES: whole(1, 1e7).default(INTAKE_LIMITS.files),
  FILE_MAX_BYTES: whole(1, 2 ** 31 - 1).default(INTAKE_LIMITS.fileBytes),
  /** To read one file. */
  FILE_TIMEOUT_MS: whole(10, 600_000).default(20_000),
  /** JavaScript heap of the thread that reads files. */
  FILE_HEAP_MB: whole(32, 65_536).default(256),
  /** To receive a whole upload, ms. */
  UPLOAD_TIMEOUT_MS: whole(1000, 24 * 3600_000).default(3600_000),
  /** Where an upload lies until it is read. Absent: the system's temporary folder. */
  UPLOAD_DIR: z.string().optional(),
  /** Bytes of a STOW-RS request: it is held in memory. */
  STOW_MAX_BYTES: whole(1, 2 ** 31 - 1).default(1024 * 2 ** 20),
  /** Bytes of assembled volumes that are kept on disk for the viewer; where absent, in a folder of the system's temporary ones. */
  VOLUME_CACHE_BYTES: whole(0, 1e15).default(4 * 2 ** 30),
  VOLUME_CACHE_DIR: z.string().optional(),
  /** `off`: no DICOM listener; 0 takes a free port. */
  DIMSE_PORT: z.union([z.literal('off'), whole(0, 65_535)]).default(11_112),
  DIMSE_HOST: z.string().default('127.0.0.1'),
  /** What the listener is called: others must name it. Absent: any name is taken. */
  DIMSE_AE_TITLE: z.string().max(16).optional(),
  /** Who may send, comma separated application entity titles. Absent: everybody who reaches the port. */
  DIMSE_CALLERS: z.string().optional(),
  DIMSE_MAX_ASSOCIATIONS: whole(1, 1000).default(8),
});

export type IntakeConfig = z.infer<typeof schema>;

/** @throws {CasebookError} `CONFIG_INVALID` naming the variables */
export function readIntakeConfig(env: Record<string, string | undefined> = process.env): IntakeConfig {
  const config = readConfig(schema, env);
  if (config.S3_BUCKET && !(config.S3_ACCESS_KEY_ID && config.S3_SECRET_ACCESS_KEY)) {
    throw new CasebookError('CONFIG_INVALID', 'S3_BUCKET is set: set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY too, and start again.');
  }
  return config;
}

export const limitsOf = (config: IntakeConfig): IntakeLimits => ({
  ...INTAKE_LIMITS,
  uploadBytes: config.UPLOAD_MAX_BYTES,
  files: config.UPLOAD_MAX_FILES,
  fileBytes: config.FILE_MAX_BYTES,
});
