/** What an operator may set of this service, besides what every service has and what taking studies in needs. */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { readConfig } from '@casebook/core';
import { z } from 'zod';

// From src/ and from dist/ alike.
const workspace = (path: string) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

const schema = z.object({
  /** Absent: an embedded PostgreSQL in `DATA_DIR`. */
  DATABASE_URL: z.string().optional(),
  DATABASE_POOL_SIZE: whole(4, 200).default(10),
  /** `host:port`, comma separated. Absent: a bus in this process's memory. */
  KAFKA_BROKERS: z.string().optional(),
  /** Where the embedded PostgreSQL keeps its files. */
  DATA_DIR: z.string().default(workspace('.casebook/nodule-detector/postgres')),
  MODEL_REGISTRY: z.string().default(workspace('apps/nodule-detector/registry')),
  /** `name@alias` or `name@version`. */
  MODEL: z
    .string()
    .regex(/^[a-z\d-]+@[\w.-]+$/, 'write name@alias or name@version, e.g. nodule-detector@champion')
    .default('nodule-detector@champion'),
  /** Threads within one operation of a network. */
  INFERENCE_THREADS: whole(1, 256).default(availableParallelism()),
  /** Searches that this instance runs beside each other. */
  SEARCH_WORKERS: whole(0, 16).default(1),
  /** A search that takes longer is ended. */
  SEARCH_TIMEOUT_MS: whole(1000, 24 * 3600_000).default(15 * 60_000),
  /** JavaScript heap of a search's thread; voxels lie beside it. */
  SEARCH_HEAP_MB: whole(64, 65_536).default(1024),
  /** Bytes of the files of one series at most: they are in memory together. */
  SEARCH_MAX_BYTES: whole(1_000_000, 64e9).default(2e9),
  /** A search whose instance was silent for so long is taken over by another. */
  JOB_LEASE_MS: whole(500, 600_000).default(15_000),
  /** How often a search is begun at most. */
  JOB_ATTEMPTS: whole(1, 20).default(3),
  /** Folder that announcements may name subfolders, files and archives of. Absent: none. */
  IMPORT_DIR: z.string().optional(),
  /** How long an event's identity is remembered, to apply it once. */
  INBOX_DAYS: z.coerce.number().min(1).max(365).default(14),
  /** Folder of the built page. */
  PAGE_DIR: z.string().default(workspace('apps/nodule-detector/web/dist')),
});

export type NoduleDetectorConfig = z.infer<typeof schema>;

/** @throws {CasebookError} `CONFIG_INVALID` naming the variables */
export const readNoduleDetectorConfig = (env: Record<string, string | undefined> = process.env): NoduleDetectorConfig =>
  readConfig(schema, env);

export const brokersOf = ({ KAFKA_BROKERS }: NoduleDetectorConfig): string[] =>
  (KAFKA_BROKERS ?? '').split(',').flatMap((broker) => broker.trim() || []);
