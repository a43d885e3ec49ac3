import type { InstitutionId, Recipient } from '@saite/contracts';
import type { NamedFact } from './contradiction.ts';

/** What of a record somebody may know: all, all but its number, or not even the institution in it. */
export type Sight = 'all' | 'institution' | 'neither';

/**
 * Whoever a discrepancy is for only as an institution does not learn how another's placement is numbered; whoever it is
 * for only as a social service does not learn in which institution it is either.
 *
 * @param parties those of the audience on whose behalf the reader reads
 * @param institutionIds institutions whose placements the reader knows anyway
 */
export function sightOf(
  parties: readonly Recipient[],
  institutionIds: ReadonlySet<InstitutionId>,
  fact: NamedFact,
): Sight {
  if (fact.register !== 'spolis' || institutionIds.has(fact.institutionId)) return 'all';
  if (parties.every(({ role }) => role === 'social-service')) return 'neither';
  return parties.every(({ role }) => role === 'care-institution' || role === 'social-service')
    ? 'institution'
    : 'all';
}
