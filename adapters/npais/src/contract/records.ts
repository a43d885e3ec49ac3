import { Guid, listOf, PageToken, WireFlag, WireNumber, WireVersion } from '@saite/adapter-kit/soap';
import {
  CalendarDate,
  CourtId,
  CrisisId,
  CrisisNarrative,
  CrisisReporter,
  CustodyDecisionKind,
  DecisionId,
  PersonCode,
} from '@saite/contracts';
import { z } from 'zod';

const ChildCode = PersonCode.describe('Personal code of the child');
const Withdrawn = WireFlag.describe('Whether the record is withdrawn with this version');

/** A decision of an orphan's court (*bāriņtiesas lēmums*) as NPAIS sends it; every value is text on this wire. */
export const UpstreamDecision = z
  .strictObject({
    DecisionID: DecisionId,
    RecordVersion: WireVersion,
    ChildCode,
    CourtID: CourtId,
    Kind: CustodyDecisionKind,
    DecidedOn: CalendarDate.describe('Day of the decision'),
    EffectiveFrom: CalendarDate.describe('First day on which it has effect'),
    Withdrawn,
  })
  .describe("A decision of an orphan's court");
export type UpstreamDecision = z.infer<typeof UpstreamDecision>;

/** A notice of a child taken from the family (*bērna šķiršana no ģimenes*) as NPAIS sends it. */
export const UpstreamCrisis = z
  .strictObject({
    CrisisID: CrisisId,
    RecordVersion: WireVersion,
    ChildCode,
    ReportedBy: CrisisReporter,
    OccurredAt: z.iso.datetime({ offset: true }).describe('When it happened'),
    Measure: CrisisNarrative.shape.measure,
    Withdrawn,
  })
  .describe('A notice of crisis');
export type UpstreamCrisis = z.infer<typeof UpstreamCrisis>;

/** Most children in one request. */
export const MOST_CHILDREN = 100;
/** Most records in one answer: as many as fit into 4 MB with the longest texts. */
export const MOST_RECORDS = 150;

export const RecordsRequest = z
  .strictObject({
    ChildCode: listOf(PersonCode)
      .refine((codes) => codes.length >= 1 && codes.length <= MOST_CHILDREN)
      .describe('Personal codes of the children'),
    Page: PageToken.optional(),
  })
  .describe('Asks for the decisions and crises of children');

/** A page of records; each is read on its own, so that one that is wrong spoils no other. */
export const RecordsAnswer = z
  .strictObject({
    AsOfChange: WireNumber.describe('Last change that was recorded when the page was made'),
    Decision: listOf(z.unknown()).describe('Decisions'),
    Crisis: listOf(z.unknown()).describe('Notices of crisis'),
    AnsweredFor: listOf(PersonCode).describe('Children whose records are complete with this page'),
    NextPage: PageToken.optional(),
  })
  .describe('Decisions and crises of children');

export const RecordChangesRequest = z
  .strictObject({
    FeedID: Guid.optional().describe('Feed of changes; absent if it was never read'),
    AfterChange: WireNumber.describe('Change to read after'),
    Limit: WireNumber.describe('Most changes'),
  })
  .describe('Asks for the changes of all children');

export const RecordChangesAnswer = z
  .strictObject({
    FeedID: Guid.describe('Feed of changes'),
    Change: listOf(
      z.union([
        z.strictObject({ ChangeNumber: WireNumber, Decision: z.unknown().describe('A decision') }),
        z.strictObject({ ChangeNumber: WireNumber, Crisis: z.unknown().describe('A notice of crisis') }),
      ]),
    ).describe('Changes in their order'),
    LastChange: WireNumber.describe('Change to go on after'),
    More: WireFlag.describe('Whether there are more'),
  })
  .describe('Changes of all children');
