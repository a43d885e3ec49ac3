import { birthday, type DisabilityDecided, dayNumber } from '@saite/contracts';
import type { ServiceKind } from '@saite/contracts/sopa';
import type { PersonFacts } from '../case.ts';
import { deathOf } from '../person/day-of-death.ts';
import { ALWAYS, type Contradiction, namedLack, namedService, toSocialService } from './contradiction.ts';
import { presentRecord } from './present-record.ts';
import type { Service } from './services.ts';

const OF_AGE = 18;

/** A kind of service that rests on a disability, and on which. */
interface Need {
  readonly kind: string;
  /** Whether it is one of adults only: a child's service of that kind rests on something else. */
  readonly ofAdults: boolean;
  readonly isMetBy: (decision: DisabilityDecided) => boolean;
}

/**
 * State care of adults with mental disorders or without sight rests on group I or II, care of a child with severe
 * functional disorders on the opinion on special care (Law on Social Services and Social Assistance). Which disorders
 * a decision names is not looked at: they may be left unsaid.
 */
const NEEDS: readonly Need[] = [
  {
    kind: 'state-long-term-care' satisfies ServiceKind,
    ofAdults: true,
    isMetBy: ({ group }) => group === 'I' || group === 'II',
  },
  {
    kind: 'disabled-child-care' satisfies ServiceKind,
    ofAdults: false,
    isMetBy: ({ group, specialCare }) => group === 'child' && specialCare,
  },
];

type Facts = Pick<PersonFacts, 'refs' | 'persons' | 'disabilities' | 'disabilityChecks'>;

/**
 * Services that need a decision of VDEĀVK, on a day for which there is none; open from the first such day on. Nobody is
 * told that a decision is missing because VDEĀVK has not answered yet, for each of the person's codes. A service for a
 * child's representative rests on the disability of the child.
 */
export function servicesWithoutDisability(services: readonly Service[], facts: Facts): Contradiction[] {
  const withNeed = services.flatMap((service) => {
    const need = NEEDS.find(({ kind }) => kind === service.kind);
    return need && service.recipientRole === 'self' ? [{ service, need }] : [];
  });
  if (withNeed.length === 0 || !hasAnswered(facts)) return [];
  const bornOn = presentRecord(facts)?.bornOn;
  const ofAge = bornOn === undefined ? Number.NEGATIVE_INFINITY : birthday(bornOn, OF_AGE);
  const death = deathOf(facts.persons)?.day ?? Number.POSITIVE_INFINITY;
  return withNeed.flatMap(({ service, need }) => {
    const begin = need.ofAdults ? Math.max(service.from, ofAge) : service.from;
    const first = firstDayWithout(begin, facts.disabilities, need);
    if (first >= Math.min(service.to, death + 1)) return [];
    return {
      key: `missing-disability/${service.recordId}`,
      kind: 'missing-disability',
      since: first,
      from: first,
      to: ALWAYS.to,
      facts: [namedService(service, true), namedLack(service, first)],
      audience: [toSocialService(service)],
    };
  });
}

const hasAnswered = ({ refs, disabilityChecks }: Facts): boolean =>
  refs.every((ref) => disabilityChecks.some(({ subject, data }) => subject === ref && !data.withdrawn));

/** The first day from a given one on for which no decision meets the need; infinite if one does for ever. */
function firstDayWithout(begin: number, decisions: Facts['disabilities'], { isMetBy }: Need): number {
  const periods = decisions
    .filter(({ data }) => !data.withdrawn && isMetBy(data))
    .map(({ data: { validFrom, validTo } }) => ({
      from: dayNumber(validFrom),
      to: validTo === null ? Number.POSITIVE_INFINITY : dayNumber(validTo) + 1,
    }))
    .sort((a, b) => a.from - b.from);
  let day = begin;
  for (const { from, to } of periods) if (from <= day) day = Math.max(day, to);
  return day;
}
