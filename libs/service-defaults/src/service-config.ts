/** What an operator may set of any service, from environment variables. */
import { readConfig } from '@casebook/core';
import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

const schema = (port: number) =>
  z.object({
    HOST: z.string().default('127.0.0.1'),
    PORT: whole(0, 65_535).default(port),
    RATE_LIMIT: whole(0, 1e9).default(6000),
    RATE_LIMIT_LOOPBACK: flag.default(false),
    TRUST_PROXY: flag.default(false),
    BODY_LIMIT: whole(1024, 1e9).default(1_048_576),
    REQUEST_TIMEOUT_MS: whole(1, 600_000).default(10_000),
    SHUTDOWN_TIMEOUT_MS: whole(1, 600_000).default(15_000),
    SHUTDOWN_DELAY_MS: whole(0, 60_000).default(0),
  });

export type ServiceConfig = z.infer<ReturnType<typeof schema>>;

/**
 * Reads the configuration every service has.
 *
 * @param defaultPort where `PORT` is not set
 * @throws {CasebookError} `CONFIG_INVALID` naming the variables
 */
export const readServiceConfig = (defaultPort: number, env: Record<string, string | undefined> = process.env): ServiceConfig =>
  readConfig(schema(defaultPort), env);
