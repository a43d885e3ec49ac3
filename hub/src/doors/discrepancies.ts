import type { Discrepancy, DiscrepancyQuery, Recipient } from '@saite/contracts';
import { toInstant } from '@saite/runtime';
import { explainFact, sightOf } from '../cases/discrepancies/index.ts';
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
      const sight = reach.all ? 'all' : sightOf(ownOf(scope.parties, stored), reach.institutionIds, fact);
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

/** Those of the audience on whose behalf the caller reads. */
const ownOf = (parties: readonly Recipient[], { audience }: journal.StoredDiscrepancy): Recipient[] =>
  audience.filter(({ role, id }) => parties.some((party) => party.role === role && party.id === id));
