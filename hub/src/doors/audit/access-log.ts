import type { AccessLogItem, AccessLogPage, AccessLogQuery } from '@saite/contracts';
import { personRef } from '@saite/identity';
import { refsOfCodes } from '@saite/runtime';
import { readEntriesAbout } from '../../audit/read-entries.ts';
import { refsOfPerson } from '../../persons/groups.ts';
import type { Call } from '../call.ts';
import { ProblemError } from '../problem-error.ts';
import { sayEmbargo, sayEntry } from './entry-texts.ts';

const MOST = 1_000;

/**
 * `POST /v1/access-log/query`: who saw or changed a person's data, newest first. The person itself is told nothing of
 * what is kept from it: neither entries nor how many, and no page ends where one lies.
 */
export function queryAccessLog(
  { door, reach, language, read }: Call,
  { personCode }: AccessLogQuery,
  { after, limit = MOST }: AccessLogPage,
): Promise<{ items: AccessLogItem[]; next: string | null }> {
  const { keyRing, references, clock } = door;
  const ref = personRef(keyRing, personCode);
  return read(async (transaction) => {
    const refs = await refsOfPerson(transaction, references, ref);
    const isOwn = reach.personCode !== null && refs.includes(personRef(keyRing, reach.personCode));
    if (!reach.all && !isOwn) throw new ProblemError('NOT_FOUND');
    const now = clock.now();
    const visibleAt = reach.all ? undefined : now;
    // An entry keeps the reference of its day.
    const former = await refsOfCodes(transaction, keyRing, refs);
    const ever = [...new Set([...refs, ...[...former.values()].flat()])];
    const { entries, next } = await readEntriesAbout(transaction, ever, visibleAt, after, limit);
    const items = entries.map((entry) => ({
      ...sayEntry(keyRing, entry, language),
      ...(reach.all
        ? { entryId: entry.entryId, answerId: entry.answerId, ...sayEmbargo(entry, now) }
        : FOR_THE_PERSON),
    }));
    return { answer: { items, next }, persons: [ref] };
  });
}

const FOR_THE_PERSON = { entryId: null, answerId: null, embargo: null, visibleFrom: null } as const;
