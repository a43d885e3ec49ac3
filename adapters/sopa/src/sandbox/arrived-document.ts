import type { OutgoingItem } from '../outgoing/protocol.ts';

/** A document that a social service took, flat and named as at Saite's own doors. */
export type ArrivedDocument = {
  readonly fileName: string;
  readonly municipality: string;
  readonly childCode: string;
} & ReturnType<typeof contentOf>;

/** What an item says. */
export function contentOf(item: OutgoingItem) {
  if ('ContactReport' in item) {
    const report = item.ContactReport;
    return {
      kind: 'contact-report' as const,
      reportId: report.ReportID,
      recordVersion: report.RecordVersion,
      institutionId: report.InstitutionID,
      reportedOn: report.ReportedOn,
      period: { from: report.PeriodFrom, to: report.PeriodTo },
      contacts: report.Contact.map((contact) => ({
        relation: contact.Relation,
        kind: contact.Kind,
        dates: contact.Date,
      })),
      cooperation: report.Cooperation,
      physicalDevelopment: report.PhysicalDevelopment,
      psychosocialDevelopment: report.PsychosocialDevelopment,
    };
  }
  if ('CareAlert' in item) {
    const alert = item.CareAlert;
    return {
      kind: 'care-alert' as const,
      alertId: alert.AlertID,
      alertKind: alert.AlertKind,
      raisedOn: alert.RaisedOn,
      dueOn: alert.DueOn ?? null,
      institutionId: alert.InstitutionID ?? null,
      ...(alert.ReportedBy === undefined ? {} : { reportedBy: alert.ReportedBy }),
      ...(alert.Measure === undefined ? {} : { measure: alert.Measure }),
    };
  }
  if ('Discrepancy' in item) {
    const discrepancy = item.Discrepancy;
    return {
      kind: 'discrepancy' as const,
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
    };
  }
  const decision = item.CustodyDecision;
  return {
    kind: 'custody-decision' as const,
    decisionId: decision.DecisionID,
    recordVersion: decision.RecordVersion,
    withdrawn: decision.Withdrawn,
    court: decision.CourtID,
    decisionKind: decision.DecisionKind,
    decidedOn: decision.DecidedOn,
    effectiveFrom: decision.EffectiveFrom,
  };
}
