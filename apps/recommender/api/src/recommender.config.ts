/** What an operator may set of this service, besides what every service has. */
import { fileURLToPath } from 'node:url';
import { readConfig } from '@casebook/core';
import { z } from 'zod';

// From src/ and from dist/ alike.
const workspace = (path: string) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

const schema = z.object({
  /** Absent: an embedded PostgreSQL in `DATA_DIR`. */
  DATABASE_URL: z.string().optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(10),
  /** `host:port`, comma separated. Absent: a bus in this process's memory. */
  KAFKA_BROKERS: z.string().optional(),
  /** Where the embedded PostgreSQL keeps its files. */
  DATA_DIR: z.string().default(workspace('.casebook/postgres')),
  MODEL_REGISTRY: z.string().default(workspace('apps/recommender/registry')),
  /** `name@alias` or `name@version`. */
  MODEL: z
    .string()
    .regex(/^[a-z\d-]+@[\w.-]+$/, 'write name@alias or name@version, e.g. shop-recommender@champion')
    .default('shop-recommender@champion'),
  /** Threads that run the model. */
  INFERENCE_WORKERS: z.coerce.number().int().min(1).max(64).default(1),
  /** Between looks at what other instances changed in the catalogue. */
  REFRESH_MS: z.coerce.number().int().min(50).max(60_000).default(2000),
  /** How long an answer is given again while nothing it was made of changes; 0: never. */
  REUSE_ANSWERS_MS: z.coerce.number().int().min(0).max(600_000).default(30_000),
  /** Share of recommendations that are published for monitoring. */
  SERVED_EVENTS_SHARE: z.coerce.number().min(0).max(1).default(0.1),
  /** How long an event's identity is remembered, to apply it once. */
  INBOX_DAYS: z.coerce.number().min(1).max(365).default(14),
  /** Folder of the built page. */
  PAGE_DIR: z.string().default(workspace('apps/recommender/web/dist')),
});

export type RecommenderConfig = z.infer<typeof schema>;

/** @throws {CasebookError} `CONFIG_INVALID` naming the variables */
export const readRecommenderConfig = (env: Record<string, string | undefined> = process.env): RecommenderConfig => readConfig(schema, env);

export const brokersOf = ({ KAFKA_BROKERS }: RecommenderConfig): string[] =>
  (KAFKA_BROKERS ?? '').split(',').flatMap((broker) => broker.trim() || []);
