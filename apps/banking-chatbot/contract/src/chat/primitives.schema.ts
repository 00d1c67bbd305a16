/** Identifiers, texts and query values of the chat. */
import { z } from 'zod';
import { cleanText } from './clean-text.js';
import { LIMITS } from './limits.js';

/** Chosen by the client for a message, by the service for everything else: letters, digits, `-`, `_`. */
export const idSchema = z
  .string()
  .regex(/^[\w-]+$/, 'must be letters, digits, - and _')
  .max(LIMITS.id, `must have at most ${LIMITS.id} characters`);

/** A conversation's id, made by the service. */
export const conversationIdSchema = z.uuid('must be the id of a conversation, a UUID');

/** A message's text, cleaned (see `cleanText`); what is only invisible characters is empty. */
export const textSchema = z
  .string('must be text')
  .max(LIMITS.text, `must have at most ${LIMITS.text} characters: send it in several messages`)
  .transform(cleanText)
  .pipe(
    z.string().min(1, 'must not be empty').max(LIMITS.text, `must have at most ${LIMITS.text} characters: send it in several messages`),
  );

export const timeSchema = z.iso.datetime({ offset: true });

/** A whole number in a query string, from `min` to `max`. */
export const queryInteger = (min: number, max: number) =>
  z
    .string(`must be one whole number from ${min} to ${max}`)
    .regex(/^\d{1,10}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .pipe(z.number().int().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));
