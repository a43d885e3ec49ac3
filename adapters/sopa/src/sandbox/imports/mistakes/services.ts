import type { RuleCodesOf, RuleScope } from '@saite/contracts/sopa';
import { dateOf } from '../made/days.ts';
import { AT, bornAt, diedAt, personAt } from '../made/persons.ts';
import type { Neighbourhood } from '../made/places.ts';
import type { Made, MadeObject } from '../made/plain.ts';
import { type ServiceSketch, serviceOf } from '../made/services.ts';
import { lastDay, type Mistake, oneWrong, person, service, tomorrow } from './mistake.ts';

/** The rule about state care (*valsts aprūpe*) rests on what SPOLIS told, which no file of SOPA can say. */
export type ServiceCode = Exclude<RuleCodesOf<'service', RuleScope>, 'SERVICE_WHILE_IN_STATE_CARE'>;

const PSYCHOLOGIST: ServiceSketch = {
  place: AT.parentInCrisis,
  letter: 'a',
  kind: 'psychologist',
  startedAgo: 90,
};
const HOME_CARE: ServiceSketch = { ...PSYCHOLOGIST, kind: 'home-care', hours: 100 };
const WORKSHOP: ServiceSketch = { ...PSYCHOLOGIST, kind: 'workshop', group: 'II' };
const SPECIAL_CARE: ServiceSketch = {
  place: AT.disabledToddler,
  letter: 'a',
  kind: 'disabled-child-care',
  startedAgo: 100,
  endedAgo: -100,
  hours: 50,
  group: 'child',
  withOpinion: true,
};
const FOR_CHILD: ServiceSketch = {
  place: AT.representative,
  letter: 'a',
  kind: 'psychologist',
  startedAgo: 90,
  child: AT.disabledChild,
};

const FAMILY_OF: Readonly<Record<number, readonly number[]>> = {
  [AT.disabledToddler]: [AT.mother],
  [AT.schoolChild]: [AT.mother],
  [AT.representative]: [AT.disabledChild],
};
/** The person at a place with those who belong to it. */
const persons = (at: Neighbourhood, place: number): MadeObject[] =>
  [...(FAMILY_OF[place] ?? []), place].map((one) => person(personAt(at, one)));

const changed =
  (
    code: ServiceCode,
    sketch: ServiceSketch,
    change: (right: Made<'service'>, at: Neighbourhood) => Partial<Made<'service'>>,
    ...also: ServiceCode[]
  ): Mistake =>
  (at) => {
    const right = serviceOf(at, sketch);
    const wrong = { ...right, ...change(right, at) };
    return oneWrong(persons(at, sketch.place), service(right), service(wrong), code, ...also);
  };

/** A service is right for itself and wrong beside those that the person has. */
const beside =
  (
    code: ServiceCode,
    others: readonly ServiceSketch[],
    right: ServiceSketch,
    wrong: Partial<ServiceSketch>,
  ): Mistake =>
  (at) =>
    oneWrong(
      [...persons(at, right.place), ...others.map((other) => service(serviceOf(at, other)))],
      service(serviceOf(at, right)),
      service(serviceOf(at, { ...right, ...wrong })),
      code,
    );

export const SERVICE_MISTAKES: { readonly [Code in ServiceCode]: Mistake } = {
  SERVICE_ENDS_BEFORE_START: changed('SERVICE_ENDS_BEFORE_START', PSYCHOLOGIST, (_, { town }) => ({
    endedOn: dateOf(town.origin - PSYCHOLOGIST.startedAgo - 1),
    endReason: 'completed',
  })),
  SERVICE_STARTS_BEFORE_DECISION: changed('SERVICE_STARTS_BEFORE_DECISION', PSYCHOLOGIST, (_, { town }) => ({
    decidedOn: dateOf(town.origin - PSYCHOLOGIST.startedAgo + 1),
  })),
  SERVICE_DECIDED_IN_FUTURE: changed('SERVICE_DECIDED_IN_FUTURE', PSYCHOLOGIST, (_, at) => ({
    decidedOn: tomorrow(at),
    startedOn: tomorrow(at),
  })),
  SERVICE_END_REASON_MISFITS: changed('SERVICE_END_REASON_MISFITS', PSYCHOLOGIST, (_, at) => ({
    endedOn: dateOf(lastDay(at)),
  })),
  SERVICE_HOURS_IMPOSSIBLE: changed('SERVICE_HOURS_IMPOSSIBLE', PSYCHOLOGIST, () => ({ hoursPerWeek: 169 })),
  SERVICE_HOURS_MISSING: changed('SERVICE_HOURS_MISSING', HOME_CARE, () => ({ hoursPerWeek: null })),
  SERVICE_HOURS_OVER_LIMIT: changed('SERVICE_HOURS_OVER_LIMIT', SPECIAL_CARE, () => ({ hoursPerWeek: 51 })),
  SERVICE_OPINION_MISSING: changed('SERVICE_OPINION_MISSING', SPECIAL_CARE, () => ({
    specialCareFrom: null,
    specialCareTo: null,
  })),
  SERVICE_OPINION_ENDS_BEFORE_START: changed(
    'SERVICE_OPINION_ENDS_BEFORE_START',
    SPECIAL_CARE,
    ({ specialCareFrom, specialCareTo }) => ({
      specialCareFrom: specialCareTo,
      specialCareTo: specialCareFrom,
    }),
    'SERVICE_OUTSIDE_OPINION',
  ),
  SERVICE_OUTSIDE_OPINION: changed('SERVICE_OUTSIDE_OPINION', SPECIAL_CARE, (_, { town }) => ({
    specialCareFrom: dateOf(town.origin - SPECIAL_CARE.startedAgo + 1),
  })),
  SERVICE_CHILD_MISFITS: changed('SERVICE_CHILD_MISFITS', FOR_CHILD, () => ({ recipientRole: 'self' })),
  SERVICE_NOT_FOR_REPRESENTATIVE: changed('SERVICE_NOT_FOR_REPRESENTATIVE', FOR_CHILD, () => ({
    kind: 'speech-therapist',
  })),
  SERVICE_DISABILITY_MISSING: changed('SERVICE_DISABILITY_MISSING', WORKSHOP, () => ({
    disabilityGroup: null,
  })),
  SERVICE_GROUP_NOT_ALLOWED: changed('SERVICE_GROUP_NOT_ALLOWED', WORKSHOP, () => ({
    disabilityGroup: 'child',
  })),
  SERVICE_SHARE_OVER_COST: changed('SERVICE_SHARE_OVER_COST', PSYCHOLOGIST, ({ monthlyCost }) => ({
    clientShare: (monthlyCost ?? 0) + 1,
  })),
  SERVICE_CHILD_TOO_OLD(at) {
    const wrong = serviceOf(at, { ...SPECIAL_CARE, place: AT.schoolChild });
    const right: Made<'service'> = { ...wrong, kind: 'specialist-consultation' };
    return oneWrong(persons(at, AT.schoolChild), service(right), service(wrong), 'SERVICE_CHILD_TOO_OLD');
  },
  SERVICE_REPRESENTATIVE_TOO_MANY: beside(
    'SERVICE_REPRESENTATIVE_TOO_MANY',
    [FOR_CHILD, { ...FOR_CHILD, letter: 'b', kind: 'physiotherapy' }],
    { ...FOR_CHILD, letter: 'c', kind: 'respite' },
    { kind: 'rehabilitation-specialist' },
  ),
  SERVICE_ADULTS_ONLY: changed('SERVICE_ADULTS_ONLY', { ...PSYCHOLOGIST, place: AT.schoolChild }, () => ({
    kind: 'violence-victim-rehabilitation',
  })),
  SERVICE_CHILDREN_ONLY: changed('SERVICE_CHILDREN_ONLY', PSYCHOLOGIST, () => ({ kind: 'speech-therapist' })),
  SERVICE_GROUP_NOT_OF_AGE: changed('SERVICE_GROUP_NOT_OF_AGE', PSYCHOLOGIST, () => ({
    disabilityGroup: 'child',
  })),
  SERVICE_TWICE(at) {
    const first = serviceOf(at, PSYCHOLOGIST);
    const twin = { ...first, serviceId: `${first.serviceId}-b` };
    const right: Made<'service'> = { ...twin, kind: 'support-group' };
    const others = [...persons(at, AT.parentInCrisis), service(first)];
    return oneWrong(others, service(right), service(twin), 'SERVICE_TWICE');
  },
  SERVICE_AT_TWO_PROVIDERS(at) {
    const first = { ...serviceOf(at, PSYCHOLOGIST), providerId: 'SPS-ONE' };
    const wrong = { ...first, serviceId: `${first.serviceId}-b`, providerId: 'SPS-OTHER' };
    const right: Made<'service'> = { ...wrong, kind: 'support-group' };
    const others = [...persons(at, AT.parentInCrisis), service(first)];
    return oneWrong(others, service(right), service(wrong), 'SERVICE_AT_TWO_PROVIDERS');
  },
  SERVICE_WHILE_IN_INSTITUTION: beside(
    'SERVICE_WHILE_IN_INSTITUTION',
    [{ ...PSYCHOLOGIST, kind: 'municipal-long-term-care' }],
    { ...PSYCHOLOGIST, letter: 'b' },
    { kind: 'home-care', hours: 10 },
  ),
  SERVICE_AFTER_DEATH: changed('SERVICE_AFTER_DEATH', { ...PSYCHOLOGIST, place: AT.deceased }, (_, at) => ({
    startedOn: dateOf((diedAt(at, AT.deceased) ?? 0) + 1),
  })),
  SERVICE_BEFORE_BIRTH(at) {
    const right = serviceOf(at, { ...PSYCHOLOGIST, place: AT.disabledToddler });
    const born = bornAt(at, AT.disabledToddler);
    const wrong = { ...right, decidedOn: dateOf(born - 1), startedOn: dateOf(born - 1) };
    return oneWrong(persons(at, AT.disabledToddler), service(right), service(wrong), 'SERVICE_BEFORE_BIRTH');
  },
  SERVICE_HOURS_TOGETHER: beside(
    'SERVICE_HOURS_TOGETHER',
    [HOME_CARE],
    { ...PSYCHOLOGIST, letter: 'b', kind: 'day-care-centre', hours: 68 },
    { hours: 69 },
  ),
  SERVICE_MONEY_WITHOUT_CARE: changed('SERVICE_MONEY_WITHOUT_CARE', PSYCHOLOGIST, () => ({
    funding: 'money-follows-client',
  })),
  SERVICE_PROJECT_TOO_LONG: changed('SERVICE_PROJECT_TOO_LONG', { ...PSYCHOLOGIST, startedAgo: 800 }, () => ({
    funding: 'project',
  })),
};
