import {
  type CalendarDate,
  type ChildPage,
  type ChildTimeline,
  dayNumber,
  type PersonRef,
  RecordVersion,
  ReportId,
} from '@saite/contracts';
import { rigaDate, type Transaction, toInstant } from '@saite/runtime';
import { keepersOn, timelineOf, viewChild } from '../../cases/child-care/index.ts';
import { dayOfDeath } from '../../cases/person/day-of-death.ts';
import { readChildAlerts } from '../../journal/child-care/read-alerts.ts';
import { readDeliveriesOf } from '../../journal/child-care/read-deliveries.ts';
import { refsOfPerson } from '../../persons/groups.ts';
import { type Call, NotYet } from '../call.ts';
import { reaches } from '../caller.ts';
import { readShownPerson } from '../persons/shown-persons.ts';
import { ProblemError } from '../problem-error.ts';
import { statusOf } from './contact-reports.ts';
import { type KnownChild, mayRead, readChild } from './known-child.ts';
import { ownReach } from './own-children.ts';
import { alertsOn, firstOf } from './query-child.ts';

/** `GET /v1/children/{childRef}`: a child on a day and how it came to that, by what is known now. */
export function readChildPage(
  { door, reach, language, read }: Call,
  ref: PersonRef,
  asked: CalendarDate | undefined,
): Promise<ChildPage> {
  const { database, deciders, keyRing, references, clock, policies } = door;
  const on = asked ?? rigaDate(clock.now());
  return read(
    async (transaction, isLast) => {
      const found = await readChild(transaction, door, ref);
      if (!found || !mayRead(reach, found, on)) throw new ProblemError('NOT_FOUND');
      const { refs, child, known } = found;
      const first = await firstOf(transaction, references, found);
      const alerts = alertsOn(keyRing, found, first, await readChildAlerts(transaction, refs), on, language);
      // Facts may have come between the decision and the reading: then what is open today is not recorded yet.
      const isRecorded = alerts.every(({ recordedAt }) => recordedAt !== null);
      if (asked === undefined && !isRecorded && !isLast) throw new NotYet();
      const person = await readShownPerson(
        transaction,
        references,
        known.group.person,
        { bornOn: child.person.bornOn, death: dayOfDeath(known.facts.persons) },
        on,
      );
      const isOwn = reaches(ownReach(reach), keepersOn(child, dayNumber(on)));
      return {
        answer: {
          ...viewChild(child, policies, on),
          alerts,
          person: { ...person, personCode: isOwn ? person.personCode : null },
          timeline: { ...timelineOf(child, on), reports: await reportsBy(transaction, found, on) },
        },
        persons: [known.group.person],
      };
    },
    async () => deciders.decideNow(await refsOfPerson(database, references, ref)),
  );
}

/** The contact reports that stand by a day, oldest first, and how far each is. */
async function reportsBy(
  transaction: Transaction,
  { known }: KnownChild,
  on: CalendarDate,
): Promise<ChildTimeline['reports']> {
  const reports = known.facts.contactReports
    .filter(({ data }) => !data.withdrawn && data.reportedOn <= on)
    .map(({ data }) => ({ ...data, reportId: ReportId.parse(data.recordId) }))
    .sort((a, b) => (a.reportedOn < b.reportedOn ? -1 : a.reportedOn > b.reportedOn ? 1 : 0));
  const versions = reports.map(({ reportId, recordVersion }) => ({
    reportId,
    recordVersion: RecordVersion.parse(recordVersion),
  }));
  const deliveries = Map.groupBy(
    await readDeliveriesOf(transaction, versions),
    ({ documentId }) => documentId,
  );
  return reports.map(({ reportId, institutionId, reportedOn, period }) => {
    const sent = deliveries.get(reportId) ?? [];
    return {
      reportId,
      institutionId,
      reportedOn,
      period,
      status: statusOf(sent),
      confirmations: sent
        .flatMap(({ role, recipient, confirmedAt }) =>
          recipient !== null && confirmedAt
            ? [{ by: { role, id: recipient }, at: toInstant(confirmedAt) }]
            : [],
        )
        .sort((a, b) => (a.at < b.at ? -1 : 1)),
    };
  });
}
