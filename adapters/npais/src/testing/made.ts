import { randomUUID } from 'node:crypto';
import {
  type CalendarDate,
  type ContactReportNarrative,
  type CrisisNarrative,
  DeliveryDocument,
  DiscrepancyDocument,
  type DiscrepancyNarrative,
  PersonCode,
  type PersonRef,
  RecordId,
  type SurveyNarrative,
} from '@saite/contracts';
import { type KeyRing, sealNarrative } from '@saite/identity';

/** A made personal code of the form without a check digit. */
export const madeCode = (number: number): PersonCode =>
  PersonCode.parse(`33${String(number).padStart(9, '0')}`);

type Differing = Readonly<Record<string, unknown>>;

/** A made decision, as the sandbox takes it. */
export const madeDecision = (childCode: PersonCode, decisionId: string, differing: Differing = {}) => ({
  decisionId,
  recordVersion: 1,
  childCode,
  courtId: 'court-1',
  kind: 'custody-suspended',
  decidedOn: '2026-05-04',
  effectiveFrom: '2026-05-05',
  ...differing,
});

/** A made notice of crisis, as the sandbox takes it. */
export const madeCrisis = (childCode: PersonCode, crisisId: string, differing: Differing = {}) => ({
  crisisId,
  recordVersion: 1,
  childCode,
  reportedBy: 'police',
  occurredAt: '2026-05-03T21:30:00Z',
  measure: 'Bērns nogādāts krīzes centrā.',
  ...differing,
});

export const REPORT_TEXTS: ContactReportNarrative = {
  contacts: [],
  cooperation: 'Māte <zvana> & ciemojas\nkatru nedēļu.',
  physicalDevelopment: 'Atbilst vecumam.',
  psychosocialDevelopment: 'Šķiršanos pārdzīvo smagi.',
};
export const CRISIS_TEXTS: CrisisNarrative = { measure: 'Bērns nogādāts krīzes centrā.' };
export const SURVEY_TEXTS: SurveyNarrative = { findings: 'Mājoklis sakārtots, vecāki gatavi sadarboties.' };

/** A made contact report to deliver, its texts sealed for the child. */
export const madeReport = (
  ring: KeyRing,
  subject: PersonRef,
  texts: Partial<ContactReportNarrative> = {},
): DeliveryDocument =>
  DeliveryDocument.parse({
    kind: 'contact-report',
    reportId: `report-${randomUUID()}`,
    recordVersion: 1,
    institutionId: 'home-1',
    reportedOn: '2026-06-30',
    period: { from: '2026-04-01', to: '2026-06-30' },
    narrative: sealNarrative(ring, subject, 'contact-report', { ...REPORT_TEXTS, ...texts }),
  });

/** A made alert to deliver: of a crisis, with its text. */
export const madeAlert = (ring: KeyRing, subject: PersonRef): DeliveryDocument =>
  DeliveryDocument.parse({
    kind: 'care-alert',
    alertId: `alert-${randomUUID()}`,
    alertKind: 'crisis-reported',
    raisedOn: '2026-05-04',
    dueOn: null,
    institutionId: 'home-1',
    reportedBy: 'police',
    narrative: sealNarrative(ring, subject, 'crisis', CRISIS_TEXTS),
  });

/** A made survey to deliver. */
export const madeSurvey = (ring: KeyRing, subject: PersonRef): DeliveryDocument =>
  DeliveryDocument.parse({
    kind: 'family-survey',
    surveyId: `survey-${randomUUID()}`,
    recordVersion: 3,
    withdrawn: false,
    surveyedOn: '2026-06-10',
    narrative: sealNarrative(ring, subject, 'survey', SURVEY_TEXTS),
  });

export const DISCREPANCY_FACTS: DiscrepancyNarrative['facts'] = [
  {
    register: 'npais',
    recordId: RecordId.parse('L-7'),
    lv: 'Bāriņtiesas court-1 lēmums (ievietošana), spēkā no 2026-05-04',
    en: 'Decision of orphan’s court court-1 (placed), in force from 2026-05-04',
  },
  {
    register: 'spolis',
    recordId: null,
    lv: 'Izvietojums citā iestādē no 2026-06-01',
    en: 'Placement in another institution from 2026-06-01',
  },
];

/** A made discrepancy to deliver; settled if a day is given. */
export const madeDiscrepancy = (
  ring: KeyRing,
  subject: PersonRef,
  resolvedOn: CalendarDate | null = null,
): DiscrepancyDocument =>
  DiscrepancyDocument.parse({
    kind: 'discrepancy',
    discrepancyId: randomUUID(),
    recordVersion: resolvedOn === null ? 1 : 2,
    discrepancyKind: 'dates-differ',
    since: '2026-05-04',
    resolvedOn,
    narrative: sealNarrative(ring, subject, 'discrepancy', {
      facts: resolvedOn === null ? DISCREPANCY_FACTS : [],
    }),
  });
