import type { ZodType } from 'zod';
import { CasebookError } from './errors.js';
import { violations } from './parse.js';

/**
 * Reads configuration from environment variables, once, at the start.
 *
 * @param schema a zod object whose keys are the variables; an empty variable counts as absent
 * @throws {CasebookError} `CONFIG_INVALID` naming each variable that is wrong (never its value: it may be a secret)
 *
 * @example
 * const { PORT } = readConfig(z.object({ PORT: z.coerce.number().int().default(3333) }));
 */
export function readConfig<T>(schema: ZodType<T>, env: Record<string, string | undefined> = process.env): T {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(present);
  if (result.success) return result.data;
  const found = violations(result.error);
  const sentence = found.map(({ path, message }) => `${path}: ${message}`).join('; ');
  throw new CasebookError('CONFIG_INVALID', `Correct these environment variables and start again. ${sentence}.`, { details: found });
}
