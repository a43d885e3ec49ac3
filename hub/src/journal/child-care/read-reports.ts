import type {
  CalendarDate,
  InstitutionId,
  Period,
  PersonRef,
  Recipient,
  RecordVersion,
  ReportCursor,
  ReportId,
} from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import type { z } from 'zod';
import type { AlertScope } from './read-alerts.ts';
import { TO_CONFIRM } from './read-deliveries.ts';

/** The newest version of a contact report, without its content. */
export interface ReportRow {
  readonly reportId: ReportId;
  readonly recordVersion: RecordVersion;
  /** The child's name. */
  readonly person: PersonRef;
  readonly institutionId: InstitutionId;
  readonly reportedOn: CalendarDate;
  readonly period: z.infer<typeof Period>;
  readonly knownAt: Date;
  readonly toConfirm: boolean;
}

export interface ReportFilter {
  readonly scope: AlertScope;
  /** Those on whose behalf the caller asks. */
  readonly parties: readonly Recipient[];
  /** Codes of the one child that is asked about. */
  readonly refs: readonly PersonRef[] | null;
  readonly onlyToConfirm: boolean;
  readonly after: ReportCursor | undefined;
  readonly limit: number;
}

const TO_ME = '(delivery.role, delivery.recipient) IN (SELECT * FROM unnest($5::text[], $6::text[]))';

/**
 * Reports of a scope: of its children, from its institutions, or delivered to the parties. First what they have to
 * confirm, then the newest, a page at a time.
 */
export async function listReports(
  database: Pick<Transaction, 'query'>,
  { scope, parties, refs, onlyToConfirm, after, limit }: ReportFilter,
): Promise<{ reports: ReportRow[]; next: string | null }> {
  const { rows } = await database.query<ReportRow>(
    `WITH candidate AS (
       SELECT fact.record_id FROM hub.fact WHERE $1::bool AND fact.source = 'spolis.contact-report'
       UNION
       SELECT fact.record_id FROM hub.child_keeper keeper JOIN hub.person_code member ON member.person = keeper.person
         JOIN hub.fact ON fact.subject = member.ref AND fact.source = 'spolis.contact-report'
         WHERE keeper.court = $2 OR keeper.municipality = $3
           OR (keeper.institutions && $4::text[] AND fact.data ->> 'institutionId' = ANY($4))
       UNION
       SELECT delivery.document_id FROM hub.delivery
         WHERE delivery.document = 'contact-report' AND delivery.state <> 'cancelled' AND ${TO_ME}),
     report AS (
       SELECT fact.record_id, fact.version, owner.person, fact.known_at, fact.data ->> 'institutionId' AS institution_id,
         fact.data ->> 'reportedOn' AS reported_on, fact.data -> 'period' AS period,
         EXISTS (SELECT FROM hub.delivery WHERE delivery.document_id = fact.record_id AND ${TO_ME} AND ${TO_CONFIRM})
           AS to_confirm
       FROM candidate JOIN hub.fact ON fact.source = 'spolis.contact-report' AND fact.record_id = candidate.record_id
       JOIN hub.person_code owner ON owner.ref = fact.subject
       WHERE NOT fact.withdrawn AND ($7::text[] IS NULL OR fact.subject = ANY($7)) AND NOT EXISTS (
         SELECT FROM hub.fact newer WHERE newer.source = fact.source AND newer.record_id = fact.record_id
           AND newer.version > fact.version))
     SELECT record_id AS "reportId", version AS "recordVersion", person, institution_id AS "institutionId",
       reported_on AS "reportedOn", period, known_at AS "knownAt", to_confirm AS "toConfirm"
     FROM report
     WHERE (to_confirm OR NOT $8::bool)
       AND ($9::bool IS NULL OR (to_confirm, reported_on, record_id) < ($9, $10::text, $11::text))
     ORDER BY to_confirm DESC, reported_on DESC, record_id DESC LIMIT $12`,
    [
      scope.all,
      scope.court,
      scope.municipality,
      scope.institutions,
      parties.map(({ role }) => role),
      parties.map(({ id }) => id),
      refs,
      onlyToConfirm,
      after === undefined ? null : after.startsWith('1'),
      after?.slice(2, 12) ?? null,
      after?.slice(13) ?? null,
      limit + 1,
    ],
  );
  const reports = rows.slice(0, limit);
  const last = reports.at(-1);
  const next =
    rows.length > limit && last ? `${last.toConfirm ? 1 : 0}_${last.reportedOn}_${last.reportId}` : null;
  return { reports, next };
}
