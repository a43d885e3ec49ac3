import { CalendarDate } from '@saite/contracts';
import { SERVICE_KINDS, type ServiceKind } from '@saite/contracts/sopa';
import { z } from 'zod';
import { ownReferences } from '../facts.ts';
import { kindNumber } from '../intake/staged-rows.ts';
import type { PersonCard, ServiceElsewhere, StateCareStay } from '../rules/cards.ts';
import { checkPerson } from '../rules/index.ts';
import { FAILED, FAILED_AND_TOLD, UNCHANGED } from '../store/tables.ts';
import { byKind, type Placed } from './by-kind.ts';
import type { CheckedImport } from './checked-import.ts';
import { type CopiedRow, readGroups } from './read-groups.ts';
import { OBJECT_COLUMNS, type ReadObject, readObjectRow } from './stored-row.ts';

/** Most objects of one person that are judged together; a person has some hundreds at most. */
export const MOST_OF_A_PERSON = 20_000;

const ELSEWHERE = -1;
const STATE_CARE = -2;

const Elsewhere = z.object({
  kind: z.enum(Object.keys(SERVICE_KINDS) as [ServiceKind, ...ServiceKind[]]),
  providerId: z.string(),
  startedOn: CalendarDate,
  endedOn: CalendarDate.nullable(),
});
const Stay = z.object({ startedOn: CalendarDate, endedOn: CalendarDate.nullable() });

/** Everything that is to be judged together with the persons of an import, by person, kind and place. */
function personQuery({ schema, number, municipality, isFirst }: CheckedImport): string {
  const columns = OBJECT_COLUMNS;
  const own = `SELECT person_id, ${columns} FROM ${schema}.import_object
    WHERE import = ${number} AND person_id IS NOT NULL`;
  const inPlay = `SELECT DISTINCT person_id FROM ${schema}.import_object
    WHERE import = ${number} AND person_id IS NOT NULL`;
  const subjects = `SELECT id AS person_id, subject FROM ${schema}.import_object
      WHERE import = ${number} AND kind = 0 AND subject IS NOT NULL
    UNION SELECT id, subject FROM ${schema}.live_object
      WHERE municipality = '${municipality}' AND kind = 0 AND subject IS NOT NULL AND id IN (${inPlay})`;
  const none = 'NULL, 0, 0, NULL';
  // Looked up person by person through the indexes: as joins these are planned badly while a file has just come in.
  const stored = `SELECT known.* FROM (${inPlay}) asked
    CROSS JOIN LATERAL (SELECT person_id, ${columns} FROM ${schema}.live_object stored
      WHERE municipality = '${municipality}' AND person_id = asked.person_id
        AND NOT EXISTS (SELECT FROM ${schema}.import_object gone
          WHERE gone.import = ${number} AND gone.municipality = stored.municipality
            AND gone.kind = stored.kind AND gone.id = stored.id AND gone.deleted) OFFSET 0) known`;
  const elsewhere = `SELECT known.person_id, ${ELSEWHERE}, ${none}, service.facts
    FROM (${subjects}) known
    CROSS JOIN LATERAL (SELECT municipality, id FROM ${schema}.live_object other
      WHERE other.subject = known.subject AND other.kind = 0
        AND other.municipality <> '${municipality}' OFFSET 0) other
    CROSS JOIN LATERAL (SELECT facts FROM ${schema}.live_object service
      WHERE service.municipality = other.municipality AND service.person_id = other.id
        AND service.kind = 4 OFFSET 0) service`;
  const stateCare = `SELECT known.person_id, ${STATE_CARE}, ${none},
      json_build_object('startedOn', stay.started_on, 'endedOn', stay.ended_on)::text
    FROM (${subjects}) known
    JOIN ${schema}.state_stay stay ON stay.subject = known.subject AND NOT stay.withdrawn`;
  const parts = [own, ...(isFirst ? [] : [stored]), elsewhere, stateCare];
  return `${parts.join(' UNION ALL ')} ORDER BY 1, 2, 5`;
}

/** Judges every person's objects of an import together, with what is stored of the person. */
export async function checkPersons(one: CheckedImport): Promise<void> {
  const { database, schema, number, file, failures } = one;
  const unresolved: { place: number; kind: number; id: string; person: string }[] = [];
  const flush = async (): Promise<void> => {
    const rows = unresolved.splice(0);
    if (rows.length === 0) return;
    await database.query(
      `INSERT INTO ${schema}.import_reference (import, place, kind, id, person_id)
       SELECT $1, * FROM unnest($2::int[], $3::smallint[], $4::text[], $5::text[])`,
      [
        number,
        rows.map(({ place }) => place),
        rows.map(({ kind }) => kind),
        rows.map(({ id }) => id),
        rows.map(({ person }) => person),
      ],
    );
  };
  await readGroups(
    database,
    personQuery(one),
    MOST_OF_A_PERSON,
    async (rows) => {
      const group = readPerson(rows, number);
      for (const { object, codes } of checkPerson(group.card, file))
        if (object.place !== null) await failures.add(object.place, codes);
      for (const reference of group.unresolved) unresolved.push(reference);
      if (unresolved.length >= 1_000) await flush();
    },
    async (row) => {
      if (Number(row[3]) === number) await failures.add(Number(row[4]), ['OBJECTS_OVER_LIMIT']);
    },
  );
  await flush();
  await failures.flush();
}

interface PersonGroup {
  readonly card: PersonCard;
  /** References to objects of the same person that are not among what is known of it. */
  readonly unresolved: readonly { place: number; kind: number; id: string; person: string }[];
}

const failed = ({ outcome }: ReadObject): boolean => outcome === FAILED || outcome === FAILED_AND_TOLD;

/** The newest form of each object, and what of the file is left out of the card. */
function readPerson(rows: readonly CopiedRow[], number: number): PersonGroup {
  const elsewhere: ServiceElsewhere[] = [];
  const stateCare: StateCareStay[] = [];
  const stored = new Map<string, ReadObject>();
  const current = new Map<string, ReadObject>();
  const named = new Set<string>();
  for (const row of rows) {
    const kind = Number(row[1]);
    if (kind === ELSEWHERE) elsewhere.push(Elsewhere.parse(JSON.parse(row[6] ?? '')));
    else if (kind === STATE_CARE) stateCare.push(Stay.parse(JSON.parse(row[6] ?? '')));
    else {
      const read = readObjectRow(row);
      const key = `${read.object.kind}/${read.id}`;
      named.add(key);
      if (read.import !== number) stored.set(key, read);
      else if (!failed(read) && read.outcome !== UNCHANGED) current.set(key, read);
    }
  }
  const person = rows[0]?.[0] ?? '';
  const objects: Placed[] = [...current.values()];
  for (const [key, { object, id }] of stored)
    if (!current.has(key)) objects.push({ object, id, place: null });
  const { person: persons, ...others } = byKind(objects);
  return {
    card: { person: persons[0] ?? null, objects: others, elsewhere, stateCare },
    unresolved: [...current.values()].flatMap(({ object, place }) =>
      [...ownReferences(object), { kind: 'person' as const, id: person }]
        .filter((reference) => !named.has(`${reference.kind}/${reference.id}`))
        .map((reference) => ({ place, kind: kindNumber(reference.kind), id: reference.id, person })),
    ),
  };
}
