import type {
  AcceptedReport,
  ConfirmBody,
  Confirmed,
  ContactReport,
  ContactReportBody,
  ContactReportRecorded,
  ContactReportStatus,
  PersonRef,
  ReportId,
} from '@saite/contracts';
import { sealNarrative } from '@saite/identity';
import { rigaDate, type Transaction, toInstant } from '@saite/runtime';
import type { z } from 'zod';
import { appendFacts } from '../../facts/append.ts';
import { type Fact, toFact } from '../../facts/fact.ts';
import { confirmReport, readReportDeliveries } from '../../journal/child-care/read-deliveries.ts';
import { refsOfPerson } from '../../persons/groups.ts';
import { appendEvents } from '../../relay/outbox.ts';
import type { Call, Shown } from '../call.ts';
import { onBehalfOf, type Reach } from '../caller.ts';
import { ProblemError } from '../problem-error.ts';
import { acceptedEvent, contactReportEvent, openContactReport } from './contact-report-event.ts';
import { type Away, registersAway, sayReportDelivery } from './deliveries.ts';
import { mayRead, readChild } from './known-child.ts';
import { refuseImpossibleReport } from './report-rules.ts';

type Accepted = z.infer<typeof AcceptedReport>;

/**
 * `POST /v1/contact-reports`: takes a report by what is known now, the fact and its events in one transaction. The
 * same version again changes nothing, whatever has become known since.
 */
export const sendContactReport = (call: Call, body: ContactReportBody): Promise<Accepted> =>
  call.change((transaction, now) => takeContactReport(transaction, call, body, now));

async function takeContactReport(
  transaction: Transaction,
  { door, reach }: Call,
  body: ContactReportBody,
  now: Date,
): Promise<Shown<Accepted>> {
  const { keyRing } = door;
  const { reportId } = body;
  const event = contactReportEvent(keyRing, body, now);
  const about = { persons: [event.subject], target: reportId };
  const fact = toFact(event);
  const known = await knownVersions(transaction, reportId);
  const isMine = (sender: string) => reach.all || [...reach.institutionIds].some((id) => id === sender);
  const same = known.find(({ version }) => version === fact.version);
  if (!isMine(body.institutionId)) throw new ProblemError('NOT_FOUND');
  if (same && same.contentHash === fact.contentHash)
    return {
      answer: {
        reportId,
        status: statusOf(await readReportDeliveries(transaction, reportId, fact.version)),
      },
      ...about,
    };
  await refuseImpossibleReport(transaction, door, body, event.subject, rigaDate(now));
  if (same || known.some(({ institutionId }) => !isMine(institutionId)))
    throw new ProblemError('VERSION_CONFLICT', [
      { path: 'recordVersion', message: 'taken before with other content' },
    ]);
  const [outcome] = await appendFacts(transaction, door.references, [fact], now);
  if (outcome === 'conflict') throw new ProblemError('VERSION_CONFLICT');
  door.idsLikeCodes.note([fact]);
  const accepted = acceptedEvent(keyRing, event, reportId);
  const events = [event, accepted].map((each) => ({
    type: each.type,
    eventId: each.id,
    event: JSON.stringify(each),
  }));
  await appendEvents(transaction, events, now);
  return { answer: { reportId, status: 'accepted' }, ...about };
}

/** The versions of a report that were taken, and who sent them. */
async function knownVersions(
  transaction: Transaction,
  reportId: ReportId,
): Promise<{ version: Fact['version']; contentHash: string; institutionId: string }[]> {
  const { rows } = await transaction.query({
    name: 'known-report-versions',
    text: `SELECT version, content_hash AS "contentHash", data ->> 'institutionId' AS "institutionId"
      FROM hub.fact WHERE source = 'spolis.contact-report' AND record_id = $1`,
    values: [reportId],
  });
  return rows;
}

/** How far a report is, by the deliveries of its newest version. */
export function statusOf(deliveries: readonly { readonly state: string }[]): ContactReportStatus {
  if (deliveries.some(({ state }) => state === 'undeliverable')) return 'undeliverable';
  const delivered = deliveries.filter(({ state }) => state === 'delivered').length;
  if (delivered === 0) return 'accepted';
  return delivered === deliveries.length ? 'delivered' : 'sent-partial';
}

interface StoredReport {
  readonly subject: PersonRef;
  readonly data: ContactReportRecorded;
}

async function newestVersion(
  database: Pick<Transaction, 'query'>,
  reportId: ReportId,
): Promise<StoredReport | undefined> {
  const { rows } = await database.query<StoredReport>({
    name: 'newest-report-version',
    text: `SELECT subject, data FROM hub.fact WHERE source = 'spolis.contact-report' AND record_id = $1
      ORDER BY version DESC LIMIT 1`,
    values: [reportId],
  });
  return rows[0];
}

/** `GET /v1/contact-reports/{reportId}`: how far it is for whoever may see the child, its content for its parties. */
export async function readContactReport(call: Call, reportId: ReportId): Promise<ContactReport> {
  const { database, deciders, references } = call.door;
  const away = await registersAway(call.door);
  return call.read(
    (transaction) => showContactReport(transaction, call, reportId, away),
    async () => {
      const report = await newestVersion(database, reportId);
      if (report) await deciders.decideNow(await refsOfPerson(database, references, report.subject));
    },
  );
}

async function showContactReport(
  transaction: Transaction,
  { door, reach }: Call,
  reportId: ReportId,
  away: Away,
): Promise<Shown<ContactReport>> {
  const { clock, keyRing } = door;
  const report = await newestVersion(transaction, reportId);
  if (!report) throw new ProblemError('NOT_FOUND');
  const deliveries = await readReportDeliveries(transaction, reportId, report.data.recordVersion);
  const found = await readChild(transaction, door, report.subject);
  const own: Reach = { ...reach, all: false };
  const isParty =
    reach.institutionIds.has(report.data.institutionId) ||
    (found !== undefined && mayRead(own, found, rigaDate(clock.now()))) ||
    onBehalfOf(own).some((party) =>
      deliveries.some(({ role, recipient }) => role === party.role && recipient === party.id),
    );
  if (!reach.all && !isParty) throw new ProblemError('NOT_FOUND');
  return {
    answer: {
      reportId,
      recordVersion: report.data.recordVersion,
      status: statusOf(deliveries),
      deliveries: deliveries.map((row) => sayReportDelivery(row, away)),
      report: isParty || reach.roles.has('spolis') ? openContactReport(keyRing, report, reportId) : null,
    },
    persons: [report.subject],
    target: reportId,
  };
}

/** `POST /v1/contact-reports/{reportId}/confirm`: one of its recipients has read it. */
export const confirmContactReport = (
  call: Call,
  reportId: ReportId,
  { note }: z.infer<typeof ConfirmBody>,
): Promise<z.infer<typeof Confirmed>> =>
  call.change((transaction, now) => confirm(transaction, call, reportId, note, now));

async function confirm(
  transaction: Transaction,
  { door: { keyRing }, reach }: Call,
  reportId: ReportId,
  note: string | undefined,
  now: Date,
): Promise<Shown<z.infer<typeof Confirmed>>> {
  const report = await newestVersion(transaction, reportId);
  if (!report) throw new ProblemError('NOT_FOUND');
  const sealed = note === undefined ? null : sealNarrative(keyRing, report.subject, 'note', { note });
  let confirmedAt: Date | undefined;
  for (const party of onBehalfOf(reach))
    confirmedAt ??= await confirmReport(transaction, reportId, party, sealed, now);
  if (!confirmedAt) throw new ProblemError('NOT_FOUND');
  return {
    answer: { reportId, confirmedAt: toInstant(confirmedAt) },
    persons: [report.subject],
    target: reportId,
  };
}
