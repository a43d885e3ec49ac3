import { randomUUID } from 'node:crypto';
import {
  ContactReportNarrative,
  CrisisNarrative,
  DeliveryId,
  DeliveryRequested,
  DiscrepancyDeliveryRequested,
  type DiscrepancyNarrative,
  PersonCode,
} from '@saite/contracts';
import { type KeyRing, personRef, sealCode, sealNarrative } from '@saite/identity';

/** A made personal code of the form without a check digit. */
export const madeCode = (number: number): PersonCode =>
  PersonCode.parse(`35${String(number).padStart(9, '0')}`);

export const madeId = (): DeliveryId => DeliveryId.parse(randomUUID());

/** A made contact report's texts, with characters that are hard for XML. */
export const MADE_NARRATIVE = ContactReportNarrative.parse({
  contacts: [
    { relation: 'parent', kind: 'visit', dates: ['2026-09-01', '2026-10-01'] },
    { relation: 'sibling', kind: 'letter', dates: [] },
  ],
  cooperation: 'Māte <ierodas> & sadarbojas "labi"',
  physicalDevelopment: 'Vesels ]]> bērns\r\notrā rindā\tar atstarpi',
  psychosocialDevelopment: 'Žirgts 🙂',
});

/** What is to be delivered, as far as a test does not care. */
export interface MadeRequest {
  readonly childCode: PersonCode;
  readonly deliveryId?: DeliveryId;
  readonly municipality?: string;
  readonly role?: string;
  readonly round?: number;
  readonly cancelled?: boolean;
  /** Fields of the document that differ. */
  readonly document?: Readonly<Record<string, unknown>>;
}

/** Makes requests under one key ring, as the hub does. */
export function makeRequests(keys: KeyRing) {
  const requestOf = (made: MadeRequest, document: Readonly<Record<string, unknown>>) => ({
    deliveryId: made.deliveryId ?? madeId(),
    round: made.round ?? 1,
    cancelled: made.cancelled ?? false,
    recipient: { role: made.role ?? 'social-service', id: made.municipality ?? '0010000' },
    document: { ...document, ...made.document },
    identity: sealCode(keys, personRef(keys, made.childCode), made.childCode),
  });
  const request = (made: MadeRequest, document: Readonly<Record<string, unknown>>): DeliveryRequested =>
    DeliveryRequested.parse(requestOf(made, document));
  return {
    report: (made: MadeRequest, narrative: ContactReportNarrative = MADE_NARRATIVE) =>
      request(made, {
        kind: 'contact-report',
        reportId: 'report-1',
        recordVersion: 1,
        institutionId: 'BAC-1',
        reportedOn: '2026-11-01',
        period: { from: '2026-08-01', to: '2026-10-31' },
        narrative: sealNarrative(keys, personRef(keys, made.childCode), 'contact-report', narrative),
      }),
    alert: (made: MadeRequest) =>
      request(made, {
        kind: 'care-alert',
        alertId: `alert-${randomUUID()}`,
        alertKind: 'report-overdue',
        raisedOn: '2026-11-02',
        dueOn: '2026-11-01',
        institutionId: null,
      }),
    crisis: (made: MadeRequest) =>
      request(made, {
        kind: 'care-alert',
        alertId: `alert-${randomUUID()}`,
        alertKind: 'crisis-reported',
        raisedOn: '2026-11-02',
        dueOn: null,
        institutionId: 'BAC-1',
        reportedBy: 'police',
        narrative: sealNarrative(
          keys,
          personRef(keys, made.childCode),
          'crisis',
          CrisisNarrative.parse({ measure: 'Nogādāts krīzes centrā' }),
        ),
      }),
    decision: (made: MadeRequest) =>
      request(made, {
        kind: 'custody-decision',
        decisionId: `decision-${randomUUID()}`,
        recordVersion: 2,
        withdrawn: true,
        court: 'BT-RIGA',
        decisionKind: 'custody-suspended',
        decidedOn: '2026-10-01',
        effectiveFrom: '2026-10-02',
      }),
    discrepancy: (made: MadeRequest, facts: DiscrepancyNarrative['facts']) =>
      DiscrepancyDeliveryRequested.parse(
        requestOf(made, {
          kind: 'discrepancy',
          discrepancyId: randomUUID(),
          recordVersion: 1,
          discrepancyKind: 'residence-differs',
          since: '2026-10-01',
          resolvedOn: null,
          narrative: sealNarrative(keys, personRef(keys, made.childCode), 'discrepancy', { facts }),
        }),
      ),
    survey: (made: MadeRequest) =>
      request(made, {
        kind: 'family-survey',
        surveyId: 'survey-1',
        recordVersion: 1,
        withdrawn: false,
        surveyedOn: '2026-10-01',
        narrative: sealNarrative(keys, personRef(keys, made.childCode), 'survey', { findings: 'Viss labi' }),
      }),
  };
}

/** A made survey, as the control call takes it. */
export const madeSurvey = (
  childCode: PersonCode,
  surveyId: string,
  differing: Readonly<Record<string, unknown>> = {},
) => ({
  surveyId,
  recordVersion: 1,
  childCode,
  surveyedOn: '2026-10-05',
  findings: 'Ģimenē ir silti un tīri',
  ...differing,
});
