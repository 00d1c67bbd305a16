/** What can go wrong between a page and its service, as one typed error that a banner can show. */

/** Why a call failed: nobody answered, no answer in time, a refusal (4xx), or a service that cannot answer now (5xx). */
export type ProblemKind = 'unreachable' | 'timeout' | 'refused' | 'unavailable';

/** The members of RFC 9457 that a page reads; anything else in the body is ignored. */
export interface Problem {
  title?: string;
  status?: number;
  code?: string;
  detail?: string;
  errors?: unknown;
}

/** A failed call. `message` is a sentence a person can read; `code` is stable and for programs. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: string;
  readonly status: number | undefined;
  /** How long the service asked to be left alone (Retry-After), in milliseconds. */
  readonly retryAfterMs: number | undefined;
  readonly errors: unknown;

  constructor(
    readonly kind: ProblemKind,
    message: string,
    options: { code: string; status?: number; retryAfterMs?: number; errors?: unknown; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.code = options.code;
    this.status = options.status;
    this.retryAfterMs = options.retryAfterMs;
    this.errors = options.errors;
  }

  /** Whether the same call may succeed later without a change to it. */
  get mayPass(): boolean {
    return this.kind !== 'refused' || this.status === 429;
  }
}

/**
 * The error of an answer whose status is not 2xx. A body that is not a problem (a proxy's page, nothing at all) still gives a sentence.
 *
 * @param response the answer; its body is read
 */
export async function problemOf(response: Response): Promise<ProblemError> {
  const body: unknown = await response.json().catch(() => undefined);
  const problem: Problem = typeof body === 'object' && body !== null ? body : {};
  const retryAfter = Number(response.headers.get('retry-after') ?? NaN);
  return new ProblemError(response.status >= 500 ? 'unavailable' : 'refused', sentence(problem, response), {
    code: typeof problem.code === 'string' ? problem.code : `HTTP_${response.status}`,
    status: response.status,
    retryAfterMs: Number.isFinite(retryAfter) ? retryAfter * 1000 : undefined,
    errors: problem.errors,
  });
}

function sentence(problem: Problem, response: Response): string {
  if (typeof problem.detail === 'string') return problem.detail;
  if (typeof problem.title === 'string') return problem.title;
  return `The service answered ${response.status} without saying why: try again, or look at its log.`;
}
