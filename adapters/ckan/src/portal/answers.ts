import { type HttpAnswer, requireSuccess, UpstreamError } from '@saite/adapter-kit';
import type { z } from 'zod';
import { Answer, ErrorType } from './protocol.ts';

/** JSON of a text; `undefined` if it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Names of the fields that the portal complains of: names of ours, never a value. */
const fieldsOf = (error: Readonly<Record<string, unknown>>): string =>
  Object.keys(error)
    .filter((name) => /^[a-z][a-z_]{0,40}$/.test(name))
    .join(',');

/** @throws UpstreamError for every answer that is not the portal's own word on the call */
function requireOwnWord(answer: HttpAnswer): void {
  try {
    requireSuccess(answer);
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.code !== 'REFUSED') throw error;
    throw new UpstreamError('ANSWER_INVALID', `the answer is none of a CKAN (${answer.status})`);
  }
}

/**
 * The result of a call of the Action API. The status alone does not tell: a portal may answer 200 to a refusal, and a
 * server before it may answer 404 to everything.
 *
 * @returns `undefined` if what was asked for is not there
 * @throws UpstreamError `NOT_AUTHORISED`, or `REFUSED` with code `VALIDATION_ERROR` and the names of the fields
 */
export function resultOf<Schema extends z.ZodType>(
  schema: Schema,
  answer: HttpAnswer,
): z.output<Schema> | undefined {
  const content = Answer.safeParse(parsed(answer.body));
  if (content.success && !content.data.success) {
    const type = ErrorType.safeParse(content.data.error.__type);
    if (type.success) return refusal(type.data, fieldsOf(content.data.error));
  }
  requireOwnWord(answer);
  if (!content.success) throw new UpstreamError('UPSTREAM_UNREADABLE', 'the answer is none of a CKAN');
  if (!content.data.success) throw new UpstreamError('ANSWER_INVALID', 'the portal failed in a way unknown');
  const result = schema.safeParse(content.data.result);
  if (result.success) return result.data;
  const path = result.error.issues[0]?.path.join('.') ?? '';
  throw new UpstreamError('ANSWER_INVALID', 'the result is not as the API says', path);
}

function refusal(type: ErrorType, fields: string): undefined {
  switch (type) {
    case 'Not Found Error':
      return undefined;
    case 'Authorization Error':
      throw new UpstreamError('NOT_AUTHORISED', 'the portal does not let this user do it');
    case 'Validation Error':
      throw new UpstreamError('REFUSED', 'the portal refuses the content', fields, 'VALIDATION_ERROR');
  }
}
