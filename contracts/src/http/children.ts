import { z } from 'zod';
import { CareAlertKind, CustodyDecisionKind } from '../codes/care.ts';
import { Recipient } from '../events/delivery.ts';
import { CalendarDate, Instant } from '../values/calendar.ts';
import { AlertId, Atvk, CourtId, DecisionId, InstitutionId, PersonRef, PlacementId } from '../values/ids.ts';
import { Note } from '../values/narratives.ts';
import { PersonCode } from '../values/person-code.ts';
import { DayCursor, PageLimit } from './lists.ts';

export const ChildQuery = z
  .strictObject({
    childCode: PersonCode.describe('Personal code of the child'),
    on: CalendarDate.optional().describe('Day in Riga that is asked about; today if absent'),
  })
  .describe('Which child, on which day');
export type ChildQuery = z.infer<typeof ChildQuery>;

export const ChildPlacement = z
  .strictObject({
    placementId: PlacementId,
    institutionId: InstitutionId,
    startedOn: CalendarDate.describe('Day of admission, the first day in care'),
    endedOn: CalendarDate.nullable().describe(
      'Day of discharge, the first day not in care; null while it goes on',
    ),
  })
  .describe('A placement of the child');

export const ChildStay = z
  .strictObject({
    since: CalendarDate.nullable().describe('First day of the continuous stay; null if not in care'),
    continuousDays: z
      .int()
      .describe('Days of the continuous stay up to the day, both counted; 0 if not in care'),
    cumulativeDays: z.int().describe('Days in any institution up to and including the day, each once'),
    placements: z.array(ChildPlacement).describe('Placements that began by then, oldest first'),
  })
  .describe('How long the child has been in institutions');

export const REPORT_STATES = ['not-due', 'due-soon', 'overdue', 'escalated', 'awaiting-person'] as const;

export const ChildReporting = z
  .strictObject({
    anchor: CalendarDate.nullable().describe('Day from which the interval runs'),
    interval: z
      .enum(['P3M', 'P6M'])
      .nullable()
      .describe('Interval: 3 months under three years of age, else 6'),
    dueOn: CalendarDate.nullable().describe('Day up to which the next report is due'),
    alternativeDueOn: CalendarDate.nullable().describe('The same by the other reading of the third birthday'),
    state: z
      .enum(REPORT_STATES)
      .describe('awaiting-person: the birth date is not known yet, and with it no date'),
    policy: z.string().describe('Policy that decided the third birthday'),
  })
  .describe("The institution's duty to report (Law on Social Services and Social Assistance, art. 28)");

export const ChildDecision = z
  .strictObject({
    decisionId: DecisionId,
    kind: CustodyDecisionKind,
    decidedOn: CalendarDate.describe('Day of the decision'),
    effectiveFrom: CalendarDate.describe('First day on which it has effect'),
    court: CourtId.describe("Orphan's court that decided"),
  })
  .describe("A decision of an orphan's court");

export const ChildAlert = z
  .strictObject({
    alertId: AlertId,
    kind: CareAlertKind,
    raisedOn: CalendarDate.describe('Logical day on which the condition began'),
    dueOn: CalendarDate.nullable().describe('Day up to which something was due; null if nothing is'),
    clearedOn: CalendarDate.nullable().describe('Logical day on which it ended; null while it is open'),
    recordedAt: Instant.nullable().describe(
      'When Saite raised it; null if it only would have been open then',
    ),
    recipients: z.array(Recipient).describe('To whom it goes'),
    explanation: z.string().describe('Why, with the rule'),
  })
  .describe('An alert about the child');
export type ChildAlert = z.infer<typeof ChildAlert>;

export const Child = z
  .strictObject({
    stay: ChildStay,
    reporting: ChildReporting.nullable().describe('null if there is no duty on that day'),
    custody: z.array(ChildDecision).describe('Decisions by then, oldest first'),
    alerts: z.array(ChildAlert).describe('Alerts raised by then, newest first'),
  })
  .describe('A child in out-of-family care on a day');
export type Child = z.infer<typeof Child>;

export const CareAlertQuery = z.strictObject({
  status: z
    .enum(['open', 'cleared', 'all'], { error: 'expected open, cleared or all' })
    .optional()
    .describe('Open ones if absent'),
  kind: CareAlertKind.optional(),
  after: DayCursor.optional(),
  limit: PageLimit.optional(),
});
export type CareAlertQuery = z.infer<typeof CareAlertQuery>;

export const CareAlert = z
  .strictObject({
    ...ChildAlert.shape,
    childRef: PersonRef.describe('Opaque reference of the child'),
    institutionId: InstitutionId.nullable().describe('Institution of the child on the day it was raised'),
    court: CourtId.nullable().describe("Orphan's court on that day"),
    municipality: Atvk.nullable().describe('Municipality of declared residence on that day'),
    acknowledgements: z
      .array(
        z.strictObject({
          by: Recipient.describe('On whose behalf'),
          acknowledgedOn: CalendarDate.describe('Day of the acknowledgement'),
        }),
      )
      .describe('Who took note of it'),
  })
  .describe('An alert');
export type CareAlert = z.infer<typeof CareAlert>;

export const CareAlertPath = z.strictObject({ alertId: AlertId });
export const AcknowledgeBody = z
  .strictObject({ note: Note.describe('What was done or decided') })
  .describe('The reader took note of the alert');
