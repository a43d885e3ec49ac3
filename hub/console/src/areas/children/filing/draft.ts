import type { Schemas } from '../../../api/schemas.ts';

export type ReportBody = Schemas['ContactReportBody'];
export type DraftContact = Schemas['Contact'];

/** A contact report as far as it is written. */
export interface Draft {
  readonly childRef: string;
  readonly reportId: string;
  readonly institutionId: string;
  readonly reportedOn: string;
  readonly from: string;
  readonly to: string;
  readonly contacts: readonly DraftContact[];
  readonly cooperation: string;
  readonly physicalDevelopment: string;
  readonly psychosocialDevelopment: string;
}

export const PROSE = ['cooperation', 'physicalDevelopment', 'psychosocialDevelopment'] as const;
export type Prose = (typeof PROSE)[number];

/** The report that a draft makes, about a child by its code. */
export const bodyOf = (draft: Draft, childCode: string): ReportBody => ({
  reportId: draft.reportId,
  recordVersion: 1,
  childCode,
  institutionId: draft.institutionId,
  reportedOn: draft.reportedOn,
  period: { from: draft.from, to: draft.to },
  contacts: draft.contacts.map(({ relation, kind, dates }) => ({ relation, kind, dates: [...dates].sort() })),
  cooperation: draft.cooperation,
  physicalDevelopment: draft.physicalDevelopment,
  psychosocialDevelopment: draft.psychosocialDevelopment,
});
