import { type Adapter, publishFacts } from '@saite/adapter-kit';
import { PersonRef, Sealed } from '@saite/contracts';
import { type KeyRing, openTexts, sealNarrative } from '@saite/identity';
import { type Clock, type Database, SaiteError, toInstant } from '@saite/runtime';
import { z } from 'zod';
import { kindOfNumber, typedFacts } from '../check/stored-row.ts';
import { kindNumber } from '../intake/staged-rows.ts';
import type { ImportRow, Imports } from '../store/imports.ts';
import { type ImportEvent, municipalEvent, personalEvent, type Told, type ToldPerson } from './events.ts';

/** Objects of which events are told at once. */
const BATCH = 1_000;
/** Batches that are told before it is asked again whether this process still leads. */
const BATCHES = 20;
const PERSON = kindNumber('person');

const SealedPerson = z.object({ identity: Sealed });
const SealedSurvey = z.object({ texts: Sealed });

/** An object to tell, with its person; a deletion stands with what it deleted. */
interface TellRow {
  readonly place: number;
  readonly kind: number;
  readonly id: string;
  readonly deleted: boolean;
  readonly facts: string;
  readonly sealed: string | null;
  readonly subject: string | null;
  readonly personSealed: string | null;
  readonly formerSubject: string | null;
}

export interface TellerOptions {
  readonly database: Database;
  readonly schemaName: string;
  readonly imports: Imports;
  readonly keys: KeyRing;
  readonly bus: Adapter['bus'];
  readonly references: Adapter['references'];
  readonly clock: Clock;
}

/**
 * Tells what an accepted import changed, in the order of the file. Where it stands is kept after the broker's word, so
 * what is told twice is the same event, and nothing is left out.
 */
export class ImportTeller {
  readonly #options: TellerOptions;

  constructor(options: TellerOptions) {
    this.#options = options;
  }

  /** Tells the next batches of the oldest import that is not told; the next one is read while one is told. */
  async tellNext(): Promise<'more' | 'idle'> {
    const { imports, clock } = this.#options;
    const [row] = await imports.toTell();
    if (!row) return 'idle';
    let reading = this.#read(row, row.toldUpTo);
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const rows = await reading;
      const last = rows.at(-1);
      if (!last) {
        await imports.toldAll(row.number, clock.now());
        return 'more';
      }
      reading = this.#read(row, last.place);
      reading.catch(() => {}); // told by whoever waits for it
      await publishFacts(this.#options, [
        ...rows.flatMap((one) => this.#eventOf(row, one)),
        ...(await this.#recoded(row, rows)),
      ]);
      await imports.told(row.number, last.place);
    }
    await reading;
    return 'more';
  }

  async #read({ number, municipality, sequence }: ImportRow, after: number): Promise<TellRow[]> {
    const { database, schemaName: schema } = this.#options;
    const { rows } = await database.query<TellRow>(
      `SELECT one.place, one.kind, one.id, one.deleted, what.facts, what.sealed,
         person.subject, person.sealed AS "personSealed",
         CASE WHEN one.kind = ${PERSON} THEN former.subject END AS "formerSubject"
       FROM ${schema}.import_object one
       LEFT JOIN LATERAL (
         SELECT facts, sealed, person_id, subject FROM ${schema}.stored_object
         WHERE municipality = $3 AND kind = one.kind AND id = one.id AND sequence < $4 AND NOT deleted
         ORDER BY sequence DESC LIMIT 1) former ON true
       CROSS JOIN LATERAL (
         SELECT CASE WHEN one.deleted THEN former.facts ELSE one.facts END AS facts,
           CASE WHEN one.deleted THEN former.sealed ELSE one.sealed END AS sealed,
           CASE WHEN one.deleted THEN former.person_id ELSE one.person_id END AS person_id) what
       LEFT JOIN LATERAL (
         SELECT subject, sealed FROM ${schema}.stored_object
         WHERE municipality = $3 AND kind = ${PERSON} AND id = what.person_id AND sequence <= $4 AND NOT deleted
         ORDER BY sequence DESC LIMIT 1) person ON true
       WHERE one.import = $1 AND one.place > $2 AND one.outcome IS NULL
       ORDER BY one.place LIMIT ${BATCH}`,
      [number, after, municipality, sequence],
    );
    return rows;
  }

  #eventOf({ municipality, sequence }: ImportRow, row: TellRow): ImportEvent[] {
    const { keys, clock } = this.#options;
    const object = typedFacts(kindOfNumber(row.kind), row.facts);
    const told: Told = {
      keys,
      municipality,
      id: row.id,
      sequence: sequence ?? 1,
      withdrawn: row.deleted,
      time: toInstant(clock.now()),
    };
    const event = municipalEvent(object, told) ?? this.#personal(object, told, row);
    return event ? [event] : [];
  }

  #personal(object: ReturnType<typeof typedFacts>, told: Told, row: TellRow): ImportEvent | undefined {
    const { keys } = this.#options;
    if (row.subject === null || row.personSealed === null)
      throw new SaiteError('PERSON_MISSING', 'an accepted object is about a person that is not stored');
    const subject = PersonRef.parse(row.subject);
    const person: ToldPerson = {
      subject,
      identity: SealedPerson.parse(JSON.parse(row.personSealed)).identity,
    };
    if (object.kind !== 'survey' || row.sealed === null)
      return personalEvent(object, told, person, undefined);
    const { texts } = SealedSurvey.parse(JSON.parse(row.sealed));
    const { findings } = openTexts(keys, `${told.municipality}/survey/${told.id}`, texts);
    return personalEvent(
      object,
      told,
      person,
      sealNarrative(keys, subject, 'survey', { findings: findings ?? '' }),
    );
  }

  /**
   * What is stored of persons whose code this file changed is about somebody else now: it is told anew, as of this file.
   */
  async #recoded(row: ImportRow, rows: readonly TellRow[]): Promise<ImportEvent[]> {
    const { database, schemaName: schema } = this.#options;
    const ids = rows.flatMap(({ kind, id, deleted, subject, formerSubject }) =>
      kind === PERSON && !deleted && formerSubject !== null && formerSubject !== subject ? [id] : [],
    );
    if (ids.length === 0) return [];
    const { rows: stored } = await database.query<TellRow>(
      `SELECT one.place, one.kind, one.id, one.deleted, one.facts, one.sealed, person.subject,
         person.sealed AS "personSealed", NULL AS "formerSubject"
       FROM ${schema}.live_object one
       JOIN ${schema}.import_object person ON person.import = $1 AND person.kind = ${PERSON} AND person.id = one.person_id
         AND person.outcome IS NULL
       WHERE one.municipality = $2 AND one.person_id = ANY($3) AND one.import <> $1 AND one.kind <> ${PERSON}`,
      [row.number, row.municipality, ids],
    );
    return stored.flatMap((one) => this.#eventOf(row, one));
  }
}
