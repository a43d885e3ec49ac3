import {
  type CalendarDate,
  dateOfDayNumber,
  dayNumber,
  type PersonCode,
  type PersonData,
  type PersonRef,
  type Sealed,
} from '@saite/contracts';
import { type KeyRing, openCode, openPerson } from '@saite/identity';
import type { References, Transaction } from '@saite/runtime';
import type { z } from 'zod';
import type { PersonFact } from '../../cases/case.ts';
import { presentRecord } from '../../cases/discrepancies/index.ts';

/** Who somebody is, as lists and pages show it. */
export interface ShownNames {
  readonly personCode: PersonCode;
  readonly givenName: string | null;
  readonly familyName: string | null;
}

/** PMLP's records and the sealed codes of persons: what is needed to show who they are. */
export interface Identities {
  /** PMLP's newest records of a person, under all codes in their order, by the person's name. */
  readonly records: ReadonlyMap<PersonRef, readonly PersonFact[]>;
  readonly codes: ReadonlyMap<PersonRef, Sealed>;
}

/**
 * Reads what shows who persons are, two queries for all of them.
 *
 * @param persons the persons' names: the smallest reference of each
 * @param shown references whose sealed code is wanted if PMLP has not told it
 */
export async function readIdentities(
  database: Pick<Transaction, 'query'>,
  { firsts }: References,
  persons: readonly PersonRef[],
  shown: readonly PersonRef[],
): Promise<Identities> {
  const { rows } = await database.query<PersonFact & { readonly person: PersonRef }>({
    name: 'read-pmlp-records',
    text: `SELECT code.person, record.subject, record.data FROM hub.person_code code
      CROSS JOIN LATERAL (SELECT subject, data FROM hub.fact WHERE source = 'pmlp.person' AND record_id = code.ref
        ORDER BY version DESC LIMIT 1) record
      WHERE code.person = ANY($1)`,
    values: [persons],
  });
  const told = new Set(rows.map(({ subject }) => subject));
  const records = Map.groupBy(rows, ({ person }) => person);
  // Few have had several codes: only of theirs the order is looked up.
  const several = [...records].filter(([, ofOne]) => ofOne.length > 1);
  if (several.length > 0) {
    const firstOf = await firsts.of(
      database,
      several.flatMap(([, ofOne]) => ofOne.map(({ subject }) => subject)),
    );
    for (const [person, ofOne] of several)
      records.set(
        person,
        ofOne.toSorted((a, b) => (firstOf(a.subject) < firstOf(b.subject) ? -1 : 1)),
      );
  }
  return {
    records,
    codes: await readCodes(
      database,
      shown.filter((ref) => !told.has(ref)),
    ),
  };
}

async function readCodes(
  database: Pick<Transaction, 'query'>,
  refs: readonly PersonRef[],
): Promise<Map<PersonRef, Sealed>> {
  if (refs.length === 0) return new Map();
  const { rows } = await database.query<{ ref: PersonRef; sealed: Sealed }>({
    name: 'read-codes',
    text: 'SELECT ref, sealed FROM hub.code_identity WHERE ref = ANY($1)',
    values: [refs],
  });
  return new Map(rows.map(({ ref, sealed }) => [ref, sealed]));
}

/**
 * Opens who a person is: the names of PMLP's record under the code that the person goes by, and the code of one
 * reference. Of the boxes only those are opened that are shown.
 *
 * @param ref the reference whose code is shown
 */
export function openNames(
  ring: KeyRing,
  { records, codes }: Identities,
  person: PersonRef,
  ref: PersonRef,
): ShownNames {
  const fact = presentOf({ records }, person);
  const opened = fact && openPerson(ring, fact.subject, fact.data.identity);
  return {
    personCode:
      fact?.subject === ref && opened
        ? opened.personCode
        : codeOf(ring, records.get(person) ?? [], codes, ref),
    givenName: opened?.givenName ?? null,
    familyName: opened?.familyName ?? null,
  };
}

/** PMLP's record under the code that a person goes by. */
export function presentOf(
  { records }: Pick<Identities, 'records'>,
  person: PersonRef,
): PersonFact | undefined {
  const facts = records.get(person) ?? [];
  const [only, another] = facts;
  if (only && !another) return only.data.withdrawn ? undefined : only;
  const present = presentRecord({ refs: facts.map(({ subject }) => subject), persons: facts });
  return facts.find(({ data }) => data === present);
}

function codeOf(
  ring: KeyRing,
  facts: readonly PersonFact[],
  codes: Identities['codes'],
  ref: PersonRef,
): PersonCode {
  const record = facts.find(({ subject }) => subject === ref);
  if (record) return openPerson(ring, ref, record.data.identity).personCode;
  const sealed = codes.get(ref);
  if (!sealed) throw new Error('the hub keeps no sealed code of a person whom it tells of');
  return openCode(ring, ref, sealed);
}

/** Who somebody is, under the code that the person goes by. */
export type PersonShown = z.infer<typeof PersonData> & { readonly personRef: PersonRef };

/**
 * Reads who one person is, under the code that it goes by; without a record of PMLP under the code of a reference.
 *
 * @param person the person's name: the smallest reference of its codes
 * @param life birth, and day number of the death, as the facts tell them
 * @param on a death after this day is not told
 */
export async function readShownPerson(
  database: Pick<Transaction, 'query'>,
  references: References,
  person: PersonRef,
  { bornOn, death }: { readonly bornOn: CalendarDate | null; readonly death: number | null },
  on: CalendarDate,
): Promise<PersonShown> {
  const identities = await readIdentities(database, references, [person], [person]);
  const ref = presentOf(identities, person)?.subject ?? person;
  return {
    personRef: person,
    ...openNames(references.keys, identities, person, ref),
    bornOn,
    diedOn: death !== null && death <= dayNumber(on) ? dateOfDayNumber(death) : null,
  };
}

const collator = new Intl.Collator('lv');

/**
 * Puts people in the order of lists: by family name and given name as Latvians sort them, those whose names are not
 * known last. Names are far fewer than people, and Latvian rules dear: they are compared once, and people by numbers.
 */
export function inOrderOfNames<Item>(items: readonly Item[], nameOf: (item: Item) => ShownNames): Item[] {
  const people = items.map((item) => ({ item, names: nameOf(item) }));
  const families = placesOf(people.map(({ names }) => names.familyName));
  const given = placesOf(people.map(({ names }) => names.givenName));
  const placed = people.map(({ item, names: { familyName, givenName, personCode } }) => ({
    item,
    family: families.get(familyName) ?? Number.POSITIVE_INFINITY,
    given: given.get(givenName) ?? -1,
    personCode,
  }));
  placed.sort((a, b) => {
    if (a.family !== b.family) return a.family < b.family ? -1 : 1;
    if (a.given !== b.given) return a.given < b.given ? -1 : 1;
    return a.personCode < b.personCode ? -1 : 1;
  });
  return placed.map(({ item }) => item);
}

/** Place of each name in their order; names that the order takes for equal have one place. */
function placesOf(names: readonly (string | null)[]): Map<string | null, number> {
  const places = new Map<string | null, number>();
  let place = 0;
  let before: string | undefined;
  for (const name of [...new Set(names)].filter((each) => each !== null).sort(collator.compare)) {
    if (before !== undefined && collator.compare(before, name) !== 0) place += 1;
    places.set(name, place);
    before = name;
  }
  return places;
}
