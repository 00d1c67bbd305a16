import { CasebookError } from './errors.js';

/** Problem details for HTTP APIs (RFC 9457), with our stable `code` as an extension member. */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  instance?: string;
  errors?: unknown;
  /** After how long the same request may succeed, ms. */
  retryAfterMs?: number;
}

const titles: Record<number, string> = {
  400: 'Invalid input',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Corrupt data',
  429: 'Too many requests',
  503: 'Unavailable',
};

/**
 * What goes over the wire for an error. A defect becomes `INTERNAL` and tells nothing of the inside.
 *
 * @param instance identifies the occurrence, e.g. a request id; never a URL with personal data
 */
export function toProblem(error: unknown, instance?: string): ProblemDetails {
  const known =
    error instanceof CasebookError
      ? error
      : new CasebookError('INTERNAL', 'Something failed on our side. Try again; if it lasts, report the request id.');
  return {
    type: `urn:casebook:problem:${known.code.toLowerCase().replaceAll('_', '-')}`,
    title: titles[known.status] ?? 'Error',
    status: known.status,
    code: known.code,
    detail: known.message,
    ...(instance === undefined ? {} : { instance }),
    ...(known.details === undefined ? {} : { errors: known.details }),
    ...(known.retryAfterMs === undefined ? {} : { retryAfterMs: known.retryAfterMs }),
  };
}
