import { type Broken, checkHome, checkReports } from '../rules/index.ts';
import { FAILED, FAILED_AND_TOLD, UNCHANGED } from '../store/tables.ts';
import { byKind, type Placed } from './by-kind.ts';
import type { CheckedImport } from './checked-import.ts';
import { type CopiedRow, readGroups } from './read-groups.ts';
import { OBJECT_COLUMNS, readObjectRow } from './stored-row.ts';

/** Most stays of one home, or reports of one kind, that are judged together. */
const MOST_OF_A_GROUP = 20_000;

/** Homes with their stays, and reports by kind: those of the import, and what is stored of the same. */
function groupQuery({ schema, number, municipality, isFirst }: CheckedImport): string {
  const own = `SELECT group_key, ${OBJECT_COLUMNS} FROM ${schema}.import_object
    WHERE import = ${number} AND group_key IS NOT NULL`;
  const stored = `SELECT group_key, ${OBJECT_COLUMNS} FROM ${schema}.live_object stored
    WHERE municipality = '${municipality}'
      AND group_key IN (SELECT group_key FROM ${schema}.import_object WHERE import = ${number} AND group_key IS NOT NULL)
      AND NOT EXISTS (SELECT FROM ${schema}.import_object gone
        WHERE gone.import = ${number} AND gone.municipality = stored.municipality
          AND gone.kind = stored.kind AND gone.id = stored.id AND (gone.deleted OR gone.outcome IS NULL))`;
  return `${isFirst ? own : `${own} UNION ALL ${stored}`} ORDER BY 1, 2, 5`;
}

/** Judges what is to be seen together beside the objects of one person. */
export async function checkGroups(one: CheckedImport): Promise<void> {
  const { database, number, failures } = one;
  await readGroups(
    database,
    groupQuery(one),
    MOST_OF_A_GROUP,
    async (rows) => {
      for (const { object, codes } of brokenOf(one, readGroup(rows, number)))
        if (object.place !== null) await failures.add(object.place, codes);
    },
    async (row) => {
      if (Number(row[3]) === number) await failures.add(Number(row[4]), ['OBJECTS_OVER_LIMIT']);
    },
  );
  await failures.flush();
}

function readGroup(rows: readonly CopiedRow[], number: number): Placed[] {
  return rows.map(readObjectRow).flatMap((read): Placed[] => {
    const { object, id } = read;
    if (read.import !== number) return [{ object, id, place: null }];
    const { outcome, place } = read;
    return outcome === FAILED || outcome === FAILED_AND_TOLD || outcome === UNCHANGED
      ? []
      : [{ object, id, place }];
  });
}

function brokenOf({ file }: CheckedImport, objects: readonly Placed[]): readonly Broken[] {
  const lists = byKind(objects);
  return [
    ...checkHome({ home: lists['group-home'][0] ?? null, stays: lists['group-home-stay'] }, file),
    ...checkReports('financial-report', lists['financial-report'], file),
    ...checkReports('statistical-report', lists['statistical-report'], file),
  ];
}
