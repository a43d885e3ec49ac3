import { xmlText } from '@saite/adapter-kit/soap';
import {
  CalendarDate,
  CourtId,
  CrisisId,
  CrisisNarrative,
  CrisisReporter,
  CustodyDecisionKind,
  DecisionId,
  PersonCode,
  RecordVersion,
} from '@saite/contracts';
import { endOfRigaDay, toInstant } from '@saite/runtime';
import { z } from 'zod';

const ChildCode = PersonCode.describe('Personal code of the child');
const Withdrawn = z
  .boolean({ error: 'expected true or false' })
  .default(false)
  .describe('True if the record is withdrawn with this version');

const OffsetInstant = z.iso.datetime({ offset: true });
const HALF_A_DAY_MS = 12 * 60 * 60 * 1_000;

/** An instant with its offset, or a date, which stands for its noon in Riga. Parsing gives UTC. */
const OccurredAt = z
  .string({ error: 'expected an instant or a date as text' })
  .transform((text, context) => {
    if (OffsetInstant.safeParse(text).success) return toInstant(new Date(text));
    const { data: date } = CalendarDate.safeParse(text);
    if (date) return toInstant(new Date(endOfRigaDay(date).getTime() - HALF_A_DAY_MS));
    const message = 'expected an instant with Z or an offset, like 2026-11-20T08:00:00+02:00, or a date';
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  })
  .describe('When it happened: an instant, or a date, meaning its noon');

const decisionFields = {
  decisionId: DecisionId,
  recordVersion: RecordVersion,
  childCode: ChildCode,
  courtId: CourtId,
  kind: CustodyDecisionKind,
  decidedOn: CalendarDate.describe('Day of the decision'),
  effectiveFrom: CalendarDate.describe('First day on which it has effect'),
  withdrawn: Withdrawn,
};
const crisisFields = {
  crisisId: CrisisId,
  recordVersion: RecordVersion,
  childCode: ChildCode,
  reportedBy: CrisisReporter,
  occurredAt: OccurredAt,
  measure: CrisisNarrative.shape.measure,
  withdrawn: Withdrawn,
};

/** A decision as people and tests give it to the sandbox. */
export const SandboxDecision = z.strictObject(decisionFields).describe("A decision of an orphan's court");
/** A notice of crisis as people and tests give it to the sandbox. */
export const SandboxCrisis = z.strictObject(crisisFields).describe('A notice of crisis');

/** A record of the sandbox; made records come like this too. */
export const SandboxRecord = z
  .discriminatedUnion('record', [
    z.strictObject({ record: z.literal('decision').describe('What it is'), ...decisionFields }),
    z.strictObject({ record: z.literal('crisis').describe('What it is'), ...crisisFields }),
  ])
  .describe('A decision or a notice of crisis');
export type SandboxRecord = z.infer<typeof SandboxRecord>;

/** A record's id among both kinds. */
export const idOf = (record: SandboxRecord): string =>
  record.record === 'decision' ? `decision:${record.decisionId}` : `crisis:${record.crisisId}`;

export type WireRecord = { readonly Decision: WireDecision } | { readonly Crisis: WireCrisis };
export type WireDecision = ReturnType<typeof decisionToWire>;
export type WireCrisis = ReturnType<typeof crisisToWire>;

/** The same record as NPAIS sends it. */
export const toWire = (record: SandboxRecord): WireRecord =>
  record.record === 'decision' ? { Decision: decisionToWire(record) } : { Crisis: crisisToWire(record) };

const decisionToWire = (decision: Extract<SandboxRecord, { record: 'decision' }>) => ({
  DecisionID: decision.decisionId as string,
  RecordVersion: String(decision.recordVersion),
  ChildCode: decision.childCode as string,
  CourtID: decision.courtId,
  Kind: decision.kind as string,
  DecidedOn: decision.decidedOn,
  EffectiveFrom: decision.effectiveFrom,
  Withdrawn: String(decision.withdrawn),
});

const crisisToWire = (crisis: Extract<SandboxRecord, { record: 'crisis' }>) => ({
  CrisisID: crisis.crisisId,
  RecordVersion: String(crisis.recordVersion),
  ChildCode: crisis.childCode as string,
  ReportedBy: crisis.reportedBy,
  OccurredAt: crisis.occurredAt,
  Measure: xmlText(crisis.measure),
  Withdrawn: String(crisis.withdrawn),
});
