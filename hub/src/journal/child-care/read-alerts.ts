import type {
  AlertId,
  Atvk,
  CalendarDate,
  CareAlertAcknowledged,
  CareAlertKind,
  CareAlertQuery,
  CourtId,
  InstitutionId,
  PersonRef,
  Recipient,
} from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import type { Basis } from '../../cases/child-care/index.ts';

/** An alert as it stands in the journal. */
export interface StoredAlert {
  readonly alertId: AlertId;
  /** The person's name today. */
  readonly person: PersonRef;
  readonly subject: PersonRef;
  readonly key: string;
  readonly kind: CareAlertKind;
  readonly raisedOn: CalendarDate;
  readonly dueOn: CalendarDate | null;
  readonly clearedOn: CalendarDate | null;
  readonly recordedAt: Date;
  readonly basis: Basis;
  readonly institutionId: InstitutionId | null;
  readonly court: CourtId | null;
  readonly municipality: Atvk | null;
  readonly recipients: readonly Recipient[];
}

type Queryable = Pick<Transaction, 'query'>;

const COLUMNS = `alert.alert_id AS "alertId", owner.person, alert.subject, alert.key, alert.kind,
  alert.raised_on AS "raisedOn", alert.due_on AS "dueOn", alert.cleared_on AS "clearedOn",
  alert.recorded_at AS "recordedAt", alert.basis, alert.institution_id AS "institutionId", alert.court,
  alert.municipality, alert.recipients`;
const FROM = 'FROM hub.care_alert alert JOIN hub.person_code owner ON owner.ref = alert.person';

/** Every alert ever raised about a child. */
export async function readChildAlerts(
  database: Queryable,
  refs: readonly PersonRef[],
): Promise<StoredAlert[]> {
  const { rows } = await database.query<StoredAlert>({
    name: 'read-child-alerts',
    text: `SELECT ${COLUMNS} ${FROM} WHERE alert.person = ANY($1) ORDER BY alert.recorded_at, alert.alert_id`,
    values: [refs],
  });
  return rows;
}

/** Who may see which alerts: everybody's, or those of children that are one's own today. */
export interface AlertScope {
  readonly all: boolean;
  readonly court: string | null;
  readonly municipality: string | null;
  readonly institutions: readonly string[];
}

const IN_SCOPE = `EXISTS (SELECT FROM hub.child_keeper keeper WHERE keeper.person = owner.person
  AND (keeper.court = $1 OR keeper.municipality = $2 OR keeper.institutions && $3::text[]))`;

/** An open alert, as a list of children shows it. */
export type OpenAlertRow = Pick<StoredAlert, 'alertId' | 'person' | 'kind' | 'raisedOn' | 'dueOn'>;

/** The open alerts about children, newest first. @param persons the children's names */
export async function readOpenAlerts(
  database: Queryable,
  persons: readonly PersonRef[],
): Promise<OpenAlertRow[]> {
  const { rows } = await database.query<OpenAlertRow>({
    name: 'read-open-alerts',
    text: `SELECT alert.alert_id AS "alertId", owner.person, alert.kind, alert.raised_on AS "raisedOn",
        alert.due_on AS "dueOn" ${FROM}
      WHERE alert.cleared_on IS NULL AND owner.person = ANY($1) ORDER BY alert.raised_on DESC, alert.alert_id DESC`,
    values: [persons],
  });
  return rows;
}

/** How many alerts of each kind are open. */
export async function countOpenAlerts(
  database: Queryable,
): Promise<{ readonly kind: CareAlertKind; readonly count: number }[]> {
  const { rows } = await database.query<{ kind: CareAlertKind; count: number }>({
    name: 'count-open-alerts',
    text: `SELECT kind, count(*)::int AS count FROM hub.care_alert WHERE cleared_on IS NULL
      GROUP BY kind ORDER BY count(*) DESC, kind`,
  });
  return rows;
}

/** Which of some alerts one of these parties has taken note of. */
export async function acknowledgedBy(
  database: Queryable,
  alertIds: readonly AlertId[],
  parties: readonly Recipient[],
): Promise<ReadonlySet<AlertId>> {
  if (alertIds.length === 0 || parties.length === 0) return new Set();
  const { rows } = await database.query<{ alertId: AlertId }>({
    name: 'acknowledged-by',
    text: `SELECT DISTINCT data ->> 'alertId' AS "alertId" FROM hub.fact
      WHERE source = 'saite.care-alert' AND data ->> 'alertId' = ANY($1)
        AND (data #>> '{by,role}', data #>> '{by,id}') IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
    values: [alertIds, parties.map(({ role }) => role), parties.map(({ id }) => id)],
  });
  return new Set(rows.map(({ alertId }) => alertId));
}

const STATUS = {
  open: 'alert.cleared_on IS NULL',
  cleared: 'alert.cleared_on IS NOT NULL',
  all: 'true',
} as const;

/**
 * Alerts of a scope, newest first, a page at a time.
 *
 * @param query `after` is what the page before gave as next
 */
export async function listAlerts(
  database: Queryable,
  scope: AlertScope,
  query: CareAlertQuery,
  limit: number,
): Promise<{ alerts: StoredAlert[]; next: string | null }> {
  const [afterDay = null, afterId = null] = query.after?.split('_') ?? [];
  const { rows } = await database.query<StoredAlert>(
    `SELECT ${COLUMNS} ${FROM}
     WHERE ($4::bool OR ${IN_SCOPE}) AND ${STATUS[query.status ?? 'open']}
       AND ($5::text IS NULL OR alert.kind = $5)
       AND ($6::date IS NULL OR (alert.raised_on, alert.alert_id) < ($6, $7))
     ORDER BY alert.raised_on DESC, alert.alert_id DESC LIMIT $8`,
    [
      scope.court,
      scope.municipality,
      scope.institutions,
      scope.all,
      query.kind ?? null,
      afterDay,
      afterId,
      limit + 1,
    ],
  );
  const alerts = rows.slice(0, limit);
  const last = alerts.at(-1);
  return { alerts, next: rows.length > limit && last ? `${last.raisedOn}_${last.alertId}` : null };
}

/** One alert, if it is in scope; nobody else takes note of it or clears it until the transaction ends. */
export async function lockAlert(
  transaction: Transaction,
  scope: AlertScope,
  alertId: AlertId,
): Promise<StoredAlert | undefined> {
  const { rows } = await transaction.query<StoredAlert>(
    `SELECT ${COLUMNS} ${FROM} WHERE ($4::bool OR ${IN_SCOPE}) AND alert.alert_id = $5 FOR UPDATE OF alert`,
    [scope.court, scope.municipality, scope.institutions, scope.all, alertId],
  );
  return rows[0];
}

/** Who took note of alerts, by alert, oldest first. */
export async function readAcknowledgements(
  database: Queryable,
  alertIds: readonly AlertId[],
): Promise<Map<AlertId, CareAlertAcknowledged[]>> {
  const { rows } = await database.query<{ data: CareAlertAcknowledged }>({
    name: 'read-acknowledgements',
    text: `SELECT DISTINCT ON (record_id) data FROM hub.fact
      WHERE source = 'saite.care-alert' AND data ->> 'alertId' = ANY($1) ORDER BY record_id, version DESC`,
    values: [alertIds],
  });
  return Map.groupBy(
    rows.map(({ data }) => data).sort((a, b) => (a.acknowledgedOn < b.acknowledgedOn ? -1 : 1)),
    ({ alertId }) => alertId,
  );
}
