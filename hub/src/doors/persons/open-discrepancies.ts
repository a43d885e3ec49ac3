import { type CalendarDate, dateOfDayNumber, type PersonDiscrepancy, Recipient } from '@saite/contracts';
import { type Transaction, toInstant } from '@saite/runtime';
import {
  DISCREPANCY_POLICIES,
  decideDiscrepancies,
  explainFact,
  sightOf,
} from '../../cases/discrepancies/index.ts';
import { readDiscrepancyEntries } from '../../journal/discrepancies/read.ts';
import type { Reach } from '../caller.ts';
import type { Language } from '../language.ts';
import type { KnownOverview } from './known-person.ts';
import { type ReaderRole, seesAll } from './own-persons.ts';

/** Discrepancies that are open on a day, and whether the journal knows each of them as open today. */
export interface OpenDiscrepancies {
  readonly items: readonly PersonDiscrepancy[];
  readonly areRecorded: boolean;
}

/**
 * The contradictions that the facts known now have on a day, which is content, named as the journal names them: all for
 * whoever sees everybody, else those that are for the caller's municipality.
 */
export async function openDiscrepancies(
  database: Pick<Transaction, 'query'>,
  { refs, facts }: KnownOverview,
  roles: readonly ReaderRole[],
  reach: Reach,
  on: CalendarDate,
  language: Language,
): Promise<OpenDiscrepancies> {
  const all = seesAll(roles);
  const own =
    reach.municipality === null ? [] : [Recipient.parse({ role: 'social-service', id: reach.municipality })];
  const { open } = decideDiscrepancies(facts, DISCREPANCY_POLICIES, on);
  if (open.length === 0) return { items: [], areRecorded: true };
  const journal = await readDiscrepancyEntries(database, refs);
  const items = open.flatMap(({ key, kind, since, facts: named, audience }): PersonDiscrepancy[] => {
    const parties = audience.filter(({ role, id }) =>
      own.some((party) => party.role === role && party.id === id),
    );
    if (!all && parties.length === 0) return [];
    const entry = journal.get(key);
    return [
      {
        discrepancyId: entry?.discrepancyId ?? null,
        kind,
        since: dateOfDayNumber(since),
        facts: named.map((fact) => {
          const sight = all ? 'all' : sightOf(parties, reach.institutionIds, fact);
          return {
            register: fact.register,
            recordId: sight === 'all' ? fact.recordId : null,
            text: explainFact(fact, language, sight !== 'neither'),
          };
        }),
        audience: [...audience],
        foundAt: entry ? toInstant(entry.foundAt) : null,
      },
    ];
  });
  return { items, areRecorded: open.every(({ key }) => journal.get(key)?.resolvedAt === null) };
}
