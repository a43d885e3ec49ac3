import { z } from 'zod';
import { EmbargoGround } from '../http/access-log.ts';

const purpose = z
  .string({ error: 'expected text' })
  .regex(/^[^\p{C}]{3,200}$/u, { error: 'expected 3 to 200 characters' })
  .optional()
  .describe('Why the person is looked up; every role but the ministry has a default');
const language = z
  .enum(['lv', 'en'], { error: 'expected lv or en' })
  .optional()
  .describe('Language of texts and faults; lv if absent');

/** How a call that reads is made: what REST has in its headers. Headers of an envelope are not signed; the body is. */
export const ReadContext = z
  .strictObject({
    purpose,
    embargo: EmbargoGround.optional().describe(
      'Why the person is not to see that the caller looked; only for who looks into such matters',
    ),
    language,
  })
  .describe('How the call is made');

/** How a call that changes something is made. */
export const ChangeContext = z
  .strictObject({
    purpose,
    language,
    idempotencyKey: z
      .string({ error: 'expected text' })
      .regex(/^[!-~]{1,255}$/, { error: 'expected 1 to 255 visible ASCII characters' })
      .optional()
      .describe('The same key and content give the same answer; scoped to caller and operation'),
  })
  .describe('How the call is made');
export type CallContext = z.infer<typeof ChangeContext>;
