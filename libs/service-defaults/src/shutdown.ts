/** Ends a process in order when it is told to. */
import type { Logger } from '@casebook/core/logging';

/**
 * On SIGTERM or SIGINT: closes the service and ends the process, with code 0 where everything was drained in time and 1 where not. A second signal
 * ends it at once.
 */
export function closeOnSignal(close: () => Promise<void>, { logger, timeoutMs }: { logger: Logger; timeoutMs: number }): void {
  let closing = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (closing) process.exit(1);
    closing = true;
    logger.info({ signal }, 'shutting down: finishing what is in flight');
    setTimeout(() => {
      logger.error({ timeoutMs }, 'shutdown took too long and was cut off');
      process.exit(1);
    }, timeoutMs).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'shutdown failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
