import { UnavailableError } from '@casebook/core';
import { QueryRunnerAlreadyReleasedError } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { isTransientDatabaseError, toDatabaseError } from './errors.js';

const sqlstate = (code: string) => Object.assign(new Error('from the server'), { code });
const behindTypeOrm = (code: string) => Object.assign(new Error('QueryFailedError'), { driverError: sqlstate(code) });

describe('toDatabaseError', () => {
  it.each([
    [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 'DATABASE_UNREACHABLE'],
    [new AggregateError([Object.assign(new Error('::1'), { code: 'ECONNREFUSED' })]), 'DATABASE_UNREACHABLE'],
    [new Error('Connection terminated unexpectedly'), 'DATABASE_UNREACHABLE'],
    [new QueryRunnerAlreadyReleasedError(), 'DATABASE_UNREACHABLE'],
    [sqlstate('57P01'), 'DATABASE_UNREACHABLE'],
    [behindTypeOrm('57P03'), 'DATABASE_UNREACHABLE'],
    [behindTypeOrm('57014'), 'DATABASE_TIMEOUT'],
    [sqlstate('53300'), 'DATABASE_BUSY'],
    [sqlstate('28P01'), 'DATABASE_REFUSED'],
    [sqlstate('3D000'), 'DATABASE_REFUSED'],
  ])('%s becomes %s', (error, code) => {
    expect(toDatabaseError(error)).toMatchObject({ code, cause: error });
  });

  it('leaves a violated constraint and a defect as they are', () => {
    for (const error of [behindTypeOrm('23505'), new TypeError('x is undefined')]) expect(toDatabaseError(error)).toBe(error);
  });
});

describe('isTransientDatabaseError', () => {
  it('is true where the same work may succeed later', () => {
    for (const error of [sqlstate('40P01'), behindTypeOrm('40001'), sqlstate('57P01'), new UnavailableError('DATABASE_TIMEOUT', '')])
      expect(isTransientDatabaseError(error)).toBe(true);
  });

  it('is false where it would fail again', () => {
    for (const error of [sqlstate('23505'), sqlstate('28P01'), new Error('bad event'), undefined, 'text'])
      expect(isTransientDatabaseError(error)).toBe(false);
  });
});
