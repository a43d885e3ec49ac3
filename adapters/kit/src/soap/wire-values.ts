import { RecordVersion } from '@saite/contracts';
import { z } from 'zod';

/** Values of such a service are text; these read them. */
export const WireNumber = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,14})$/)
  .transform(Number)
  .describe('A whole number from 0');

export const WireVersion = z
  .string()
  .regex(/^[1-9][0-9]{0,9}$/)
  .transform(Number)
  .pipe(RecordVersion)
  .describe('Version of a record, a whole number from 1');

export const WireFlag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .describe('true or false');

export const Guid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
  .describe('Id of a message or feed, a GUID');

export const PageToken = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,200}$/)
  .describe('Place of the next page, a token of the register');

/** A list: XML does not say whether an element that stands once is one. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(item));

/** An element that may have no content, which reads as no text. */
export const orEmpty = <Content extends z.ZodType>(content: Content) =>
  z.preprocess((given) => (given === null || given === '' ? {} : given), content);

/** Path of the first field that is wrong. Paths are names of the contract, never values. */
export function errorPath(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? issue.path.map(String).join('.') || '(whole)' : '(whole)';
}
