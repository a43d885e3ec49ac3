import {
  type ContactReportBody,
  type EventOf,
  RecordId,
  RecordVersion,
  type ReportId,
} from '@saite/contracts';
import {
  eventHead,
  eventIdOf,
  type KeyRing,
  openCode,
  openNarrative,
  personRef,
  sealCode,
  sealNarrative,
} from '@saite/identity';
import { toInstant } from '@saite/runtime';

type ReportEvent = EventOf<'spolis.contact-report.recorded.v1'>;

/** A contact report as the fact that it tells: who and what it tells of is sealed. */
export function contactReportEvent(ring: KeyRing, body: ContactReportBody, now: Date): ReportEvent {
  const { reportId, childCode, institutionId, reportedOn, period, ...narrative } = body;
  const { recordVersion = RecordVersion.parse(1), ...texts } = narrative;
  const subject = personRef(ring, childCode);
  const recordId = RecordId.parse(reportId);
  return {
    ...eventHead(
      ring,
      '/registers/spolis',
      'spolis.contact-report',
      { subject, recordId, recordVersion },
      toInstant(now),
    ),
    type: 'spolis.contact-report.recorded.v1',
    data: {
      recordId,
      recordVersion,
      withdrawn: false,
      institutionId,
      reportedOn,
      period,
      identity: sealCode(ring, subject, childCode),
      narrative: sealNarrative(ring, subject, 'contact-report', texts),
    },
  };
}

/** Saite's word that it took a report. */
export function acceptedEvent(
  ring: KeyRing,
  report: ReportEvent,
  reportId: ReportId,
): EventOf<'saite.contact-report.accepted.v1'> {
  const { recordId, recordVersion, institutionId, reportedOn } = report.data;
  return {
    ...report,
    id: eventIdOf(ring, 'saite.contact-report.accepted', recordId, recordVersion),
    source: '/saite',
    type: 'saite.contact-report.accepted.v1',
    data: { reportId, recordVersion, institutionId, reportedOn },
  };
}

/** The report as it was sent, out of its fact. */
export function openContactReport(
  ring: KeyRing,
  { subject, data }: Pick<ReportEvent, 'subject' | 'data'>,
  reportId: ReportId,
): ContactReportBody {
  const { recordVersion, institutionId, reportedOn, period, identity, narrative } = data;
  return {
    reportId,
    recordVersion,
    childCode: openCode(ring, subject, identity),
    institutionId,
    reportedOn,
    period,
    ...openNarrative(ring, subject, 'contact-report', narrative),
  };
}
