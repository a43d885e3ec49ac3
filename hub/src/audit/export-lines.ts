import { z } from 'zod';
import { EmbargoRow, EntryRow, Hash, HeadRow } from './rows.ts';

/** Form of the lines, named in the first one. */
export const EXPORT_FORM = 1;

const Count = z.int().min(0);

/** A line of an export: canonical JSON, one thing each, in the order of the chain. */
export const ExportLine = z.discriminatedUnion('type', [
  z.strictObject({ form: z.literal(EXPORT_FORM), type: z.literal('export') }),
  z.strictObject({
    embargo: EmbargoRow.optional().describe('The word that the entry tells of'),
    entry: EntryRow.nullable().describe('null if the link has no entry'),
    entry_id: z.string().describe('Id of the entry, as the link says it'),
    hash: Hash,
    position: Count.describe('Position in the chain'),
    previous_hash: Hash,
    type: z.literal('entry'),
  }),
  HeadRow.extend({ type: z.literal('head') }),
  z.strictObject({
    entry: EntryRow,
    pending: z.boolean().describe('Whether it waits for the sealer'),
    type: z.literal('unchained'),
  }),
  z.strictObject({ embargo: EmbargoRow, type: z.literal('stray-embargo') }),
  z.strictObject({ entries: Count, heads: Count, type: z.literal('end') }),
]);
export type ExportLine = z.infer<typeof ExportLine>;
export type EntryLine = Extract<ExportLine, { type: 'entry' }>;
