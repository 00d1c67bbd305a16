/** Nest's own messages in the JSON log. */
import type { Logger } from '@casebook/core/logging';
import type { LoggerService } from '@nestjs/common';

/** Nest tells of every route and module it starts at `log`: that is `debug` to an operator. */
export const nestLogger = (logger: Logger): LoggerService => ({
  log: (message: unknown, context?: unknown) => logger.debug({ context }, String(message)),
  debug: (message: unknown, context?: unknown) => logger.debug({ context }, String(message)),
  verbose: (message: unknown, context?: unknown) => logger.trace({ context }, String(message)),
  warn: (message: unknown, context?: unknown) => logger.warn({ context }, String(message)),
  error: (message: unknown, stack?: unknown, context?: unknown) => logger.error({ context, stack }, String(message)),
  fatal: (message: unknown, context?: unknown) => logger.fatal({ context }, String(message)),
});
