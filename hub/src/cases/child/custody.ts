import { type CourtId, type CustodyDecisionKind, DecisionId, dayNumber } from '@saite/contracts';
import type { CustodyFact } from '../case.ts';

/** A decision of an orphan's court that stands, by day numbers. */
export interface Decision {
  readonly decisionId: DecisionId;
  readonly kind: CustodyDecisionKind;
  readonly court: CourtId;
  readonly decidedOn: number;
  readonly effectiveFrom: number;
}

/** Decisions in the order in which they take the word from one another. */
export function decisionsInOrder(facts: readonly CustodyFact[]): Decision[] {
  return facts
    .filter(({ data }) => !data.withdrawn)
    .map(({ data }) => ({
      decisionId: DecisionId.parse(data.recordId),
      kind: data.kind,
      court: data.court,
      decidedOn: dayNumber(data.decidedOn),
      effectiveFrom: dayNumber(data.effectiveFrom),
    }))
    .sort(
      (a, b) =>
        a.effectiveFrom - b.effectiveFrom ||
        a.decidedOn - b.decidedOn ||
        (a.decisionId < b.decisionId ? -1 : 1),
    );
}

/** A decision while it is the latest word: `from` up to, not including, `to`. */
export interface Word {
  readonly decision: Decision;
  readonly from: number;
  readonly to: number;
}

/** Each decision with the days on which it is the latest word among these. */
export const wordsOf = (decisions: readonly Decision[]): Word[] =>
  decisions.map((decision, index) => ({
    decision,
    from: decision.effectiveFrom,
    to: decisions[index + 1]?.effectiveFrom ?? Number.POSITIVE_INFINITY,
  }));

/** Kinds after which the child is not under an orphan's court's care any more. */
export const ENDING_KINDS: ReadonlySet<CustodyDecisionKind> = new Set(['custody-restored', 'care-ended']);
/** Kinds that place a child and leave custody as it is. */
const PLACING = new Set<CustodyDecisionKind>([
  'placed-in-institution',
  'placed-in-foster-family',
  'placed-in-guardianship',
]);

/** The spans of days on which a decision covers the child's care, in order. */
export const coverage = (decisions: readonly Decision[]): Word[] =>
  wordsOf(decisions).filter(({ decision, from, to }) => from < to && !ENDING_KINDS.has(decision.kind));

/** The suspensions of custody, each while no later decision on custody took the word from it. */
export const suspensions = (decisions: readonly Decision[]): Word[] =>
  wordsOf(decisions.filter(({ kind }) => !PLACING.has(kind))).filter(
    ({ decision, from, to }) => from < to && decision.kind === 'custody-suspended',
  );

/** The court of the decision that covers a day; if none does, the latest court known; `null` if none is. */
export function courtOn(decisions: readonly Decision[], day: number): CourtId | null {
  const covering = coverage(decisions).find(({ from, to }) => from <= day && day < to);
  return covering?.decision.court ?? decisions.at(-1)?.court ?? null;
}
