import { z } from 'zod';
import { Instant } from '../../values/calendar.ts';
import { listOf, PageLimit } from '../lists.ts';
import { EditId, HeldItemId, OperatorName, OperatorNote, ServiceName } from './common.ts';

const EditedValue = z
  .union([z.string().max(10_000), z.number(), z.boolean(), z.null()])
  .describe('New value; null takes an optional field out');

export const EditBody = z
  .strictObject({
    changes: z
      .array(
        z
          .strictObject({
            path: z
              .string()
              .regex(/^data(\.[A-Za-z][A-Za-z0-9]{0,60}|\[[0-9]{1,4}\])+$/, {
                error: 'expected a path like data.granted',
              })
              .describe('Path of the field, as it was shown'),
            value: EditedValue,
          })
          .describe('A change'),
      )
      .min(1)
      .max(50)
      .describe('Changes of fields in clear'),
    note: OperatorNote,
  })
  .describe('An edit of a message');
export type EditBody = z.infer<typeof EditBody>;

export const EditState = z
  .enum(['proposed', 'approved', 'rejected', 'outdated'])
  .describe('outdated: the message went or changed before anybody decided');
export type EditState = z.infer<typeof EditState>;

export const Edit = z
  .strictObject({
    editId: EditId,
    itemId: HeldItemId,
    service: ServiceName,
    type: z.string().describe('Type of the event'),
    state: EditState,
    difference: z
      .array(
        z
          .strictObject({
            path: z.string().describe('Path of the field'),
            before: EditedValue.describe('Value before; null if there was none, or it may not be shown'),
            beforeState: z
              .enum(['clear', 'invalid', 'withheld', 'missing'])
              .describe('Whether the value before is shown, and why not'),
            after: EditedValue.describe('New value; null if the field is taken out'),
          })
          .describe('A field that differs'),
      )
      .describe('What it changes'),
    note: z.string().describe('Why it was proposed'),
    proposedBy: OperatorName,
    proposedAt: Instant.describe('When it was proposed'),
    decidedBy: OperatorName.nullable().describe('The second person; null while nobody decided'),
    decidedAt: Instant.nullable().describe('When it was decided'),
    decisionNote: z.string().nullable().describe('Why it was decided so'),
    mine: z.boolean().describe('Whether the caller proposed it, and so may not decide'),
  })
  .describe('An edit of a message, and what a second person said to it');
export type Edit = z.infer<typeof Edit>;
export const EditList = listOf(Edit, 'edits, the newest first');
export const EditQuery = z.strictObject({
  state: EditState.optional(),
  after: EditId.optional().describe('Where the page before ended'),
  limit: PageLimit.optional(),
});
export type EditQuery = z.infer<typeof EditQuery>;
export const EditPath = z.strictObject({ editId: EditId });

export const EditDecision = z
  .strictObject({
    decision: z.enum(['approve', 'reject']).describe('What the second person says'),
    note: OperatorNote,
  })
  .describe("A second person's word about an edit");
export type EditDecision = z.infer<typeof EditDecision>;
