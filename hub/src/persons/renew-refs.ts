import { type EventOf, PersonRef, RecordId, RecordVersion } from '@saite/contracts';
import { eventHead, type KeyRing, keyedDigest, type RefNames, versionOfRef } from '@saite/identity';
import {
  type Clock,
  type RenewedRow,
  refsOfCodes,
  type TableRule,
  toInstant,
  type Transaction,
} from '@saite/runtime';
import { contentHashOf } from '../facts/fact.ts';
import { appendEvents } from '../relay/outbox.ts';

/** What is to be done in the hub's tables besides renaming, when their references come under a new index key. */
export const renewalRules = (ring: KeyRing, clock: Clock): Readonly<Record<string, TableRule>> => ({
  absorbed_statement: { follows: true },
  fact: { adjust: withNewHash },
  statement: { adjust: (row) => withoutOldDigest(ring, row) },
  delivery: { kinOf: (transaction, refs, version) => groupNames(transaction, ring, refs, version) },
  person_code: { told: (transaction, rows) => tellRenewed(transaction, ring, rows, clock.now()) },
});

/** What a register tells again has the hash that it would have had with this reference from the beginning. */
function withNewHash({ before, after }: RenewedRow): RenewedRow['after'] {
  const hashOf = ({ subject, data }: RenewedRow['after']) =>
    contentHashOf(PersonRef.parse(subject), JSON.parse(data ?? ''));
  return before.content_hash === hashOf(before) ? { ...after, content_hash: hashOf(after) } : after;
}

/**
 * The digest of the facts was made of hashes, and these of the reference of before: with an old index key it would show
 * whose statement it is. It is compared with nothing, so it is covered by a key.
 */
const withoutOldDigest = (ring: KeyRing, { before, after }: RenewedRow): RenewedRow['after'] => ({
  ...after,
  facts_digest: keyedDigest(ring, 'facts-digest', before.facts_digest ?? ''),
});

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
  const members = await refsOfCodes(transaction, ring, rows.map(({ ref }) => ref));
  const names = new Map<PersonRef, PersonRef>();
  for (const all of members.values()) {
    const name = all.find((ref) => versionOfRef(ref) === version);
    for (const ref of all) if (name !== undefined && ref !== name) names.set(ref, name);
  }
  return names;
}

/** Tells readers of events that keep something by references what each is called from now on. */
async function tellRenewed(
  transaction: Transaction,
  ring: KeyRing,
  rows: readonly RenewedRow[],
  now: Date,
): Promise<void> {
  const renewed = rows.filter(({ before, after }) => before.ref !== after.ref);
  if (renewed.length === 0) return;
  const events = renewed.map(({ before, after }): EventOf<'saite.person-ref.renewed.v1'> => {
    const subject = PersonRef.parse(after.ref);
    const record = { subject, recordId: RecordId.parse(subject), recordVersion: RecordVersion.parse(1) };
    return {
      ...eventHead(ring, '/saite', 'saite.person-ref', record, toInstant(now)),
      type: 'saite.person-ref.renewed.v1',
      data: { formerRef: PersonRef.parse(before.ref) },
    };
  });
  await appendEvents(
    transaction,
    events.map((event) => ({ type: event.type, eventId: event.id, event: JSON.stringify(event) })),
    now,
  );
}
