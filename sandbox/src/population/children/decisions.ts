import { CalendarDate, type CustodyDecisionKind, dayNumber } from '@saite/contracts';
import type { Random } from '../random.ts';
import { dateText } from '../stays.ts';
import type { Course } from './course.ts';
import type { NpaisDecision } from './records.ts';

interface Step {
  readonly kind: CustodyDecisionKind;
  readonly decided: number;
  /** First day of effect, if it is another one than the day of the decision. */
  readonly from?: number;
}

export interface DecisionPlan {
  /** Begins the ids. */
  readonly idPrefix: string;
  readonly childCode: string;
  readonly courtId: string;
  readonly course: Course;
  readonly born: number;
  readonly today: number;
}

/**
 * The decisions of the orphan's court about a child: first all as first recorded, then the corrected one, then what
 * was recorded by mistake and withdrawn.
 */
export function makeDecisions(random: Random, plan: DecisionPlan): NpaisDecision[] {
  const { today } = plan;
  const steps = stepsOf(random, plan).filter(({ decided }) => decided <= today);
  const first = steps
    .sort((one, other) => one.decided - other.decided)
    .map((step, place) => decisionOf(plan, step, String(place + 1)));
  const corrected = first.length > 0 && random.percent(5) ? [correct(random, plan, random.pick(first))] : [];
  return [...first, ...corrected, ...(first.length > 0 && random.percent(2) ? mistake(random, plan) : [])];
}

function stepsOf(random: Random, { course, today }: DecisionPlan): Step[] {
  const { form, since, institution, formFrom } = course;
  if (form === 'institution' && random.percent(3)) return []; // the court has not spoken, or the parents asked
  const isOrphan = random.percent(8);
  const suspended = random.percent(50) ? since : since + random.int(3, 14);
  return [
    ...(isOrphan ? [] : custodySteps(random, suspended, course, today)),
    ...(institution ? [placedStep(random, since)] : []),
    ...formSteps(random, { form, since, formFrom, today }),
  ];
}

/** The court decides on the placement within days; in three of a hundred cases it says another day than SPOLIS. */
function placedStep(random: Random, since: number): Step {
  const decided = since + random.int(0, 7);
  if (!random.percent(3)) return { kind: 'placed-in-institution', decided, from: since };
  const late = since + random.int(8, 20);
  return { kind: 'placed-in-institution', decided: late };
}

function formSteps(
  random: Random,
  { form, since, formFrom, today }: Pick<Course, 'form' | 'since' | 'formFrom'> & { readonly today: number },
): Step[] {
  switch (form) {
    case 'guardianship':
      return [{ kind: 'placed-in-guardianship', decided: formFrom }];
    case 'foster-family':
      return [{ kind: 'placed-in-foster-family', decided: formFrom }];
    case 'returned':
      return [
        { kind: 'custody-restored', decided: formFrom },
        { kind: 'care-ended', decided: formFrom },
      ];
    case 'institution': {
      // Restored, and the stay goes on: the registers contradict each other.
      const isRestored = today - since > 60 && random.percent(2);
      return isRestored ? [{ kind: 'custody-restored', decided: random.int(since + 40, today - 10) }] : [];
    }
    default:
      return form satisfies never;
  }
}

/** Custody is suspended; after about a year the court claims its removal, or it stays suspended. */
function custodySteps(random: Random, suspended: number, { form }: Course, today: number): Step[] {
  const steps: Step[] = [{ kind: 'custody-suspended', decided: suspended }];
  const claimed = suspended + random.int(330, 420);
  if (form === 'returned' || claimed > today || !random.percent(60)) return steps;
  steps.push({ kind: 'removal-claimed', decided: claimed });
  if (random.percent(60)) steps.push({ kind: 'custody-removed', decided: claimed + random.int(120, 300) });
  return steps;
}

const decisionOf = (
  { idPrefix, childCode, courtId }: DecisionPlan,
  { kind, decided, from }: Step,
  number: string,
): NpaisDecision => ({
  decisionId: `${idPrefix}-${number}`,
  recordVersion: 1,
  childCode,
  courtId,
  kind,
  decidedOn: dateText(decided),
  effectiveFrom: dateText(from ?? decided),
});

/** A day was written down wrongly. */
function correct(
  random: Random,
  { born, course, today }: DecisionPlan,
  decision: NpaisDecision,
): NpaisDecision {
  const from = dayNumber(CalendarDate.parse(decision.effectiveFrom));
  const earliest = Math.max(born, course.since);
  const moved = Math.min(today, Math.max(earliest, from + random.pick([-3, -2, -1, 1, 2, 3])));
  return { ...decision, recordVersion: 2, effectiveFrom: dateText(moved) };
}

/** The end of care, recorded by mistake. */
function mistake(random: Random, plan: DecisionPlan): NpaisDecision[] {
  const decided = random.int(plan.course.since, plan.today);
  const decision = decisionOf(plan, { kind: 'care-ended', decided }, 'x');
  return [decision, { ...decision, recordVersion: 2, withdrawn: true }];
}
