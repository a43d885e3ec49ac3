import { PROBLEMS, type Problem, type ProblemCode } from '@saite/contracts';
import { codeOf, isTransient, type Log } from '@saite/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Language, languageOf } from '../language.ts';
import { ProblemError } from '../problem-error.ts';
import type { Refusals } from '../refusals.ts';
import { TooManyCalls } from './limits.ts';

/** A problem as it is answered, in the caller's language. */
export function toProblem(error: ProblemError, language: Language): Problem {
  const { status, title, next } = PROBLEMS[error.code];
  return {
    type: `urn:saite:problem:${error.code.toLowerCase().replaceAll('_', '-')}`,
    title: title[language],
    status,
    code: error.code,
    detail: next[language],
    ...(error.fields.length > 0 ? { errors: [...error.fields] } : {}),
  };
}

/** What went wrong, as a problem of ours; whatever is not expected says nothing outside and its code in the log. */
export function asProblem(error: unknown, log: Log): ProblemError {
  if (error instanceof ProblemError) return error;
  const code = codeOf(error);
  const known: Readonly<Record<string, ProblemCode>> = {
    FST_ERR_CTP_BODY_TOO_LARGE: 'TOO_LARGE',
    FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_TYPE',
    FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'UNREADABLE',
    FST_ERR_BAD_URL: 'NOT_FOUND',
    FST_ERR_MAX_PARAM_LENGTH: 'NOT_FOUND',
  };
  const mapped = known[code];
  if (mapped) return new ProblemError(mapped);
  if (isTransient(error)) {
    log.warn('door.unavailable', { code }, error);
    return new ProblemError('UNAVAILABLE');
  }
  log.error('door.failed', { code }, error);
  return new ProblemError('INTERNAL');
}

/** What the caller has to show (RFC 6750); that a token is wrong is said, why it is wrong is not. */
function challengeOf({ code, reason }: ProblemError): string | undefined {
  const challenges: Readonly<Partial<Record<ProblemCode, string>>> = {
    UNAUTHENTICATED: reason === 'NO_TOKEN' ? '' : ', error="invalid_token"',
    FORBIDDEN: ', error="insufficient_scope"',
    PURPOSE_NEEDED: ', error="insufficient_scope"',
  };
  const challenge = challenges[code];
  return challenge === undefined ? undefined : `Bearer realm="saite"${challenge}`;
}

/** Answers every error as `application/problem+json`. */
export function createErrorHandler(log: Log, refusals: Refusals) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const found = asProblem(error, log);
    refusals.note('rest', request.routeOptions.config.operation, found);
    const problem = toProblem(found, languageOf(request.headers['accept-language']));
    const challenge = challengeOf(found);
    if (challenge !== undefined) reply.header('www-authenticate', challenge);
    if (problem.status === 503) reply.header('retry-after', '5');
    if (found instanceof TooManyCalls) reply.header('retry-after', String(found.retryAfterS));
    return reply
      .code(problem.status)
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem));
  };
}
