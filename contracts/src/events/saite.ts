import { z } from 'zod';
import { IssuedStatement } from '../http/statement.ts';
import { Sealed } from '../values/ids.ts';

/** Saite stated a person's allowance of a month, or stated it anew; the subject is the person. */
export const AllowanceStated = z
  .strictObject({
    statement: IssuedStatement.omit({ legalBasis: true }).describe(
      'The statement as it was issued; its legal grounds are read at the REST door',
    ),
    identity: Sealed.describe('Sealed personal code'),
  })
  .describe('An issued statement of personal allowance and client share');
export type AllowanceStated = z.infer<typeof AllowanceStated>;
