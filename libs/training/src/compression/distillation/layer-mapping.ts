/** Which of the teacher's layers each of the student's learns from. */
import { InvalidInputError } from '@casebook/core';

/**
 * Evenly spaced teacher layers, the last one for the last: 4 from 12 are 3, 6, 9, 12. Index 0 is what the embeddings give.
 * @throws {InvalidInputError} `DISTIL_LAYERS` where the student has more layers than the teacher, or either has none
 */
export function evenLayers(student: number, teacher: number): number[] {
  if (!(student >= 1 && teacher >= student)) {
    throw new InvalidInputError(
      'DISTIL_LAYERS',
      `A student of ${student} layers cannot follow a teacher of ${teacher}: choose fewer, at least 1.`,
    );
  }
  return Array.from({ length: student }, (_, i) => Math.round(((i + 1) * teacher) / student));
}
