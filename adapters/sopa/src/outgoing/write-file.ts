import type { OpenRequest } from '@saite/adapter-kit';
import { Atvk, type DeliveryDocument, type DiscrepancyDocument } from '@saite/contracts';
import { type KeyRing, openNarrative } from '@saite/identity';
import { branch, documentOf, leaf, optional } from '../xml/write.ts';
import { fileNameOf, OUTGOING_NAMESPACE } from './protocol.ts';

type Document<Kind extends DeliveryDocument['kind']> = Extract<DeliveryDocument, { kind: Kind }>;

/** Why a request cannot go to SOPA; told to the hub. */
export type NotForSopa = 'RECIPIENT_NOT_SERVED' | 'DOCUMENT_NOT_SERVED';

/** @returns why a request cannot go to a social service; `undefined` if it can */
export function notForSopa({ recipient, document }: OpenRequest): NotForSopa | undefined {
  if (recipient.role !== 'social-service' || !Atvk.safeParse(recipient.id).success)
    return 'RECIPIENT_NOT_SERVED';
  return document.kind === 'family-survey' ? 'DOCUMENT_NOT_SERVED' : undefined;
}

/**
 * One item of a file. The same request is always the same text.
 *
 * @throws Error if the narrative does not open, or the document is none that SOPA takes
 */
export function writeItem(keys: KeyRing, messageId: string, request: OpenRequest): string {
  return branch('Item', [
    leaf('MessageID', messageId),
    leaf('ChildCode', request.personCode),
    writeDocument(keys, request),
  ]);
}

function writeDocument(keys: KeyRing, { subject, document }: OpenRequest): string {
  switch (document.kind) {
    case 'contact-report':
      return writeReport(document, openNarrative(keys, subject, 'contact-report', document.narrative));
    case 'care-alert':
      return writeAlert(
        document,
        document.narrative && openNarrative(keys, subject, 'crisis', document.narrative).measure,
      );
    case 'custody-decision':
      return writeDecision(document);
    case 'discrepancy':
      return writeDiscrepancy(document, openNarrative(keys, subject, 'discrepancy', document.narrative));
    case 'family-survey':
      throw new Error('a survey of a family comes from SOPA and does not go there');
    default:
      return document satisfies never;
  }
}

const writeReport = (
  report: Document<'contact-report'>,
  narrative: ReturnType<typeof openNarrative<'contact-report'>>,
): string =>
  branch('ContactReport', [
    leaf('ReportID', report.reportId),
    leaf('RecordVersion', String(report.recordVersion)),
    leaf('InstitutionID', report.institutionId),
    leaf('ReportedOn', report.reportedOn),
    leaf('PeriodFrom', report.period.from),
    leaf('PeriodTo', report.period.to),
    ...narrative.contacts.map(({ relation, kind, dates }) =>
      branch('Contact', [
        leaf('Relation', relation),
        leaf('Kind', kind),
        ...dates.map((date) => leaf('Date', date)),
      ]),
    ),
    leaf('Cooperation', narrative.cooperation),
    leaf('PhysicalDevelopment', narrative.physicalDevelopment),
    leaf('PsychosocialDevelopment', narrative.psychosocialDevelopment),
  ]);

const writeAlert = (alert: Document<'care-alert'>, measure: string | undefined): string =>
  branch('CareAlert', [
    leaf('AlertID', alert.alertId),
    leaf('AlertKind', alert.alertKind),
    leaf('RaisedOn', alert.raisedOn),
    ...optional('DueOn', alert.dueOn),
    ...optional('InstitutionID', alert.institutionId),
    ...optional('ReportedBy', alert.reportedBy),
    ...optional('Measure', measure),
  ]);

const writeDecision = (decision: Document<'custody-decision'>): string =>
  branch('CustodyDecision', [
    leaf('DecisionID', decision.decisionId),
    leaf('RecordVersion', String(decision.recordVersion)),
    leaf('Withdrawn', String(decision.withdrawn)),
    leaf('CourtID', decision.court),
    leaf('DecisionKind', decision.decisionKind),
    leaf('DecidedOn', decision.decidedOn),
    leaf('EffectiveFrom', decision.effectiveFrom),
  ]);

const writeDiscrepancy = (
  discrepancy: DiscrepancyDocument,
  { facts }: ReturnType<typeof openNarrative<'discrepancy'>>,
): string =>
  branch('Discrepancy', [
    leaf('DiscrepancyID', discrepancy.discrepancyId),
    leaf('RecordVersion', String(discrepancy.recordVersion)),
    leaf('DiscrepancyKind', discrepancy.discrepancyKind),
    leaf('Since', discrepancy.since),
    ...optional('ResolvedOn', discrepancy.resolvedOn),
    ...facts.map(({ register, recordId, lv, en }) =>
      branch('Fact', [
        leaf('Register', register),
        ...optional('RecordID', recordId),
        leaf('TextLv', lv),
        leaf('TextEn', en),
      ]),
    ),
  ]);

/** What a file says of itself. */
export interface FileHead {
  readonly municipality: Atvk;
  readonly sequence: number;
  readonly createdAt: Date;
}

/** A whole file of written items. The same head and items are always the same bytes. */
export const writeFile = (head: FileHead, items: readonly string[]): string =>
  documentOf('SopaOutgoing', OUTGOING_NAMESPACE, [
    branch('Header', [
      leaf('FileName', fileNameOf(head.municipality, head.sequence)),
      leaf('Receiver', head.municipality),
      leaf('Sequence', String(head.sequence)),
      leaf('CreatedAt', head.createdAt.toISOString()),
      leaf('ItemCount', String(items.length)),
    ]),
    branch('Items', items),
  ]);
