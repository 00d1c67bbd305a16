import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { CasebookError, InvalidInputError, TooManyRequestsError, UnavailableError } from './errors.js';
import { toProblem } from './problem.js';

describe('toProblem', () => {
  it('carries code, status, sentence and details of an expected error', () => {
    const error = new InvalidInputError('EVENT_INVALID', 'The event has no id. Give each event its own.', { details: [{ path: 'id' }] });
    expect(toProblem(error, 'request-7')).toEqual({
      type: 'urn:casebook:problem:event-invalid',
      title: 'Invalid input',
      status: 400,
      code: 'EVENT_INVALID',
      detail: 'The event has no id. Give each event its own.',
      instance: 'request-7',
      errors: [{ path: 'id' }],
    });
  });

  it('says when to try again', () => {
    const error = new TooManyRequestsError('FLOOD', 'Too many at once. Wait a moment.', { retryAfterMs: 1500 });
    expect(toProblem(error)).toMatchObject({ status: 429, title: 'Too many requests', retryAfterMs: 1500 });
    expect(toProblem(new UnavailableError('AWAY', 'Away.'))).not.toHaveProperty('retryAfterMs');
  });

  test.prop([fc.string({ minLength: 1 })])('leaks nothing of a defect', (secret) => {
    const problem = toProblem(new Error(`password=${secret}`));
    expect(problem).toEqual(toProblem(undefined));
    expect(problem).toMatchObject({ status: 500, code: 'INTERNAL' });
  });
});

describe('CasebookError', () => {
  it('keeps its class, cause and name', () => {
    const cause = new Error('connect ECONNREFUSED');
    const error = new UnavailableError('DATABASE_UNREACHABLE', 'The database does not answer. Start it and try again.', { cause });
    expect(error).toBeInstanceOf(CasebookError);
    expect(error).toMatchObject({ name: 'UnavailableError', status: 503, cause });
  });
});
