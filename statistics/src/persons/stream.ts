import type { PersonRef } from '@saite/contracts';
import { type CodeLink, connectCodes } from '@saite/identity';
import type { Transaction } from '@saite/runtime';
import { type Person, type PersonSource, personOf, type StoredRecord } from './person.ts';

const PAGE = 20_000;

type Row = StoredRecord & { readonly subject: PersonRef };

/**
 * Every person of whom something is counted, one after the other, in no order that means anything. Persons of one
 * code flow through; those whom PMLP gives several codes are put together at the end.
 *
 * @param transaction sees the same state all the way: a snapshot
 * @param sources whose rows are wanted beside the registers' facts
 */
export async function* streamPersons(
  transaction: Transaction,
  sources: readonly PersonSource[],
): AsyncGenerator<Person> {
  const groupOf = await readGroups(transaction);
  const groups = new Map<PersonRef, StoredRecord[]>();
  for await (const [subject, records] of streamCodes(transaction, sources)) {
    const group = groupOf.get(subject);
    if (group === undefined) yield personOf(records);
    else groups.set(group, [...(groups.get(group) ?? []), ...records]);
  }
  for (const records of groups.values()) yield personOf(records);
}

/** The records of each code, through a cursor of the database: sorted once, a page in memory. */
async function* streamCodes(
  transaction: Transaction,
  sources: readonly PersonSource[],
): AsyncGenerator<readonly [PersonRef, readonly StoredRecord[]]> {
  await transaction.query(
    `DECLARE person_records NO SCROLL CURSOR FOR
     SELECT subject, source, data FROM (
       SELECT subject, source, record_id, data FROM statistics.fact WHERE NOT withdrawn
       UNION ALL
       SELECT subject, source, record_id, data FROM statistics.source_row JOIN statistics.source_file USING (source, period, version)
       WHERE complete AND source = ANY(ARRAY[${sources.map((source) => `'${source}'`).join(', ')}]::text[])
     ) AS record ORDER BY subject, source, record_id`,
  );
  let rest: readonly Row[] = [];
  for (;;) {
    const { rows } = await transaction.query<Row>(`FETCH ${PAGE} FROM person_records`);
    if (rows.length === 0) break;
    const codes = [...Map.groupBy([...rest, ...rows], ({ subject }) => subject)];
    rest = codes.pop()?.[1] ?? []; // may go on in the next page
    yield* codes;
  }
  const last = rest[0];
  if (last) yield [last.subject, rest];
  await transaction.query('CLOSE person_records');
}

/** The groups of codes that belong to one person, as PMLP links them; codes that stand alone are left out. */
async function readGroups(transaction: Transaction): Promise<Map<PersonRef, PersonRef>> {
  const { rows } = await transaction.query<CodeLink>(
    `SELECT subject AS ref, data -> 'formerRefs' AS "formerRefs" FROM statistics.fact
     WHERE source = 'pmlp.person' AND json_array_length(data -> 'formerRefs') > 0 AND NOT withdrawn`,
  );
  return connectCodes(
    rows.map(({ ref }) => ref),
    rows,
  );
}
