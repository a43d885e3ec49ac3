import { isDeepStrictEqual } from 'node:util';
import type { PersonRef } from '@saite/contracts';
import type { Content } from '../translate/content.ts';
import type { Fact } from '../translate/translate.ts';

/** A record as it is kept for one person. */
export interface KeptRecord {
  readonly kind: Fact['kind'];
  readonly recordId: string;
  readonly personRef: PersonRef;
  readonly sourceVersion: number;
  readonly content: Content | null;
  readonly version: number;
  readonly toldVersion: number;
  readonly pendingAt: Date | null;
}

/** When something that is to be told may be told. */
export interface Times {
  readonly now: Date;
  /**
   * When a record is told as withdrawn that a later version tells of somebody else. Not at once: beside the new
   * record it would show that two pseudonyms may be one person.
   */
  readonly partedAt: Date;
}

/**
 * What becomes of one record by one fact: of copies and of whatever comes late nothing, whatever the order.
 *
 * @param kept the record as it is kept, for each person that it was ever about
 * @returns the rows that change; `conflict` if the version is known to be about somebody else
 */
export function merge(fact: Fact, kept: readonly KeptRecord[], times: Times): KeptRecord[] | 'conflict' {
  const own = kept.find(({ personRef }) => personRef === fact.personRef);
  const others = kept.filter((row) => row !== own);
  if (kept.some(({ sourceVersion }) => sourceVersion > fact.sourceVersion)) return [];
  if (others.some(({ sourceVersion }) => sourceVersion === fact.sourceVersion)) return 'conflict';
  const parted = others
    .filter(({ content }) => content !== null)
    .map((row) => changed(row, null, times.partedAt));
  const row = own ? { ...own, sourceVersion: fact.sourceVersion } : firstOf(fact);
  if (own && isDeepStrictEqual(own.content, fact.content)) return [row, ...parted];
  return [changed(row, fact.content, times.now), ...parted];
}

const firstOf = ({ kind, recordId, personRef, sourceVersion }: Fact): KeptRecord => ({
  kind,
  recordId,
  personRef,
  sourceVersion,
  content: null,
  version: 0,
  toldVersion: 0,
  pendingAt: null,
});

/** LabIS is told that a record is withdrawn only if it has it. One that waits already goes on waiting since then. */
function changed(row: KeptRecord, content: Content | null, at: Date): KeptRecord {
  const isTold = content !== null || row.toldVersion > 0;
  const waits = row.content !== null && row.pendingAt !== null && row.pendingAt < at;
  return {
    ...row,
    content,
    version: row.version + 1,
    pendingAt: isTold ? (waits ? row.pendingAt : at) : null,
  };
}
