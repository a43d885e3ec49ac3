import type { Discrepancy, DiscrepancyQuery, Recipient } from '@saite/contracts';
import { toInstant } from '@saite/runtime';
import { explainFact, sightOf } from '../cases/discrepancies/index.ts';
import * as journal from '../journal/discrepancies/read.ts';
import type { Call } from './call.ts';
import { onBehalfOf } from './caller.ts';

const MOST = 10_000;

/** `GET /v1/discrepancies`: those that are for the caller, the latest first day first. */
export function listDiscrepancies(
  { reach, language, read }: Call,
  query: DiscrepancyQuery,
): Promise<{ items: Discrepancy[]; next: string | null }> {
  const scope = { all: reach.all, parties: onBehalfOf(reach) };
  const say = (stored: journal.StoredDiscrepancy): Discrepancy => ({
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
  });
  return read(async (transaction) => {
    const limit = query.limit ?? MOST;
    const { discrepancies, next } = await journal.listDiscrepancies(transaction, scope, query, limit);
    return {
      answer: { items: discrepancies.map(say), next },
      persons: discrepancies.map(({ person }) => person),
    };
  });
}

/** Those of the audience on whose behalf the caller reads. */
const ownOf = (parties: readonly Recipient[], { audience }: journal.StoredDiscrepancy): Recipient[] =>
  audience.filter(({ role, id }) => parties.some((party) => party.role === role && party.id === id));
