import { type OpenRequest, UpstreamError } from '@saite/adapter-kit';
import { xmlText } from '@saite/adapter-kit/soap';
import type { DeliveryDocument, DiscrepancyDocument, PersonRef } from '@saite/contracts';
import { type KeyRing, openNarrative } from '@saite/identity';
import type { WrittenDeliveryBody } from '../contract/messages.ts';

type DocumentOf<Kind extends DeliveryDocument['kind']> = Extract<DeliveryDocument, { kind: Kind }>;

/**
 * A document as NPAIS's message for an orphan's court, its texts opened.
 *
 * @throws UpstreamError `REFUSED` with `RECIPIENT_NOT_SERVED` or `DOCUMENT_NOT_SERVED` if NPAIS has no way for it
 * @throws Error if a text does not open
 */
export function messageOf(
  ring: KeyRing,
  { subject, personCode, recipient, document }: OpenRequest,
): WrittenDeliveryBody {
  if (recipient.role !== 'orphan-court')
    throw notServed('RECIPIENT_NOT_SERVED', "NPAIS delivers to orphan's courts only", 'recipient.role');
  const to = { CourtID: recipient.id, ChildCode: personCode };
  switch (document.kind) {
    case 'contact-report':
      return { ContactReport: { ...to, ...reportOf(ring, subject, document) } };
    case 'care-alert':
      return { CareAlert: { ...to, ...alertOf(ring, subject, document) } };
    case 'family-survey':
      return { FamilySurvey: { ...to, ...surveyOf(ring, subject, document) } };
    case 'discrepancy':
      return { Discrepancy: { ...to, ...discrepancyOf(ring, subject, document) } };
    case 'custody-decision':
      throw notServed('DOCUMENT_NOT_SERVED', 'courts write their decisions in NPAIS themselves', 'document');
    default:
      return document satisfies never;
  }
}

const notServed = (code: string, message: string, path: string) =>
  new UpstreamError('REFUSED', message, path, code);

function reportOf(ring: KeyRing, subject: PersonRef, report: DocumentOf<'contact-report'>) {
  const { contacts, ...texts } = openNarrative(ring, subject, 'contact-report', report.narrative);
  return {
    ReportID: report.reportId,
    RecordVersion: String(report.recordVersion),
    InstitutionID: report.institutionId,
    ReportedOn: report.reportedOn,
    PeriodFrom: report.period.from,
    PeriodTo: report.period.to,
    Contact: contacts.map(({ relation, kind, dates }) => ({ Relation: relation, Kind: kind, Date: dates })),
    Cooperation: xmlText(texts.cooperation),
    PhysicalDevelopment: xmlText(texts.physicalDevelopment),
    PsychosocialDevelopment: xmlText(texts.psychosocialDevelopment),
  };
}

function alertOf(ring: KeyRing, subject: PersonRef, alert: DocumentOf<'care-alert'>) {
  const { dueOn, institutionId, reportedBy, narrative } = alert;
  return {
    AlertID: alert.alertId,
    AlertKind: alert.alertKind,
    RaisedOn: alert.raisedOn,
    ...(dueOn === null ? {} : { DueOn: dueOn }),
    ...(institutionId === null ? {} : { InstitutionID: institutionId }),
    ...(reportedBy === undefined ? {} : { ReportedBy: reportedBy }),
    ...(narrative === undefined
      ? {}
      : { Measure: xmlText(openNarrative(ring, subject, 'crisis', narrative).measure) }),
  };
}

function discrepancyOf(ring: KeyRing, subject: PersonRef, discrepancy: DiscrepancyDocument) {
  const { facts } = openNarrative(ring, subject, 'discrepancy', discrepancy.narrative);
  const { resolvedOn } = discrepancy;
  return {
    DiscrepancyID: discrepancy.discrepancyId,
    RecordVersion: String(discrepancy.recordVersion),
    DiscrepancyKind: discrepancy.discrepancyKind,
    Since: discrepancy.since,
    ...(resolvedOn === null ? {} : { ResolvedOn: resolvedOn }),
    Fact: facts.map(({ register, recordId, lv, en }) => ({
      Register: register,
      ...(recordId === null ? {} : { RecordID: recordId }),
      TextLv: xmlText(lv),
      TextEn: xmlText(en),
    })),
  };
}

function surveyOf(ring: KeyRing, subject: PersonRef, survey: DocumentOf<'family-survey'>) {
  return {
    SurveyID: survey.surveyId,
    RecordVersion: String(survey.recordVersion),
    Withdrawn: survey.withdrawn ? ('true' as const) : ('false' as const),
    SurveyedOn: survey.surveyedOn,
    Findings: xmlText(openNarrative(ring, subject, 'survey', survey.narrative).findings),
  };
}
