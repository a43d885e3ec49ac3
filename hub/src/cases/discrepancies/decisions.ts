import { type Decision, ENDING_KINDS, type Word, wordsOf } from '../child/custody.ts';
import { type ChildPlacement, type ContinuousStay, stayOn } from '../child/stays.ts';
import {
  ALWAYS,
  type Contradiction,
  namedDecision,
  namedPlacement,
  TO_MINISTRY,
  toCourt,
  toInstitutions,
} from './contradiction.ts';
import type { DiscrepancyPolicies } from './policies.ts';

/** A child's care as SPOLIS and NPAIS tell it. */
export interface ChildCare {
  /** Oldest first. */
  readonly placements: readonly ChildPlacement[];
  readonly stays: readonly ContinuousStay[];
  /** In the order in which they take the word. */
  readonly decisions: readonly Decision[];
}

/**
 * Continuous stays whose start lies too far from that of the decision that placed the child there. A decision belongs
 * to the stay that holds its first day of effect, else to the stay whose start is nearest (a tie: the later one, since
 * decisions come first). Of several that belong to a stay the one nearest its start counts (a tie: the earlier one).
 */
export function datesDiffer(
  { placements, stays, decisions }: ChildCare,
  { datesDifferDays }: DiscrepancyPolicies,
): Contradiction[] {
  const placing = decisions.filter(({ kind }) => kind === 'placed-in-institution');
  const decisionsOfStay = Map.groupBy(placing, ({ effectiveFrom }) => stayOfDecision(stays, effectiveFrom));
  return stays.flatMap((stay) => {
    const distance = ({ effectiveFrom }: Decision) => Math.abs(effectiveFrom - stay.from);
    const [decision] = (decisionsOfStay.get(stay) ?? []).sort((a, b) => distance(a) - distance(b));
    const first = placements.find(({ from, countedTo }) => from === stay.from && from < countedTo);
    if (!decision || !first || distance(decision) <= datesDifferDays) return [];
    return {
      ...ALWAYS,
      key: `dates-differ/${decision.decisionId}/${first.placementId}`,
      kind: 'dates-differ',
      since: Math.min(decision.effectiveFrom, stay.from),
      facts: [namedDecision(decision), namedPlacement(first)],
      audience: [...toInstitutions([first]), toCourt(decision)],
    };
  });
}

function stayOfDecision(stays: readonly ContinuousStay[], day: number): ContinuousStay | undefined {
  const distance = ({ from }: ContinuousStay) => Math.abs(from - day);
  return stayOn(stays, day) ?? [...stays].sort((a, b) => distance(a) - distance(b) || b.from - a.from)[0];
}

/**
 * Stays that go on though a decision ended the child's care while they lasted: from so many days after its effect on,
 * until another decision takes the word or the stay ends. Decisions that end care one after the other count as the
 * first of them. A stay that only begins after the end is not one that goes on: no decision covers it, which is an
 * alert.
 */
export const staysThatGoOn = (
  { placements, stays, decisions }: ChildCare,
  { goesOnDays }: DiscrepancyPolicies,
): Contradiction[] =>
  endings(decisions).flatMap((ending) => {
    const stay = stayOn(stays, ending.from);
    const from = ending.from + goesOnDays;
    const to = Math.min(ending.to, stay?.to ?? ending.from);
    if (from >= to) return [];
    const going = placements.filter((each) => each.from < to && Math.max(each.from, from) < each.countedTo);
    return {
      key: `decision-ended-stay-goes-on/${ending.decision.decisionId}`,
      kind: 'decision-ended-stay-goes-on',
      since: from,
      from,
      to,
      facts: [namedDecision(ending.decision), ...going.map(namedPlacement)],
      audience: [...toInstitutions(going), toCourt(ending.decision), TO_MINISTRY],
    };
  });

/** The spans on which the word is that care has ended, each under the first decision that said so. */
function endings(decisions: readonly Decision[]): Word[] {
  const spans: Word[] = [];
  for (const word of wordsOf(decisions)) {
    if (word.from >= word.to || !ENDING_KINDS.has(word.decision.kind)) continue;
    const last = spans.at(-1);
    if (last?.to === word.from) spans.splice(-1, 1, { ...last, to: word.to });
    else spans.push(word);
  }
  return spans;
}
