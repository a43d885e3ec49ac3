import { PersonRef } from '@saite/contracts';
import { type KeyRing, keyedDigest, type RefNames, versionOfRef } from '@saite/identity';
import { type RenewedRow, refsOfCodes, type TableRule, type Transaction } from '@saite/runtime';
import { BY_EVENT_ID } from '../deciders/load-facts.ts';
import { contentHashOf } from '../facts/fact.ts';

/** What is to be done in the hub's tables besides renaming, when their references come under a new index key. */
export const renewalRules = (ring: KeyRing): Readonly<Record<string, TableRule>> => ({
  absorbed_statement: { follows: true },
  fact: { adjust: withNewHash },
  statement: { adjust: (row) => withoutOldDigest(ring, row) },
  delivery: { kinOf: (transaction, refs, version) => groupNames(transaction, ring, refs, version) },
});

/** What a register tells again has the hash that it would have had with this reference from the beginning. */
function withNewHash({ before, after }: RenewedRow): RenewedRow['after'] {
  const hashOf = ({ subject, data }: RenewedRow['after']) =>
    contentHashOf(PersonRef.parse(subject), JSON.parse(data ?? ''));
  return before.content_hash === hashOf(before) ? { ...after, content_hash: hashOf(after) } : after;
}

/**
 * A digest of before was made of content hashes, and these of the reference: with an old index key it would show whose
 * statement it is. It is covered by a key, and can be held against nothing any more.
 */
function withoutOldDigest(ring: KeyRing, { after }: RenewedRow): RenewedRow['after'] {
  const { facts_digest } = after;
  if (!facts_digest || facts_digest.startsWith(BY_EVENT_ID)) return after;
  return { ...after, facts_digest: `${BY_EVENT_ID}${keyedDigest(ring, 'facts-digest', facts_digest)}` };
}

/** New names of all codes of some persons: a recipient's note is bound to the code that its report came under. */
async function groupNames(
  transaction: Transaction,
  ring: KeyRing,
  refs: readonly PersonRef[],
  version: number,
): Promise<RefNames> {
  const known = [...(await refsOfCodes(transaction, ring, refs)).values()].flat();
  const { rows } = await transaction.query<{ ref: PersonRef }>(
    `SELECT ref FROM hub.person_code
     WHERE person IN (SELECT person FROM hub.person_code WHERE ref = ANY($1) OR person = ANY($1))`,
    [known],
  );
  const members = await refsOfCodes(
    transaction,
    ring,
    rows.map(({ ref }) => ref),
  );
  const names = new Map<PersonRef, PersonRef>();
  for (const all of members.values()) {
    const name = all.find((ref) => versionOfRef(ref) === version);
    for (const ref of all) if (name !== undefined && ref !== name) names.set(ref, name);
  }
  return names;
}
