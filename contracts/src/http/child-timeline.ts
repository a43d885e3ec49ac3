import { z } from 'zod';
import { CustodyDecisionKind } from '../codes/care.ts';
import { Recipient } from '../events/delivery.ts';
import { CalendarDate, Instant } from '../values/calendar.ts';
import { CourtId, DecisionId, InstitutionId, PersonRef, PlacementId, ReportId } from '../values/ids.ts';
import { Period } from '../values/period.ts';
import { Child, ChildReporting } from './children.ts';
import { ShownPerson } from './clients.ts';
import { ContactReportStatus } from './contact-reports.ts';

export const TimelineStay = z
  .strictObject({
    placementId: PlacementId,
    institutionId: InstitutionId,
    from: CalendarDate.describe('First day in care'),
    to: CalendarDate.nullable().describe('First day not in care; null while it goes on'),
  })
  .describe('A placement that has begun');

export const TimelineDecision = z
  .strictObject({
    decisionId: DecisionId,
    kind: CustodyDecisionKind,
    court: CourtId,
    decidedOn: CalendarDate.describe('Day of the decision'),
    from: CalendarDate.describe('First day on which it is the latest word'),
    to: CalendarDate.nullable().describe('First day on which a later one is; null while it is the latest'),
    covers: z.boolean().describe('Whether the child is in care under it'),
  })
  .describe("A decision of an orphan's court and the days on which it is the latest word");

export const ReportConfirmation = z
  .strictObject({ by: Recipient, at: Instant.describe('When it was confirmed') })
  .describe('A recipient has read the report');

export const TimelineReport = z
  .strictObject({
    reportId: ReportId,
    institutionId: InstitutionId.describe('Institution that reported'),
    reportedOn: CalendarDate.describe('Day of the report'),
    period: Period.describe('Days that the report is about'),
    status: ContactReportStatus,
    confirmations: z.array(ReportConfirmation).describe('Who confirmed to have read it, oldest first'),
  })
  .describe('A contact report that stands');

export const TimelineDeadline = z
  .strictObject({
    anchor: CalendarDate.describe('Day from which the interval runs'),
    interval: ChildReporting.shape.interval.unwrap().describe('3 months under three years of age, else 6'),
    dueOn: CalendarDate.describe('Day up to which the report is due'),
    alternativeDueOn: CalendarDate.describe('The same by the other reading of the third birthday'),
    reportedOn: CalendarDate.nullable().describe('Day of the report that came; null if none has'),
    endedOn: CalendarDate.nullable().describe(
      'First day without the duty: a report came or the stay ended; null while it goes on',
    ),
  })
  .describe('A deadline of a contact report');

const span = (meaning: string) =>
  z.strictObject({
    from: CalendarDate.describe(`First day ${meaning}`),
    to: CalendarDate.describe(`First day after it`),
  });

export const TimelineGap = span('between two stays in institutions').describe(
  'Days between two stays on which no institution held the child',
);
export const TimelineOverlap = span('that two placements hold')
  .extend({ placementIds: z.array(PlacementId).describe('Placements that hold the same days') })
  .describe('Days that two placements hold');

/** What happened to a child by a day, for a picture and a table. */
export const ChildTimeline = z
  .strictObject({
    stays: z.array(TimelineStay).describe('Placements, oldest first'),
    decisions: z.array(TimelineDecision).describe('Decisions, in the order in which they have the word'),
    reports: z.array(TimelineReport).describe('Contact reports, oldest first'),
    deadlines: z.array(TimelineDeadline).describe('Deadlines of reports, oldest first'),
    gaps: z.array(TimelineGap).describe('Days outside institutions between two stays, oldest first'),
    overlaps: z.array(TimelineOverlap).describe('Days that two placements hold, oldest first'),
  })
  .describe('What happened to a child by the day, as it is known now');
export type ChildTimeline = z.infer<typeof ChildTimeline>;

export const ChildPage = Child.extend({ person: ShownPerson, timeline: ChildTimeline }).describe(
  'A child in out-of-family care on a day, and how it came to that',
);
export type ChildPage = z.infer<typeof ChildPage>;

export const ChildPath = z.strictObject({ childRef: PersonRef });
export const ChildPageQuery = z.strictObject({
  on: CalendarDate.optional().describe('Day in Riga that is asked about; today if absent'),
});
