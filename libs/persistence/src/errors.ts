/** PostgreSQL's failures as typed errors: what is away or overloaded for the moment, and what a person must correct. */
import { CasebookError, UnavailableError } from '@casebook/core';

/** Socket errors, and the texts with which `pg` and TypeORM report a connection that is gone (they give them no code). */
const socketCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
const connectionGone =
  /Connection terminated|Client has encountered a connection error|connection timeout|timeout expired|timeout exceeded when trying to connect|Client was closed|Query runner already released/i;

/** SQLSTATEs (PostgreSQL, appendix A) in which the same statement may succeed a moment later. */
const away = /^(08...|57P0[123])$/; // connection exception; shutdown, crash, starting up
const retryable = /^(40001|40P01|55P03)$/; // serialization failure, deadlock, lock not available

/**
 * Translates a failure of `pg` or TypeORM.
 *
 * @returns an `UnavailableError` `DATABASE_UNREACHABLE`, `DATABASE_BUSY` or `DATABASE_TIMEOUT`; a `CasebookError` `DATABASE_REFUSED`
 * (wrong account or database name); anything else as it came
 */
export function toDatabaseError(error: unknown): unknown {
  if (error instanceof CasebookError) return error;
  const code = codeOf(error);
  const cause = { cause: error };
  if (isAway(error)) {
    return new UnavailableError(
      'DATABASE_UNREACHABLE',
      'PostgreSQL does not answer: check that it runs and that DATABASE_URL names it, then try again.',
      cause,
    );
  }
  if (code === '53300') {
    return new UnavailableError('DATABASE_BUSY', 'PostgreSQL has no free connection: raise max_connections or lower the pool size.', cause);
  }
  if (code === '57014') {
    return new UnavailableError('DATABASE_TIMEOUT', 'A statement ran past the statement timeout and was cancelled: try again.', cause);
  }
  if (code && /^(28...|3D000|42501)$/.test(code)) {
    return new CasebookError(
      'DATABASE_REFUSED',
      'PostgreSQL refuses this account or database: correct DATABASE_URL and its rights.',
      cause,
    );
  }
  return error;
}

/** Whether the same work may succeed later without any change: the server is away, busy, or chose this transaction as a deadlock's victim. */
export function isTransientDatabaseError(error: unknown): boolean {
  if (error instanceof UnavailableError) return error.code.startsWith('DATABASE_');
  const code = codeOf(error);
  return isAway(error) || code === '53300' || (code !== undefined && retryable.test(code));
}

function isAway(error: unknown): boolean {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isAway);
  const code = codeOf(error);
  if (code && (socketCodes.has(code) || away.test(code))) return true;
  return error instanceof Error && connectionGone.test(error.message);
}

/** SQLSTATE or errno, also behind TypeORM's QueryFailedError. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  return typeof code === 'string' ? code : codeOf(driverError);
}
