/** Turns what Fastify and Nest throw into the typed errors of this repository, each with a sentence that says what to do. */
import { CasebookError, InvalidInputError, NotFoundError, TooLargeError, UnavailableError } from '@casebook/core';
import { HttpException } from '@nestjs/common';

type Translate = (message: string) => CasebookError;

const byFastifyCode: Record<string, Translate> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () =>
    new TooLargeError('BODY_TOO_LARGE', 'The body is larger than this service accepts. Send less at once, e.g. in several batches.'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    new CasebookError(
      'MEDIA_TYPE_UNSUPPORTED',
      'The body has a content type that this address does not take. Send JSON and set Content-Type: application/json.',
      { status: 415 },
    ),
  FST_ERR_CTP_EMPTY_JSON_BODY: () =>
    new InvalidInputError('BODY_EMPTY', 'The content type says JSON, but the body is empty. Send a JSON document.'),
  FST_ERR_CTP_INVALID_JSON_BODY: () =>
    new InvalidInputError(
      'JSON_MALFORMED',
      'The body is not JSON as this service reads it. Check quotes, commas and brackets; the keys __proto__ and constructor are not allowed.',
    ),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    new InvalidInputError('BODY_LENGTH_WRONG', 'The body is not as long as Content-Length says. Send it again whole.'),
  FST_ERR_HANDLER_TIMEOUT: () => new UnavailableError('TIMED_OUT', 'The answer took too long and was given up. Try again in a moment.'),
  FST_ERR_BAD_URL: () =>
    new InvalidInputError(
      'URL_MALFORMED',
      'The address holds a broken percent-encoding. Encode each part of the path with encodeURIComponent.',
    ),
  FST_ERR_MAX_PARAM_LENGTH: () =>
    new CasebookError('URL_TOO_LONG', 'A part of the address is too long. Identifiers have at most 128 characters.', { status: 414 }),
};

const byStatus: Record<number, Translate> = {
  400: () => new InvalidInputError('REQUEST_INVALID', 'The request is not well-formed. Compare it with /docs.'),
  404: () => new NotFoundError('NOT_FOUND', 'There is nothing at this address. The addresses are listed at /docs.'),
  408: () => new CasebookError('REQUEST_TOO_SLOW', 'The request did not arrive in time. Send it again.', { status: 408 }),
  413: byFastifyCode['FST_ERR_CTP_BODY_TOO_LARGE']!,
  414: byFastifyCode['FST_ERR_MAX_PARAM_LENGTH']!,
  415: byFastifyCode['FST_ERR_CTP_INVALID_MEDIA_TYPE']!,
  429: (message) => new CasebookError('RATE_LIMITED', message, { status: 429 }),
  503: () => new UnavailableError('UNAVAILABLE', 'The service cannot answer at the moment. Try again shortly.'),
};

interface Thrown {
  code?: unknown;
  statusCode?: unknown;
  status?: unknown;
  name?: unknown;
  message?: unknown;
  cause?: unknown;
}

/**
 * The typed error for anything thrown while a request is answered.
 *
 * @returns the error itself where it is ours; `undefined` for a defect, which a client must learn nothing of
 */
export function toKnownError(error: unknown): CasebookError | undefined {
  if (error instanceof CasebookError) return error;
  if (typeof error !== 'object' || error === null) return undefined;
  if (error instanceof HttpException && error.cause !== undefined) return toKnownError(error.cause) ?? known(error);
  return known(error);
}

function known(error: object): CasebookError | undefined {
  const thrown = error as Thrown;
  const message = typeof thrown.message === 'string' ? thrown.message : '';
  if (typeof thrown.code === 'string' && byFastifyCode[thrown.code]) return byFastifyCode[thrown.code]!(message);
  // secure-json-parse and JSON.parse, in a content-type parser
  if (thrown.name === 'SyntaxError' && thrown.statusCode === 400) return byFastifyCode['FST_ERR_CTP_INVALID_JSON_BODY']!(message);
  const status = error instanceof HttpException ? error.getStatus() : Number(thrown.statusCode);
  return byStatus[status]?.(message);
}
