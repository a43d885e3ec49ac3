import { type HttpAnswer, UpstreamError } from '@saite/adapter-kit';
import type { z } from 'zod';

/** JSON of a text; `undefined` if it is none. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** JSON of an answer; `undefined` if it is none. */
export const jsonOf = ({ contentType, body }: HttpAnswer): unknown =>
  /^application\/json\b/i.test(contentType) ? parsedJson(body) : undefined;

/** Path of the first thing that is wrong; names of the contract, never a value. */
export const pathOf = (error: z.ZodError): string => error.issues[0]?.path.map(String).join('.') ?? '';

/**
 * What an answer says.
 *
 * @throws UpstreamError `UPSTREAM_UNREADABLE` if it is not JSON, `ANSWER_INVALID` with the path if it is not as agreed
 */
export function readJson<Schema extends z.ZodType>(answer: HttpAnswer, schema: Schema): z.output<Schema> {
  const content = jsonOf(answer);
  if (content === undefined) throw new UpstreamError('UPSTREAM_UNREADABLE', 'the answer is not JSON');
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new UpstreamError('ANSWER_INVALID', 'the answer is not as the contract says', pathOf(parsed.error));
}
