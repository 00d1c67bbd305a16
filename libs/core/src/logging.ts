import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';

export type { Logger };

/** Fields that may hold secrets or tell who somebody is, at the top of a record or one level down. */
const personal = ['userId', 'user_id', 'email', 'name', 'phone', 'address', 'ip', 'authorization', 'cookie', 'password', 'token'];

/**
 * A JSON logger whose level is set by `LOG_LEVEL` and whose personal fields are replaced by `[redacted]`.
 *
 * @param component who speaks, e.g. `recommender-api`; it stands in each line
 * @param destination standard output unless told
 *
 * @example
 * createLogger('outbox').info({ sent: 12 }, 'relayed');
 */
export function createLogger(component: string, destination?: DestinationStream): Logger {
  const options = {
    base: { component },
    level: process.env['LOG_LEVEL'] ?? 'info',
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: personal.flatMap((field) => [field, `*.${field}`]), censor: '[redacted]' },
  };
  return destination ? pino(options, destination) : pino(options);
}
