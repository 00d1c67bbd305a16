/** Identifiers, texts, numbers and query values: the words every other schema is written in. */
import { z } from 'zod';
import { LIMITS } from './limits.js';

// Control characters, lone surrogates and line separators: none is part of a name, and PostgreSQL stores neither NUL nor a lone surrogate.
const printable = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u;
const printableMessage = 'must not contain control characters or broken Unicode';

/** Text of at most `max` characters without control characters; empty is allowed. */
export const text = (max: number) => z.string().max(max, `must have at most ${max} characters`).regex(printable, printableMessage);

/** Text of 1 to `max` characters that is not only white space. */
export const requiredText = (max: number) => text(max).min(1, 'must not be empty').regex(/\S/u, 'must not be only white space');

/** Identifier of a user, an item or an event: opaque, 1 to 128 characters. */
export const idSchema = requiredText(LIMITS.id);

export const priceSchema = z.number().min(0).max(LIMITS.price);

export const quantitySchema = z.number().positive().max(LIMITS.quantity);

export const stockSchema = z.number().int().min(0).max(LIMITS.stock);

/** RFC 3339 time with a zone, from 1970 to now; five minutes of clock skew are forgiven. */
export const pastTimeSchema = z.iso
  .datetime({ offset: true, message: 'must be an RFC 3339 time with a zone, e.g. 2026-01-31T12:00:00Z' })
  .max(40)
  .refine((time) => Date.parse(time) >= 0, 'must not be before 1970')
  .refine((time) => Date.parse(time) <= Date.now() + LIMITS.clockSkewMs, 'must not be in the future: check the clock of the sender');

/** A whole number in a query string, from `min` to `max`. */
export const queryInteger = (min: number, max: number) =>
  z
    .string(`must be one whole number from ${min} to ${max}`)
    .regex(/^\d{1,10}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .pipe(z.number().int().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));
