import { z } from 'zod';

/**
 * An instant as the chain knows it: UTC to the microsecond, as PostgreSQL writes it in JSON, whatever the session's
 * settings; `infinity` for never.
 */
const instant = (column: string) => `to_json(${column} AT TIME ZONE 'UTC') #>> '{}'`;

/** SQL of all columns of `audit.entry` (named `entry`), as they are chained. */
export const ENTRY_COLUMNS = `entry.entry_id, entry.answer_id, ${instant('entry.at')} AS at, entry.kind, entry.operation,
  entry.door, entry.organisation, entry.roles, entry.ground, entry.person, entry.target, entry.embargo,
  ${instant('entry.visible_from')} AS visible_from, entry.sealed::text AS sealed`;

const text = (meaning: string) => z.string().describe(meaning);

/** An entry as it is chained: every column, as text. */
export const EntryRow = z.strictObject({
  entry_id: text('Id of the entry'),
  answer_id: text('The same for all persons of one answer'),
  at: text('When, UTC'),
  kind: text('look or change'),
  operation: text('What was asked'),
  door: text('Through which door'),
  organisation: text('On whose behalf'),
  roles: z.array(z.string()).describe('Roles that let the caller in'),
  ground: text('By what right'),
  person: z.string().nullable().describe('Reference of the person; null if it is about nobody'),
  target: z.string().nullable().describe('Id of what was changed, or of the list that was read'),
  embargo: z.string().nullable().describe('Why the person does not see the entry yet'),
  visible_from: text('From when the person sees it'),
  sealed: text('Actor and purpose, sealed, byte for byte as stored'),
});
export type EntryRow = z.infer<typeof EntryRow>;

/** SQL of all columns of `audit.embargo` (named `said`), as they are chained. */
export const EMBARGO_COLUMNS = `said.number, said.embargo_id, said.answer_id, said.entry_id, said.ground,
  ${instant('said.visible_from')} AS visible_from, ${instant('said.made_at')} AS made_at, said.sealed::text AS sealed`;

/** A word on who sees an entry, as it is chained. */
export const EmbargoRow = z.strictObject({
  number: z.int().describe('Place among all words: the latest counts'),
  embargo_id: text('Id of the word'),
  answer_id: text('The answer that it is about'),
  entry_id: z.string().nullable().describe('The entry that it is about; null for all of the answer'),
  ground: text('Why'),
  visible_from: text('From when the person sees it'),
  made_at: text('When it was said, UTC'),
  sealed: text('The reason, sealed, byte for byte as stored'),
});
export type EmbargoRow = z.infer<typeof EmbargoRow>;

/** SQL of all columns of `audit.head` (named `head`), as they are signed. */
export const HEAD_COLUMNS = `head.number, head.position, encode(head.hash, 'hex') AS hash, head.entries,
  ${instant('head.made_at')} AS made_at, head.key_id, encode(head.previous, 'hex') AS previous,
  encode(head.signature, 'hex') AS signature`;

const hex = (bytes: number, meaning: string) =>
  z
    .string()
    .regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`))
    .describe(meaning);
export const Hash = hex(32, 'SHA-256, hex');
const Count = z.int().min(0);

/** A signed head of the chain. */
export const HeadRow = z.strictObject({
  number: Count.describe('Number of the head, from 1'),
  position: Count.describe('Position of the last link'),
  hash: Hash.describe('Hash of the last link'),
  entries: Count.describe('How many entries the chain had'),
  made_at: text('When it was made, UTC'),
  key_id: text('Name of the key that signed it'),
  previous: Hash.describe('Digest of the head before, with its signature'),
  signature: hex(64, 'Ed25519 over the canonical JSON of all other fields'),
});
export type HeadRow = z.infer<typeof HeadRow>;

/** SQL of an instant as the chain knows it. */
export const instantOf = instant;
