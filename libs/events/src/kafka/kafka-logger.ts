/** kafkajs' log lines as this app's JSON log. */
import type { Logger } from '@casebook/core/logging';
import { logLevel, type logCreator } from 'kafkajs';

/** @param logger undefined: silent */
export const kafkaLogger =
  (logger: Logger | undefined): logCreator =>
  () =>
  ({ level, namespace, log }) => {
    const { message, error, stack, ...fields } = log;
    for (const known of ['timestamp', 'logger']) delete (fields as Record<string, unknown>)[known]; // ours has its own
    const record = {
      namespace,
      ...(error !== undefined && { error: String(error) }),
      ...(stack !== undefined && { stack: String(stack) }),
      ...fields,
    };
    // kafkajs reports at error what it then tries again and mends; what it cannot mend reaches us as a rejected promise or a CRASH event.
    if (level <= logLevel.WARN) logger?.warn(record, message);
    else if (level === logLevel.INFO) logger?.debug(record, message);
    else logger?.trace(record, message);
  };
