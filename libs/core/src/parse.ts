import type { ZodError, ZodType } from 'zod';
import { InvalidInputError } from './errors.js';

/** One thing that is wrong with an input: where, and what. */
export interface Violation {
  path: string;
  message: string;
}

/**
 * Checks a value at a border and returns it typed.
 *
 * @param what how the value is called in the error's sentence, e.g. `The event`
 * @throws {InvalidInputError} with `code`; `details` lists every violation as `{ path, message }`
 *
 * @example
 * parseWith(z.object({ limit: z.number() }), { limit: 'many' }, 'QUERY_INVALID', 'The query');
 */
export function parseWith<T>(schema: ZodType<T>, value: unknown, code: string, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const found = violations(result.error);
  const sentence = found.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ');
  throw new InvalidInputError(code, `${what} is not valid. ${sentence}.`, { details: found });
}

/** The first violations of a failed check, at most `limit`: an attacker's input must not make a page of errors. */
export function violations(error: ZodError, limit = 8): Violation[] {
  return error.issues.slice(0, limit).map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
}
