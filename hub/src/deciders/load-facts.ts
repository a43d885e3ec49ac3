import { createHash } from 'node:crypto';
import type {
  IncomeChecked,
  PaymentRecorded,
  PersonRef,
  PersonUpdated,
  PlacementRecorded,
} from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import type { IncomeCheckFact, PaymentFact, PersonFact, PersonFacts, PlacementFact } from '../cases/case.ts';
import type { PersonGroup } from '../persons/groups.ts';

/** A row of the history, typed by its source; its data were validated before they were stored. */
type FactRow = { readonly subject: PersonRef; readonly key: string } & (
  | { readonly source: 'sais.payment'; readonly data: PaymentRecorded }
  | { readonly source: 'sais.income'; readonly data: IncomeChecked }
  | { readonly source: 'spolis.placement'; readonly data: PlacementRecorded }
  | { readonly source: 'pmlp.person'; readonly data: PersonUpdated }
);

/** What is known of a person now, and what of it is needed beside the cases. */
export interface KnownPerson {
  readonly group: PersonGroup;
  readonly facts: PersonFacts;
  /** Digest of exactly these fact versions, kept with what was decided from them. */
  readonly factsDigest: string;
  /** Codes whose sealed form the hub keeps; one that only PMLP named is not among them. */
  readonly sealedRefs: ReadonlySet<PersonRef>;
}

/** The highest version of each record that names one of these persons, in one query. */
export async function loadFacts(
  transaction: Transaction,
  groups: readonly PersonGroup[],
): Promise<KnownPerson[]> {
  const { rows } = await transaction.query<FactRow>({
    name: 'load-facts',
    text: `SELECT source, subject, data, source || '/' || record_id || '/' || version || '/' || content_hash AS key
      FROM hub.fact WHERE subject = ANY($1) AND NOT EXISTS (
        SELECT FROM hub.fact newer
        WHERE newer.source = fact.source AND newer.record_id = fact.record_id AND newer.version > fact.version)`,
    values: [groups.flatMap((group) => group.refs)],
  });
  const rowsByRef = new Map<PersonRef, FactRow[]>();
  for (const row of rows) {
    const known = rowsByRef.get(row.subject);
    if (known) known.push(row);
    else rowsByRef.set(row.subject, [row]);
  }
  return groups.map((group) =>
    knownPerson(
      group,
      group.refs.flatMap((ref) => rowsByRef.get(ref) ?? []),
    ),
  );
}

function knownPerson(group: PersonGroup, rows: readonly FactRow[]): KnownPerson {
  const placements: PlacementFact[] = [];
  const payments: PaymentFact[] = [];
  const incomeChecks: IncomeCheckFact[] = [];
  const persons: PersonFact[] = [];
  const sealedRefs = new Set<PersonRef>();
  for (const row of rows) {
    switch (row.source) {
      case 'spolis.placement':
        placements.push(row);
        sealedRefs.add(row.subject);
        break;
      case 'sais.payment':
        payments.push(row);
        sealedRefs.add(row.subject);
        break;
      case 'sais.income':
        incomeChecks.push(row);
        break;
      case 'pmlp.person':
        persons.push(row);
        break;
      default:
        row satisfies never;
    }
  }
  return {
    group,
    facts: { refs: group.refs, placements, payments, incomeChecks, persons },
    factsDigest: createHash('sha256')
      .update(
        rows
          .map((row) => row.key)
          .sort()
          .join('\n'),
      )
      .digest('base64url')
      .slice(0, 27),
    sealedRefs,
  };
}
