import type { Atvk, CalendarDate, CourtId, InstitutionId, PersonRef } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import type { AlertScope } from './read-alerts.ts';

type Queryable = Pick<Transaction, 'query'>;

/** A child as it stands today: who may see it, where it is, and when the next report is due. */
export interface StandingChild {
  readonly person: PersonRef;
  readonly court: CourtId | null;
  readonly municipality: Atvk | null;
  readonly institutions: readonly InstitutionId[];
  readonly institutionId: InstitutionId | null;
  /** First day of the continuous stay; `null` if no institution holds the child, and with it all that follows. */
  readonly since: CalendarDate | null;
  readonly anchor: CalendarDate | null;
  readonly interval: 'P3M' | 'P6M' | null;
  readonly dueOn: CalendarDate | null;
}

const IN_CARE = 'keeper.since <= $1 AND (keeper.care_to IS NULL OR keeper.care_to > $1)';
const standing = (column: string) => `CASE WHEN ${IN_CARE} THEN keeper.${column} END`;

/** The children of a scope who are in an institution on a day, or about whom an alert is open. */
export async function readChildren(
  database: Queryable,
  { all, court, municipality, institutions }: AlertScope,
  on: CalendarDate,
): Promise<StandingChild[]> {
  const { rows } = await database.query<StandingChild>({
    name: 'read-children',
    text: `SELECT keeper.person, keeper.court, keeper.municipality, keeper.institutions,
        ${standing('institution_id')} AS "institutionId", ${standing('since')} AS since, ${standing('anchor')} AS anchor,
        ${standing('report_interval')} AS interval, ${standing('due_on')} AS "dueOn"
      FROM hub.child_keeper keeper
      WHERE ($2::bool OR keeper.court = $3 OR keeper.municipality = $4 OR keeper.institutions && $5::text[])
        AND (${IN_CARE} OR EXISTS (SELECT FROM hub.person_code member JOIN hub.care_alert alert ON alert.person = member.ref
          WHERE member.person = keeper.person AND alert.cleared_on IS NULL))
      ORDER BY keeper.person`,
    values: [on, all, court, municipality, institutions],
  });
  return rows;
}

/** A child in an institution, without who it is. */
export interface NamelessChild {
  readonly municipality: Atvk | null;
  readonly institutionId: InstitutionId;
  readonly since: CalendarDate;
  readonly anchor: CalendarDate;
  readonly dueOn: CalendarDate | null;
}

/** Every child who is in an institution on a day, without who it is. */
export async function readNamelessChildren(database: Queryable, on: CalendarDate): Promise<NamelessChild[]> {
  const { rows } = await database.query<NamelessChild>({
    name: 'read-nameless-children',
    text: `SELECT keeper.municipality, keeper.institution_id AS "institutionId", keeper.since, keeper.anchor,
        keeper.due_on AS "dueOn"
      FROM hub.child_keeper keeper WHERE ${IN_CARE}`,
    values: [on],
  });
  return rows;
}
