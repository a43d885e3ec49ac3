import type { ContactReportBody, CrisisReporter, CustodyDecisionKind } from '@saite/contracts';
import type { z } from 'zod';
import type { PmlpPerson, SpolisPlacement } from '../records.ts';

/** A version of an orphan's court decision as the control call of NPAIS takes it. */
export interface NpaisDecision {
  readonly decisionId: string;
  readonly recordVersion: number;
  readonly childCode: string;
  readonly courtId: string;
  readonly kind: CustodyDecisionKind;
  readonly decidedOn: string;
  readonly effectiveFrom: string;
  readonly withdrawn?: true;
}

/** A version of a notice of a child taken from the family as the control call of NPAIS takes it. */
export interface NpaisCrisis {
  readonly crisisId: string;
  readonly recordVersion: number;
  readonly childCode: string;
  readonly reportedBy: CrisisReporter;
  readonly occurredAt: string;
  readonly measure: string;
}

/** A version of a survey of a family as the control call of SOPA takes it. */
export interface SopaSurvey {
  readonly surveyId: string;
  readonly recordVersion: number;
  readonly childCode: string;
  readonly surveyedOn: string;
  readonly findings: string;
}

/** A version of a contact report as SPOLIS sends it. */
export type SpolisReport = z.input<typeof ContactReportBody>;

/** Everything that the registers know of one made child; the order of a list is the order of happening. */
export interface MadeChild {
  readonly persons: readonly PmlpPerson[];
  readonly decisions: readonly NpaisDecision[];
  readonly crises: readonly NpaisCrisis[];
  readonly surveys: readonly SopaSurvey[];
  readonly placements: readonly SpolisPlacement[];
  /** Come after the placements. */
  readonly reports: readonly SpolisReport[];
}
