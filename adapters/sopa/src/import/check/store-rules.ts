import { kindNumber } from '../intake/staged-rows.ts';
import type { CheckedImport } from './checked-import.ts';

const PERSON = kindNumber('person');

/** Objects that stand in the file more than once, to change or to delete: which one is meant cannot be known. */
export async function failTwice({ schema, failures }: CheckedImport): Promise<void> {
  await failures.failSelected(
    'OBJECT_TWICE',
    `SELECT place FROM ${schema}.import_object WHERE import = $1 AND (kind, id) IN (
       SELECT kind, id FROM ${schema}.import_object WHERE import = $1 GROUP BY kind, id HAVING count(*) > 1)`,
  );
}

/** Marks what the store has just so already. */
export async function markUnchanged({
  database,
  schema,
  number,
  municipality,
}: CheckedImport): Promise<void> {
  await database.query(
    `UPDATE ${schema}.import_object one SET outcome = 2
     WHERE import = $1 AND outcome IS NULL AND NOT deleted AND EXISTS (
       SELECT FROM ${schema}.live_object stored
       WHERE stored.municipality = $2 AND stored.kind = one.kind AND stored.id = one.id
         AND stored.digest = one.digest)`,
    [number, municipality],
  );
}

/** Of two persons with one code the later one is not taken. */
export async function failCodesTwice({
  schema,
  municipality,
  failures,
  isFirst,
}: CheckedImport): Promise<void> {
  const stored = `OR EXISTS (
    SELECT FROM ${schema}.live_object stored
    WHERE stored.municipality = $2 AND stored.kind = ${PERSON} AND stored.subject = one.subject AND stored.id <> one.id
      AND NOT EXISTS (SELECT FROM ${schema}.import_object changed
        WHERE changed.import = $1 AND changed.kind = ${PERSON} AND changed.municipality = $2
          AND changed.id = stored.id AND changed.outcome IS NULL))`;
  await failures.failSelected(
    'PERSON_CODE_TWICE',
    `SELECT place FROM ${schema}.import_object one
     WHERE import = $1 AND kind = ${PERSON} AND subject IS NOT NULL AND outcome IS NULL AND (EXISTS (
       SELECT FROM ${schema}.import_object other
       WHERE other.subject = one.subject AND other.import = $1 AND other.id <> one.id AND other.place < one.place
         AND other.outcome IS NULL) ${isFirst ? '' : stored})`,
    isFirst ? [] : [municipality],
  );
}

/** Deletions of what is not there. */
export async function failUnknownDeletions({ schema, municipality, failures }: CheckedImport): Promise<void> {
  await failures.failSelected(
    'DELETION_UNKNOWN',
    `SELECT place FROM ${schema}.import_object one
     WHERE import = $1 AND deleted AND outcome IS NULL AND NOT EXISTS (
       SELECT FROM ${schema}.live_object stored
       WHERE stored.municipality = $2 AND stored.kind = one.kind AND stored.id = one.id)`,
    [municipality],
  );
}

/** References to what is neither in the file nor stored, or is another person's. */
export async function failReferences({
  schema,
  municipality,
  failures,
  isFirst,
}: CheckedImport): Promise<void> {
  const isThere = (person: string): string => `(EXISTS (
      SELECT FROM ${schema}.import_object target
      WHERE target.municipality = $2 AND target.kind = reference.kind AND target.id = reference.id
        AND target.import = $1 AND NOT target.deleted ${person})
    ${
      isFirst
        ? ''
        : `OR EXISTS (
      SELECT FROM ${schema}.live_object target
      WHERE target.municipality = $2 AND target.kind = reference.kind AND target.id = reference.id ${person}
        AND NOT EXISTS (SELECT FROM ${schema}.import_object gone
          WHERE gone.import = $1 AND gone.municipality = $2 AND gone.kind = target.kind AND gone.id = target.id
            AND gone.deleted AND gone.outcome IS NULL))`
    })`;
  await failures.failSelected(
    'REFERENCE_UNKNOWN',
    `SELECT DISTINCT place FROM ${schema}.import_reference reference WHERE import = $1 AND NOT ${isThere('')}`,
    [municipality],
  );
  await failures.failSelected(
    'REFERENCE_OF_ANOTHER_PERSON',
    `SELECT DISTINCT place FROM ${schema}.import_reference reference
     WHERE import = $1 AND person_id IS NOT NULL AND kind <> ${PERSON} AND ${isThere('')}
       AND NOT ${isThere('AND target.person_id = reference.person_id')}`,
    [municipality],
  );
}

/** Which objects refer to one that is deleted: `gone` is the deletion, `former` what it deletes, `one` who refers. */
const REFERRING: readonly { readonly target: number; readonly where: string }[] = [
  { target: PERSON, where: `one.person_id = gone.id AND one.kind <> ${PERSON}` },
  {
    target: kindNumber('declaration'),
    where: `one.person_id = former.person_id AND one.kind = ${kindNumber('status')}
      AND one.facts::json ->> 'declarationId' = gone.id`,
  },
  {
    target: kindNumber('status'),
    where: `one.person_id = former.person_id AND one.kind = ${kindNumber('benefit')}
      AND one.facts::json ->> 'statusId' = gone.id`,
  },
  {
    target: kindNumber('service'),
    where: `one.person_id = former.person_id AND one.kind = ${kindNumber('claim')}
      AND gone.id IN (one.facts::json ->> 'serviceId', one.facts::json ->> 'stateCareServiceId')`,
  },
  {
    target: kindNumber('group-home'),
    where: `one.group_key = 'H:' || gone.id AND one.kind = ${kindNumber('group-home-stay')}`,
  },
  {
    target: PERSON,
    where: `(one.import, one.place) IN (SELECT import, place FROM ${'{schema}'}.import_reference reference
      WHERE reference.kind = ${PERSON} AND reference.id = gone.id)`,
  },
];

/** Deletions of what others still refer to once the file is taken. */
export async function failReferredDeletions({
  schema,
  municipality,
  failures,
}: CheckedImport): Promise<void> {
  for (const { target, where } of REFERRING) {
    const refers = where.replace('{schema}', schema);
    await failures.failSelected(
      'DELETION_OF_REFERRED',
      `SELECT gone.place FROM ${schema}.import_object gone
       JOIN ${schema}.live_object former ON former.municipality = $2 AND former.kind = gone.kind AND former.id = gone.id
       WHERE gone.import = $1 AND gone.deleted AND gone.outcome IS NULL AND gone.kind = ${target} AND (
         EXISTS (SELECT FROM ${schema}.import_object one
           WHERE one.import = $1 AND one.municipality = $2 AND NOT one.deleted AND one.outcome IS NULL AND ${refers})
         OR EXISTS (SELECT FROM ${schema}.live_object one
           WHERE one.municipality = $2 AND ${refers} AND NOT EXISTS (
             SELECT FROM ${schema}.import_object changed
             WHERE changed.import = $1 AND changed.municipality = $2 AND changed.kind = one.kind AND changed.id = one.id
               AND changed.outcome IS NULL)))`,
      [municipality],
    );
  }
}
