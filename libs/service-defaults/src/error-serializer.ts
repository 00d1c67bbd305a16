/** What the log keeps of an error: not its further properties, which may hold what a person sent (a query's parameters, a response). */
export interface LoggedError {
  type: string;
  message: string;
  code?: unknown;
  stack?: string | undefined;
  cause?: LoggedError | undefined;
}

/** Name, message, code and stack, and the same of its causes down to three. */
export function serializeError(error: unknown, depth = 3): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'something that is no error was thrown' };
  const { name, message, stack, cause } = error;
  const code = (error as { code?: unknown }).code;
  return {
    type: name,
    message,
    ...(code === undefined ? {} : { code }),
    stack,
    ...(cause === undefined || depth === 0 ? {} : { cause: serializeError(cause, depth - 1) }),
  };
}
