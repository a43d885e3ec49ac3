import { ownReferences } from '../facts.ts';
import { kindNumber } from '../intake/staged-rows.ts';
import { FAILED, FAILED_AND_TOLD } from '../store/tables.ts';
import type { CheckedImport } from './checked-import.ts';
import { kindOfNumber, typedFacts } from './stored-row.ts';

const AT_ONCE = 1_000;
const PERSON = kindNumber('person');

interface FailedRow {
  readonly place: number;
  readonly kind: number;
  readonly id: string;
  readonly person: string | null;
}

/**
 * Fails what refers to a failed object, and what refers to that, until nothing new fails. Each failed object is told
 * on once, so this ends.
 */
export async function spreadFailures(one: CheckedImport): Promise<void> {
  const { database, schema, number } = one;
  for (;;) {
    const { rows } = await database.query<FailedRow>(
      `SELECT place, kind, id, person_id AS person FROM ${schema}.import_object
       WHERE import = $1 AND outcome = ${FAILED} ORDER BY place LIMIT ${AT_ONCE}`,
      [number],
    );
    if (rows.length === 0) return;
    const places = await dependents(one, rows);
    await database.query(
      `UPDATE ${schema}.import_object SET outcome = ${FAILED_AND_TOLD} WHERE import = $1 AND place = ANY($2)`,
      [number, rows.map(({ place }) => place)],
    );
    for (const place of places) await one.failures.add(place, ['REFERS_TO_FAILED']);
    await one.failures.flush();
  }
}

/** Objects of the file that refer to one of these, and have not been told so. */
async function dependents(
  { database, schema, number, municipality }: CheckedImport,
  failed: readonly FailedRow[],
): Promise<readonly number[]> {
  const persons = failed.filter(({ kind }) => kind === PERSON).map(({ id }) => id);
  const places = new Set<number>();
  const values = [number, municipality, persons, failed.map(({ kind }) => kind), failed.map(({ id }) => id)];
  const { rows: found } = await database.query<{ place: number }>(
    `SELECT place FROM ${schema}.import_object
     WHERE import = $1 AND municipality = $2 AND person_id = ANY($3) AND kind <> ${PERSON} AND NOT deleted
     UNION SELECT reference.place
     FROM unnest($4::smallint[], $5::text[]) AS target (kind, id)
     JOIN ${schema}.import_reference reference
       ON reference.import = $1 AND reference.kind = target.kind AND reference.id = target.id`,
    values,
  );
  for (const { place } of found) places.add(place);
  for (const place of await ownDependents({ database, schema, number, municipality }, failed))
    places.add(place);
  return [...places];
}

/** Objects of the same person that refer to one of these. */
async function ownDependents(
  {
    database,
    schema,
    number,
    municipality,
  }: Pick<CheckedImport, 'database' | 'schema' | 'number' | 'municipality'>,
  failed: readonly FailedRow[],
): Promise<readonly number[]> {
  const targets = new Set(failed.map(({ kind, id }) => `${kindOfNumber(kind)}/${id}`));
  const persons = failed.flatMap(({ kind, person }) => (person === null || kind === PERSON ? [] : [person]));
  if (persons.length === 0) return [];
  const referring = ['status', 'benefit', 'claim'] as const;
  const { rows } = await database.query<{ place: number; kind: number; facts: string }>(
    `SELECT place, kind, facts FROM ${schema}.import_object
     WHERE import = $1 AND municipality = $2 AND person_id = ANY($3) AND kind = ANY($4) AND NOT deleted
       AND outcome IS DISTINCT FROM ${FAILED_AND_TOLD}`,
    [number, municipality, persons, referring.map(kindNumber)],
  );
  return rows
    .filter(({ kind, facts }) =>
      ownReferences(typedFacts(kindOfNumber(kind), facts)).some((reference) =>
        targets.has(`${reference.kind}/${reference.id}`),
      ),
    )
    .map(({ place }) => place);
}
