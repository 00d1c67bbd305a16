/** The store that the environment names: a folder, or a bucket where `S3_BUCKET` is set. */
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { DiskStore } from './disk-store.js';
import { S3Store } from './s3-store.js';
import type { StudyStore } from './study-store.js';

/** Of the environment; part of what taking studies in is configured by. */
export const storeVariables = {
  /** Folder of the bytes of studies. */
  STORE_DIR: z.string().default(fileURLToPath(new URL('../../../../../.casebook/nodule-detector/studies', import.meta.url))),
  /** Set: the bytes lie in this bucket instead. */
  S3_BUCKET: z.string().optional(),
  S3_ENDPOINT: z.url().default('https://s3.amazonaws.com'),
  S3_REGION: z.string().default('us-east-1'),
  S3_PREFIX: z.string().default(''),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_SESSION_TOKEN: z.string().optional(),
};

export type StoreConfig = z.infer<z.ZodObject<typeof storeVariables>>;

/** @throws {UnavailableError} `STORE_UNAVAILABLE` where the folder cannot be made */
export async function openStore(config: StoreConfig): Promise<StudyStore> {
  const { S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = config;
  if (!S3_BUCKET) return DiskStore.open(config.STORE_DIR);
  return new S3Store({
    endpoint: config.S3_ENDPOINT,
    region: config.S3_REGION,
    bucket: S3_BUCKET,
    prefix: config.S3_PREFIX,
    credentials: {
      accessKeyId: S3_ACCESS_KEY_ID ?? '',
      secretAccessKey: S3_SECRET_ACCESS_KEY ?? '',
      sessionToken: config.S3_SESSION_TOKEN,
    },
  });
}
