import { z } from 'zod';
import { EmbargoRow, EntryRow, Hash, HeadRow } from './rows.ts';

/** Form of the lines, named in the first one. */
export const EXPORT_FORM = 1;

const Count = z.int().min(0);

/** A line of an export: canonical JSON, one thing each, in the order of the chain. */
export const ExportLine = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('export'), form: z.literal(EXPORT_FORM) }),
  z.strictObject({
    type: z.literal('entry'),
    position: Count.describe('Position in the chain'),
    entry_id: z.string().describe('Id of the entry, as the link says it'),
    previous_hash: Hash,
    hash: Hash,
    entry: EntryRow.nullable().describe('null if the link has no entry'),
    embargo: EmbargoRow.optional().describe('The word that the entry tells of'),
  }),
  HeadRow.extend({ type: z.literal('head') }),
  z.strictObject({
    type: z.literal('unchained'),
    pending: z.boolean().describe('Whether it waits for the sealer'),
    entry: EntryRow,
  }),
  z.strictObject({ type: z.literal('stray-embargo'), embargo: EmbargoRow }),
  z.strictObject({ type: z.literal('end'), entries: Count, heads: Count }),
]);
export type ExportLine = z.infer<typeof ExportLine>;
export type EntryLine = Extract<ExportLine, { type: 'entry' }>;
