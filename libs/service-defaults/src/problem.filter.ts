/** Answers every error, wherever it was thrown, as RFC 9457 problem details. */
import { STATUS_CODES } from 'node:http';
import { CasebookError, toProblem, type ProblemDetails } from '@casebook/core';
import type { Logger } from '@casebook/core/logging';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toKnownError } from './known-errors.js';

/** A sentence repeats what was wrong with an input: not at any length. */
const LONGEST_DETAIL = 1500;

/** The problem for an error; `errors` and `detail` are cut to a bounded size. */
export function problemOf(error: unknown, requestId?: string): ProblemDetails {
  const problem = toProblem(toKnownError(error) ?? error, requestId);
  if (problem.title === 'Error') problem.title = STATUS_CODES[problem.status] ?? problem.title;
  if (problem.detail.length > LONGEST_DETAIL) problem.detail = `${problem.detail.slice(0, LONGEST_DETAIL)} …`;
  if (problem.errors !== undefined && JSON.stringify(problem.errors).length > 4 * LONGEST_DETAIL) delete problem.errors;
  return problem;
}

/** Sends an error; `Retry-After` says when a client may try again: as the error says, or in a second where the service is away. */
export function sendProblem(reply: FastifyReply, problem: ProblemDetails): void {
  if (problem.retryAfterMs !== undefined) reply.header('retry-after', String(Math.max(1, Math.ceil(problem.retryAfterMs / 1000))));
  else if (problem.status === 503 && !reply.hasHeader('retry-after')) reply.header('retry-after', '1');
  // Serialised here: Fastify would not know that this type is JSON.
  reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problem));
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly allowedMethods: (url: string) => string[],
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent) return;
    const problem = problemOf(this.methodNotAllowed(error, request, reply) ?? error, request.id);
    if (problem.status >= 500) {
      this.logger.error({ requestId: request.id, code: problem.code, err: withoutResponse(error) }, 'request failed');
    }
    sendProblem(reply, problem);
  }

  /** An address that is there, asked with a method it does not answer. */
  private methodNotAllowed(error: unknown, request: FastifyRequest, reply: FastifyReply): CasebookError | undefined {
    if (!request.is404 || toKnownError(error)?.code !== 'NOT_FOUND') return undefined;
    const allowed = this.allowedMethods(request.url).join(', ');
    if (allowed === '') return undefined;
    reply.header('allow', allowed);
    return new CasebookError('METHOD_NOT_ALLOWED', `This address answers ${allowed}, not ${request.method}.`, { status: 405 });
  }
}

// Nest keeps what it would have answered on the exception: it may hold the address, and with it a user's id.
const withoutResponse = (error: unknown) => (error instanceof HttpException ? new Error(error.name) : error);
