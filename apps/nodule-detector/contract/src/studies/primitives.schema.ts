/** Identifiers, points and query values: the words every other schema is written in. */
import { z } from 'zod';
import { LIMITS } from './limits.js';

/** A DICOM unique identifier (PS3.5, 9.1): numbers and dots, no number with a leading zero. */
export const uidSchema = z
  .string()
  .max(LIMITS.uid, `must have at most ${LIMITS.uid} characters`)
  .regex(/^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))+$/, 'must be a DICOM unique identifier, e.g. 1.2.840.10008.1.1');

/** Made by the service. */
export const uuidSchema = z.uuid('must be a UUID');

/** Text of at most `max` characters without control characters and lone surrogates: PostgreSQL stores neither NUL nor these. */
export const text = (max: number) =>
  z
    .string()
    .max(max, `must have at most ${max} characters`)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters or broken Unicode');

export const timeSchema = z.iso.datetime({ offset: true });

/** Three numbers: x, y, z. */
export const triple = z.tuple([z.number(), z.number(), z.number()]);

/** Millimetres of the patient's coordinates: x to the left, y to the back, z to the head (LPS). */
export const pointSchema = triple.meta({ id: 'Point', description: 'mm, LPS: x to the left, y to the back, z to the head' });

/** Between 0 and 1, both included. */
export const shareSchema = z.number().min(0).max(1);

/** Why something failed: a stable code for programs, and a sentence for people that says what to do. */
export const failureSchema = z.object({ code: z.string(), detail: z.string() }).meta({ id: 'Failure' });

/** A whole number in a query string, from `min` to `max`. */
export const queryInteger = (min: number, max: number) =>
  z
    .string(`must be one whole number from ${min} to ${max}`)
    .regex(/^\d{1,10}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .pipe(z.number().int().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));

/** A share in a query string, from 0 to 1. */
export const queryShare = z
  .string('must be one number from 0 to 1')
  .regex(/^(?:0|1|0?\.\d{1,9}|[01]\.\d{1,9})$/, 'must be a number from 0 to 1, e.g. 0.5')
  .transform(Number)
  .pipe(z.number().min(0).max(1, 'must be at most 1'));

export type Failure = z.infer<typeof failureSchema>;
export type Point = z.infer<typeof pointSchema>;
