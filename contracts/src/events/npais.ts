import { z } from 'zod';
import { CrisisReporter, CustodyDecisionKind } from '../codes/care.ts';
import { CalendarDate, Instant } from '../values/calendar.ts';
import { CourtId, Sealed } from '../values/ids.ts';
import { factFields } from './fact.ts';

/** An orphan's court decided (*bāriņtiesas lēmums*), or changed or withdrew a decision. */
export const CustodyDecided = z
  .strictObject({
    ...factFields,
    court: CourtId.describe("Orphan's court that decided"),
    kind: CustodyDecisionKind,
    decidedOn: CalendarDate.describe('Day of the decision'),
    effectiveFrom: CalendarDate.describe('First day on which the decision has effect'),
    identity: Sealed.describe('Sealed personal code of the child'),
  })
  .describe("A decision of an orphan's court about a child");
export type CustodyDecided = z.infer<typeof CustodyDecided>;

/** A child was taken from the family (*bērna šķiršana no ģimenes*, Children's Rights Law, art. 27). */
export const CrisisReported = z
  .strictObject({
    ...factFields,
    reportedBy: CrisisReporter,
    occurredAt: Instant.describe('When it happened'),
    identity: Sealed.describe('Sealed personal code of the child'),
    narrative: Sealed.describe('Sealed text: what was done (`crisis`)'),
  })
  .describe('A notice of a child taken from the family');
export type CrisisReported = z.infer<typeof CrisisReported>;

/**
 * NPAIS has answered for a child: a decision that is not among what it told is not there. The record id is the
 * reference of the code that was asked for.
 */
export const ChildChecked = z
  .strictObject(factFields)
  .describe('The word that NPAIS has answered for a child');
export type ChildChecked = z.infer<typeof ChildChecked>;
