/** Expected failures: each carries a stable code, an HTTP status and a sentence that says what to do. */

export interface ErrorOptions {
  cause?: unknown;
  /** What the caller may see besides the sentence, e.g. the list of invalid fields. Never secrets or personal data. */
  details?: unknown;
  /** After how long the same request may succeed, ms; over HTTP the `Retry-After` header. */
  retryAfterMs?: number;
}

/** Base of every expected failure. Whatever is not a CasebookError is a defect and is answered as `INTERNAL`. */
export class CasebookError extends Error {
  readonly code: string;
  readonly status: number;
  readonly details?: unknown;
  readonly retryAfterMs?: number;

  /**
   * @param code stable, upper case with underscores: clients branch on it
   * @param message one or two sentences: what is wrong and what to do about it
   * @param options HTTP `status` (500 unless told), `cause`, `details` and `retryAfterMs`
   */
  constructor(code: string, message: string, options: ErrorOptions & { status?: number } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.status = options.status ?? 500;
    this.details = options.details;
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
  }
}

const withStatus = (status: number) =>
  class extends CasebookError {
    constructor(code: string, message: string, options: ErrorOptions = {}) {
      super(code, message, { ...options, status });
    }
  };

/** The caller sent something that can never be accepted as it is (400). */
export class InvalidInputError extends withStatus(400) {}
/** The thing named does not exist (404). */
export class NotFoundError extends withStatus(404) {}
/** The thing is in a state that does not allow this (409). */
export class ConflictError extends withStatus(409) {}
/** The input is well-formed but over a stated limit (413). */
export class TooLargeError extends withStatus(413) {}
/** A file or package is damaged, or is not what its manifest says (422). */
export class CorruptDataError extends withStatus(422) {}
/** The caller asks more often than a stated limit allows (429). */
export class TooManyRequestsError extends withStatus(429) {}
/** A part that is needed is away or overloaded for the moment: try again later (503). */
export class UnavailableError extends withStatus(503) {}
