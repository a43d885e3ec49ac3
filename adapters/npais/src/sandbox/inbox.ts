import type { DeliveryBody } from '../contract/messages.ts';

/** What Saite delivered to an orphan's court, with the field names of Saite's REST door; flat, for people to read. */
export interface ArrivedDelivery {
  readonly courtId: string;
  readonly childCode: string;
  readonly kind: 'contact-report' | 'care-alert' | 'family-survey' | 'discrepancy';
  readonly [field: string]: unknown;
}

type MessageOf<Element extends string> = Extract<DeliveryBody, { [Name in Element]: unknown }>[Element];

/** A delivery as the inbox shows it. */
export function arrivedOf(body: DeliveryBody): ArrivedDelivery {
  if ('ContactReport' in body) return reportOf(body.ContactReport);
  if ('Discrepancy' in body) return discrepancyOf(body.Discrepancy);
  return 'CareAlert' in body ? alertOf(body.CareAlert) : surveyOf(body.FamilySurvey);
}

const reportOf = (report: MessageOf<'ContactReport'>): ArrivedDelivery => ({
  courtId: report.CourtID,
  childCode: report.ChildCode,
  kind: 'contact-report',
  reportId: report.ReportID,
  recordVersion: report.RecordVersion,
  institutionId: report.InstitutionID,
  reportedOn: report.ReportedOn,
  period: { from: report.PeriodFrom, to: report.PeriodTo },
  contacts: report.Contact.map(({ Relation, Kind, Date: dates }) => ({
    relation: Relation,
    kind: Kind,
    dates,
  })),
  cooperation: report.Cooperation,
  physicalDevelopment: report.PhysicalDevelopment,
  psychosocialDevelopment: report.PsychosocialDevelopment,
});

const alertOf = (alert: MessageOf<'CareAlert'>): ArrivedDelivery => ({
  courtId: alert.CourtID,
  childCode: alert.ChildCode,
  kind: 'care-alert',
  alertId: alert.AlertID,
  alertKind: alert.AlertKind,
  raisedOn: alert.RaisedOn,
  dueOn: alert.DueOn ?? null,
  institutionId: alert.InstitutionID ?? null,
  ...(alert.ReportedBy === undefined ? {} : { reportedBy: alert.ReportedBy }),
  ...(alert.Measure === undefined ? {} : { measure: alert.Measure }),
});

const discrepancyOf = (discrepancy: MessageOf<'Discrepancy'>): ArrivedDelivery => ({
  courtId: discrepancy.CourtID,
  childCode: discrepancy.ChildCode,
  kind: 'discrepancy',
  discrepancyId: discrepancy.DiscrepancyID,
  recordVersion: discrepancy.RecordVersion,
  discrepancyKind: discrepancy.DiscrepancyKind,
  since: discrepancy.Since,
  resolvedOn: discrepancy.ResolvedOn ?? null,
  facts: discrepancy.Fact.map(({ Register, RecordID, TextLv, TextEn }) => ({
    register: Register,
    recordId: RecordID ?? null,
    text: { lv: TextLv, en: TextEn },
  })),
});

const surveyOf = (survey: MessageOf<'FamilySurvey'>): ArrivedDelivery => ({
  courtId: survey.CourtID,
  childCode: survey.ChildCode,
  kind: 'family-survey',
  surveyId: survey.SurveyID,
  recordVersion: survey.RecordVersion,
  withdrawn: survey.Withdrawn,
  surveyedOn: survey.SurveyedOn,
  findings: survey.Findings,
});
