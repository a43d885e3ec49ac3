import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from '../problem-error.ts';
import { parseStrictJson } from '../strict-json.ts';

/** Most bytes of a JSON body. */
export const BODY_LIMIT = 262_144;

const decoder = new TextDecoder('utf-8', { fatal: true });

/** A body that was read: its text, and what it says. */
export interface JsonBody {
  readonly text: string;
  readonly content: unknown;
}

/**
 * Reads bodies as JSON in UTF-8, in the order in which errors are told: too large, wrong type, not readable.
 * Fastify's own parser would tell the wrong type first.
 */
export function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (request, bytes, done) => {
    try {
      done(null, readJson(request.headers['content-type'], bytes));
    } catch (error) {
      done(error instanceof Error ? error : new ProblemError('UNREADABLE'));
    }
  });
}

function readJson(contentType: string | undefined, bytes: string | Buffer): JsonBody {
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(contentType ?? ''))
    throw new ProblemError('UNSUPPORTED_TYPE');
  try {
    const text = decoder.decode(Buffer.from(bytes));
    return { text, content: parseStrictJson(text) };
  } catch {
    throw new ProblemError('UNREADABLE');
  }
}

/** The body of a request that must have one. */
export function bodyOf(request: FastifyRequest): JsonBody {
  const { body } = request;
  if (body !== null && typeof body === 'object' && 'text' in body && 'content' in body) {
    return { text: String(body.text), content: body.content };
  }
  throw new ProblemError('UNSUPPORTED_TYPE'); // no body and no type came
}
