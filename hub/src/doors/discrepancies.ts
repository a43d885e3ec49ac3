import type { Discrepancy, DiscrepancyQuery, Recipient } from '@saite/contracts';
import { toInstant } from '@saite/runtime';
import { explainFact, type NamedFact } from '../cases/discrepancies/index.ts';
import * as journal from '../journal/discrepancies/read.ts';
import { onBehalfOf, type Reach } from './caller.ts';
import type { Language } from './language.ts';
import type { Door } from './rest/call.ts';

const MOST = 10_000;

/** `GET /v1/discrepancies`: those that are for the caller, the latest first day first. */
export async function listDiscrepancies(
  { database }: Pick<Door, 'database'>,
  reach: Reach,
  query: DiscrepancyQuery,
  language: Language,
): Promise<{ items: Discrepancy[]; next: string | null }> {
  const scope = { all: reach.all, parties: onBehalfOf(reach) };
  const { discrepancies, next } = await journal.listDiscrepancies(
    database,
    scope,
    query,
    query.limit ?? MOST,
  );
  const items = discrepancies.map((stored) => ({
    discrepancyId: stored.discrepancyId,
    kind: stored.kind,
    personRef: stored.person,
    since: stored.since,
    facts: stored.facts.map((fact) => {
      const sight = sightOf(reach, scope.parties, stored, fact);
      return {
        register: fact.register,
        recordId: sight === 'all' ? fact.recordId : null,
        text: explainFact(fact, language, sight !== 'neither'),
      };
    }),
    audience: [...stored.audience],
    foundAt: toInstant(stored.foundAt),
    resolvedAt: stored.resolvedAt ? toInstant(stored.resolvedAt) : null,
  }));
  return { items, next };
}

/**
 * Whoever sees a discrepancy only as an institution does not learn how another's placement is numbered; whoever sees
 * it only as a social service does not learn in which institution it is either.
 *
 * @returns what of a record the caller may know
 */
function sightOf(
  reach: Reach,
  parties: readonly Recipient[],
  { audience }: journal.StoredDiscrepancy,
  fact: NamedFact,
): 'all' | 'institution' | 'neither' {
  if (reach.all || fact.register !== 'spolis' || reach.institutionIds.has(fact.institutionId)) return 'all';
  const own = audience.filter(({ role, id }) =>
    parties.some((party) => party.role === role && party.id === id),
  );
  if (own.every(({ role }) => role === 'social-service')) return 'neither';
  return own.every(({ role }) => role === 'care-institution' || role === 'social-service')
    ? 'institution'
    : 'all';
}
