/** What an operator may set of this service, besides what every service has. */
import { fileURLToPath } from 'node:url';
import { LIMITS } from '@casebook/banking-chatbot-contract';
import { readConfig } from '@casebook/core';
import { z } from 'zod';

// From src/ and from dist/ alike.
const workspace = (path: string) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

const schema = z.object({
  /** Absent: an embedded PostgreSQL in `DATA_DIR`. */
  DATABASE_URL: z.string().optional(),
  DATABASE_POOL_SIZE: whole(2, 200).default(10),
  /** `host:port`, comma separated. Absent: a bus in this process's memory. */
  KAFKA_BROKERS: z.string().optional(),
  /** Where the embedded PostgreSQL keeps its files. */
  DATA_DIR: z.string().default(workspace('.casebook/banking-chatbot')),
  MODEL_REGISTRY: z.string().default(workspace('apps/banking-chatbot/registry')),
  /** `name@alias` or `name@version`. */
  MODEL: z
    .string()
    .regex(/^[a-z\d-]+@[\w.-]+$/, 'write name@alias or name@version, e.g. banking-assistant@champion')
    .default('banking-assistant@champion'),
  /** Threads that read messages. */
  INFERENCE_WORKERS: whole(1, 64).default(1),
  /** A message that would wait longer to be understood is refused at once, ms. */
  OBJECTIVE_MS: whole(10, 60_000).default(500),
  /** Impersonal messages whose meaning is remembered; 0 switches it off. */
  REMEMBERED_MESSAGES: whole(0, 1e6).default(10_000),
  /** Of one customer, or of one session where nobody has signed in. */
  MESSAGES_PER_MINUTE: whole(1, 1e6).default(LIMITS.messagesPerMinute),
  /** After so long without a request a session ends. */
  SESSION_MINUTES: whole(1, 24 * 60).default(30),
  /** How long a one-time code raises a session. */
  CONFIRMED_MINUTES: whole(1, 60).default(5),
  /** How long an event's identity is remembered, to apply it once. */
  INBOX_DAYS: z.coerce.number().min(1).max(365).default(14),
  /** Folder of the built page. */
  PAGE_DIR: z.string().default(workspace('apps/banking-chatbot/web/dist')),
});

export type ChatbotConfig = z.infer<typeof schema>;

/** @throws {CasebookError} `CONFIG_INVALID` naming the variables */
export const readChatbotConfig = (env: Record<string, string | undefined> = process.env): ChatbotConfig => readConfig(schema, env);

export const brokersOf = ({ KAFKA_BROKERS }: ChatbotConfig): string[] =>
  (KAFKA_BROKERS ?? '').split(',').flatMap((broker) => broker.trim() || []);
