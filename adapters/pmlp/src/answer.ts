import { type HttpAnswer, UpstreamError } from '@saite/adapter-kit';
import type { z } from 'zod';

/** Path of the first thing that is wrong, as `items[3].person.birth_date`; never a value. */
export function pathOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return (issue?.path ?? []).reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

/**
 * What an answer says.
 *
 * @throws UpstreamError `UPSTREAM_UNREADABLE` if it is not JSON, `ANSWER_INVALID` with the path if it is not as agreed
 */
export function readJson<Schema extends z.ZodType>(answer: HttpAnswer, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(jsonOf(answer));
  if (parsed.success) return parsed.data;
  throw new UpstreamError('ANSWER_INVALID', 'the answer is not as the contract says', pathOf(parsed.error));
}

function jsonOf({ contentType, body }: HttpAnswer): unknown {
  if (/^application\/json\b/.test(contentType)) {
    try {
      return JSON.parse(body);
    } catch {
      // said below: the text itself is not shown
    }
  }
  throw new UpstreamError('UPSTREAM_UNREADABLE', 'the answer is not JSON');
}
