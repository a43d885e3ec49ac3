import type { PersonRef } from '@saite/contracts';
import { type CodeLink, connectCodes } from '@saite/identity';
import type { FirstRefs, References, Transaction } from '@saite/runtime';
import type { Fact } from '../facts/fact.ts';

/** Name of the lock that keeps groups of codes as they are while persons are decided. */
const GROUPS_LOCK = "hashtextextended('saite.hub.person-groups', 0)";

/** Waits until no person is being decided, and keeps it so until the transaction ends. */
export async function lockGroups(transaction: Transaction): Promise<void> {
  await transaction.query(`SELECT pg_advisory_xact_lock(${GROUPS_LOCK})`);
}

/**
 * Groups codes again after PMLP told of persons, and marks whoever is touched dirty. A later version may join
 * codes, or undo it. Runs alone: deciders hold the same lock shared.
 */
export async function linkCodes(
  transaction: Transaction,
  firsts: FirstRefs,
  facts: readonly Fact[],
): Promise<void> {
  const persons = facts.filter((fact) => fact.source === 'pmlp.person');
  if (persons.length === 0) return;
  const { rows: linked } = await transaction.query<{ subject: PersonRef; formerRefs: PersonRef[] }>(
    `SELECT subject, data -> 'formerRefs' AS "formerRefs" FROM hub.fact
     WHERE source = 'pmlp.person' AND record_id = ANY($1) AND json_array_length(data -> 'formerRefs') > 0`,
    [persons.map((fact) => fact.recordId)],
  );
  if (linked.length === 0) return;

  await lockGroups(transaction);
  const named = [...new Set(linked.flatMap((link) => [link.subject, ...link.formerRefs]))].sort();
  await transaction.query(
    'INSERT INTO hub.person_code (ref, person) SELECT ref, ref FROM unnest($1::text[]) AS ref ON CONFLICT DO NOTHING',
    [named],
  );
  const { rows: members } = await transaction.query<{ ref: PersonRef; person: PersonRef }>(
    `SELECT ref, person FROM hub.person_code
     WHERE person IN (SELECT person FROM hub.person_code WHERE ref = ANY($1)) ORDER BY ref FOR UPDATE`,
    [named],
  );
  const { rows: links } = await transaction.query<CodeLink>(
    `SELECT DISTINCT ON (record_id) subject AS ref, data -> 'formerRefs' AS "formerRefs" FROM hub.fact
     WHERE source = 'pmlp.person' AND record_id = ANY($1) ORDER BY record_id, version DESC`,
    [members.map((member) => member.ref)],
  );
  const refs = members.map((member) => member.ref);
  const groups = connectCodes(
    refs,
    links,
    await firsts.of(transaction, [...refs, ...links.flatMap(({ formerRefs }) => formerRefs)]),
  );
  const moved = members.filter((member) => groups.get(member.ref) !== member.person);
  if (moved.length === 0) return;
  await transaction.query(
    `UPDATE hub.person_code SET person = moved.person
     FROM unnest($1::text[], $2::text[]) AS moved (ref, person) WHERE person_code.ref = moved.ref`,
    [moved.map((member) => member.ref), moved.map((member) => groups.get(member.ref))],
  );
  await transaction.query('INSERT INTO hub.dirty (ref) SELECT unnest($1::text[])', [
    members.map((member) => member.ref),
  ]);
}

/** A person and all codes of the group, in the order of their first references. */
export interface PersonGroup {
  readonly person: PersonRef;
  readonly refs: readonly PersonRef[];
}

/**
 * The persons of some codes, locked until the transaction ends: nobody else decides them, and no code joins or
 * leaves them meanwhile.
 */
export async function lockPersons(
  transaction: Transaction,
  firsts: FirstRefs,
  refs: readonly PersonRef[],
): Promise<PersonGroup[]> {
  await transaction.query(`SELECT pg_advisory_xact_lock_shared(${GROUPS_LOCK})`);
  const { rows } = await transaction.query<{ ref: PersonRef; person: PersonRef }>({
    name: 'lock-persons',
    text: `SELECT ref, person FROM hub.person_code
      WHERE person IN (SELECT person FROM hub.person_code WHERE ref = ANY($1)) ORDER BY ref FOR UPDATE`,
    values: [refs],
  });
  const groups = new Map<PersonRef, PersonRef[]>();
  for (const { ref, person } of rows) {
    const group = groups.get(person);
    if (group) group.push(ref);
    else groups.set(person, [ref]);
  }
  const several = [...groups.values()].filter((members) => members.length > 1).flat();
  const firstOf = await firsts.of(transaction, several);
  return [...groups].map(([person, members]) => ({
    person,
    refs: members.toSorted((a, b) => (firstOf(a) < firstOf(b) ? -1 : 1)),
  }));
}

/**
 * The codes of the person that a code belongs to, in the order of their first references; the code alone if nothing is
 * known of it. A reference that a caller kept from before the index key was changed is known, too.
 */
export async function refsOfPerson(
  database: Pick<Transaction, 'query'>,
  references: References,
  asked: PersonRef,
): Promise<PersonRef[]> {
  const ref = await references.nameOf(database, asked);
  const { rows } = await database.query<{ ref: PersonRef }>({
    name: 'refs-of-person',
    text: 'SELECT ref FROM hub.person_code WHERE person = (SELECT person FROM hub.person_code WHERE ref = $1) ORDER BY ref',
    values: [ref],
  });
  if (rows.length === 0) return [ref];
  return references.firsts.inOrder(
    database,
    rows.map((row) => row.ref),
  );
}
