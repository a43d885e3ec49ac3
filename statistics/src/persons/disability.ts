import { type DisabilityGroup, FUNCTIONAL_DISORDERS } from '@saite/contracts';
import { ofAgeOn } from '../period/age.ts';
import type { Frame } from '../period/frame.ts';
import type { Attributes } from './attributes.ts';
import type { Decision, Person } from './person.ts';

export type Disorder = keyof typeof FUNCTIONAL_DISORDERS;
/** Severity as adults are counted by; `none`: of age, with a child's decision that has no group. */
export type Severity = Exclude<DisabilityGroup, 'child'> | 'none';

/** A person's disability in a period: as a child, as an adult, or as both if the 18th birthday lies within. */
export interface DisabilityInPeriod {
  /** Disorders of the decisions that held on days under 18; `undefined` if none did. */
  readonly asChild: ReadonlySet<Disorder> | undefined;
  /** Disorders by group, of the decisions that held on days from the 18th birthday on. */
  readonly asAdult: ReadonlyMap<Severity, ReadonlySet<Disorder>> | undefined;
}

const isKnown = (disorder: string): disorder is Disorder => Object.hasOwn(FUNCTIONAL_DISORDERS, disorder);

/** The five published classes; a code that is not known yet, or none at all, counts as other. */
const classesOf = ({ disorders }: Decision): Disorder[] =>
  disorders.length === 0 ? ['other'] : disorders.map((disorder) => (isKnown(disorder) ? disorder : 'other'));

/**
 * Whether somebody is counted as a child or as an adult is decided by the age on the days of the period on which a
 * decision holds, by the decision alone if no register knows the birth. A child's decision that lasts beyond the 18th
 * birthday counts as a child's up to the month of that birthday. A prognosticated disability (*prognozējamā
 * invaliditāte*) is none yet.
 *
 * @returns `undefined` if no decision holds on a day of the period on which the person lives
 */
export function disabilityIn(
  { decisions }: Person,
  { bornOn, diedOn }: Attributes,
  { first, last }: Frame,
): DisabilityInPeriod | undefined {
  const adultFrom = bornOn && ofAgeOn(bornOn);
  const asChild = new Set<Disorder>();
  const asAdult = new Map<Severity, Set<Disorder>>();
  for (const decision of decisions) {
    const { group, validFrom, validTo, prognosticated } = decision;
    const from = validFrom > first ? validFrom : first;
    const ends = [last, ...(validTo === null ? [] : [validTo]), ...(diedOn === undefined ? [] : [diedOn])];
    const to = ends.sort()[0] ?? last;
    if (prognosticated || from > to) continue;
    const underAge = adultFrom === undefined ? group === 'child' : from < adultFrom;
    const ofAge = adultFrom === undefined ? group !== 'child' : to >= adultFrom;
    const countsAsChild = group === 'child' ? underAge : !ofAge;
    if (countsAsChild) for (const disorder of classesOf(decision)) asChild.add(disorder);
    else {
      const severity = group === 'child' ? 'none' : group;
      const known = asAdult.get(severity) ?? new Set<Disorder>();
      for (const disorder of classesOf(decision)) known.add(disorder);
      asAdult.set(severity, known);
    }
  }
  if (asChild.size === 0 && asAdult.size === 0) return undefined;
  return {
    asChild: asChild.size > 0 ? asChild : undefined,
    asAdult: asAdult.size > 0 ? asAdult : undefined,
  };
}
