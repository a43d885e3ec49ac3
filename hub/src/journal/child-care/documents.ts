import {
  type AlertId,
  CareAlertKind,
  DecisionId,
  type DeliveryDocument,
  dateOfDayNumber,
  type PersonRef,
  ReportId,
  type Sealed,
  SurveyId,
} from '@saite/contracts';
import type { PersonFacts } from '../../cases/case.ts';
import type { Document, OpenAlert } from '../../cases/child-care/index.ts';
import type { ToDeliver } from './delivery-changes.ts';

/** A document with all that a request to deliver it needs: the boxes in it open for its subject. */
export interface Deliverable extends ToDeliver {
  readonly subject: PersonRef;
  readonly identity: Sealed;
  readonly content: DeliveryDocument;
}

/** What a register's document is on its way to others. */
export function deliverableOf(document: Document): Deliverable {
  const { fact, addressees } = document;
  const { recordId, recordVersion, withdrawn, identity } = fact.data;
  const common = { documentId: recordId, documentVersion: recordVersion, withdrawn, addressees, identity };
  const whole = (content: DeliveryDocument): Deliverable => ({
    ...common,
    document: content.kind,
    subject: fact.subject,
    content,
  });
  switch (document.kind) {
    case 'contact-report': {
      const { institutionId, reportedOn, period, narrative } = document.fact.data;
      const reportId = ReportId.parse(recordId);
      return whole({
        kind: document.kind,
        reportId,
        recordVersion,
        institutionId,
        reportedOn,
        period,
        narrative,
      });
    }
    case 'custody-decision': {
      const { court, kind: decisionKind, decidedOn, effectiveFrom } = document.fact.data;
      const decisionId = DecisionId.parse(recordId);
      const decision = { court, decisionKind, decidedOn, effectiveFrom };
      return whole({ kind: document.kind, decisionId, recordVersion, withdrawn, ...decision });
    }
    case 'family-survey': {
      const { surveyedOn, narrative } = document.fact.data;
      const surveyId = SurveyId.parse(recordId);
      return whole({ kind: document.kind, surveyId, recordVersion, withdrawn, surveyedOn, narrative });
    }
    default:
      return document satisfies never;
  }
}

/** A code of the child and its sealed form. */
export interface Told {
  readonly subject: PersonRef;
  readonly identity: Sealed;
}

/** What an alert is on its way to others; that of a crisis speaks of the child by the code of its notice. */
export function deliverableAlert(
  alertId: AlertId,
  { condition, parties, addressees }: OpenAlert,
  facts: PersonFacts,
  current: Told,
): Deliverable {
  const { basis, from, dueOn } = condition;
  const crisis =
    basis.about === 'crisis'
      ? facts.crises.find(({ data }) => data.recordId === String(basis.crisisId))
      : undefined;
  return {
    document: 'care-alert',
    documentId: alertId,
    documentVersion: 1,
    withdrawn: false,
    addressees,
    subject: crisis?.subject ?? current.subject,
    identity: crisis?.data.identity ?? current.identity,
    content: {
      kind: 'care-alert',
      alertId,
      alertKind: CareAlertKind.parse(condition.kind),
      raisedOn: dateOfDayNumber(from),
      dueOn: dueOn === null ? null : dateOfDayNumber(dueOn),
      institutionId: parties.institutionId,
      ...(crisis ? { reportedBy: crisis.data.reportedBy, narrative: crisis.data.narrative } : {}),
    },
  };
}
