import { birthday, CalendarDate, dateOfDayNumber, dayNumber, monthOf } from '@saite/contracts';
import type { DiscrepancyFacts } from '../decide.ts';

const dayOf = (text: string): number => dayNumber(CalendarDate.parse(text));
const LIMIT = 2_500;

/** The municipality of today behind each code that the made facts use. */
const TODAYS: Readonly<Record<string, string>> = {
  '0001000': 'Rīga',
  '0010000': 'Rīga',
  '0038001': 'Madona',
  '0038400': 'Madona',
  '0055000': 'Madona',
  '0701844': 'Madona',
  '0054010': 'Valmiera',
};
export const TERRITORIES = Object.keys(TODAYS);

/**
 * What contradicts on a day, with its first day, found the slow way: day by day and month by month, each rule as it
 * is written. It shares only the calendar with the case.
 *
 * @param begin a day before everything that the facts tell
 */
export function oracle(facts: DiscrepancyFacts, on: number, begin: number): string[] {
  const days = Array.from({ length: LIMIT }, (_, index) => begin + index);
  const [person] = [...facts.persons].map(({ data }) => data);
  const death = person?.diedOn === undefined ? null : dayOf(person.diedOn);
  const ofAge = person ? birthday(person.bornOn, 18) : Number.POSITIVE_INFINITY;
  const placements = facts.placements.flatMap(({ data }) => (data.withdrawn ? [] : [data.stay]));
  const holds = ({ startedOn, endedOn }: (typeof placements)[number], day: number) =>
    dayOf(startedOn) <= day && (endedOn === undefined || day < dayOf(endedOn));
  const isInCare = (day: number) =>
    day < ofAge &&
    (death === null || day <= death) &&
    placements.some((stay) => stay.programme === 'child-out-of-family' && holds(stay, day));
  const found: [kind: string, since: number][] = [];

  for (const [index, one] of placements.entries())
    for (const other of placements.slice(index + 1)) {
      const common = days.find((day) => holds(one, day) && holds(other, day));
      if (common !== undefined && common <= on) found.push(['overlapping-placements', common]);
    }

  if (death !== null) {
    for (const { startedOn, endedOn } of placements) {
      const isLate = endedOn === undefined || dayOf(endedOn) - death > 1;
      if (isLate || dayOf(startedOn) > death)
        found.push(['placement-after-death', Math.max(death + 1, dayOf(startedOn))]);
    }
    for (const { data } of facts.payments) {
      const monthAt = (day: number) => monthOf(dateOfDayNumber(day));
      const wrong = days.find(
        (day) =>
          monthAt(day) > monthAt(death) && data.periodFrom <= monthAt(day) && monthAt(day) <= data.periodTo,
      );
      if (!data.withdrawn && wrong !== undefined) found.push(['payment-after-death', wrong]);
    }
  }

  const decisions = facts.custody
    .filter(({ data }) => !data.withdrawn)
    .map(({ data }) => data)
    .sort((a, b) =>
      `${a.effectiveFrom}${a.decidedOn}${a.recordId}` < `${b.effectiveFrom}${b.decidedOn}${b.recordId}`
        ? -1
        : 1,
    );
  const hasEnded = (day: number) => {
    const word = decisions.findLast(({ effectiveFrom }) => dayOf(effectiveFrom) <= day)?.kind;
    return word === 'care-ended' || word === 'custody-restored';
  };
  if (hasEnded(on)) {
    let ended = on;
    while (hasEnded(ended - 1)) ended -= 1;
    const between = days.filter((day) => ended <= day && day <= on);
    if (on - ended >= 7 && between.every(isInCare)) found.push(['decision-ended-stay-goes-on', ended + 7]);
  }

  const starts = days.filter((day) => isInCare(day) && !isInCare(day - 1));
  const startOf = (day: number) =>
    isInCare(day)
      ? starts.findLast((start) => start <= day)
      : [...starts].sort((a, b) => Math.abs(a - day) - Math.abs(b - day) || b - a)[0];
  for (const start of starts) {
    const distances = decisions
      .filter(
        ({ kind, effectiveFrom }) =>
          kind === 'placed-in-institution' && startOf(dayOf(effectiveFrom)) === start,
      )
      .map(({ effectiveFrom }) => dayOf(effectiveFrom) - start);
    const nearest = Math.min(...distances.map(Math.abs));
    if (nearest > 7 && Number.isFinite(nearest))
      found.push([
        'dates-differ',
        distances.find((each) => Math.abs(each) === nearest) === nearest ? start : start - nearest,
      ]);
  }
  const residenceOn = (day: number) => {
    if (death !== null && day > death) return undefined;
    const places = person?.residences ?? (person?.residence ? [person.residence] : []);
    return TODAYS[places.findLast(({ since }) => dayOf(since) <= day)?.atvk ?? ''];
  };
  const disabilities = facts.disabilities.flatMap(({ data }) => (data.withdrawn ? [] : [data]));
  const hasAnswered = facts.disabilityChecks.length > 0;
  for (const { data } of facts.services) {
    if (data.withdrawn) continue;
    const isGiven = (day: number) =>
      data.startedOn <= dateOfDayNumber(day) &&
      (data.endedOn === null || dateOfDayNumber(day) <= data.endedOn);
    const isElsewhere = (day: number) => {
      const declared = residenceOn(day);
      return isGiven(day) && declared !== undefined && declared !== TODAYS[data.municipality];
    };
    if (isElsewhere(on)) {
      let since = on;
      while (isElsewhere(since - 1)) since -= 1;
      found.push(['residence-differs', since]);
    }
    const isAdult = (day: number) => person === undefined || day >= ofAge;
    const isDecided = (day: number, isEnough: (decision: (typeof disabilities)[number]) => boolean) =>
      disabilities.some(
        (decision) =>
          isEnough(decision) &&
          dayOf(decision.validFrom) <= day &&
          (decision.validTo === null || day <= dayOf(decision.validTo)),
      );
    const isLacking = (day: number) => {
      if (!isGiven(day) || (death !== null && day > death)) return false;
      if (data.kind === 'state-long-term-care')
        return isAdult(day) && !isDecided(day, ({ group }) => ['I', 'II'].includes(group));
      return (
        data.kind === 'disabled-child-care' &&
        !isDecided(day, ({ group, specialCare }) => group === 'child' && specialCare)
      );
    };
    const lacking = hasAnswered ? days.find(isLacking) : undefined;
    if (lacking !== undefined && lacking <= on) found.push(['missing-disability', lacking]);
    if (!data.kind.endsWith('-long-term-care')) continue;
    for (const stay of placements) {
      if (stay.programme !== 'adult-long-term-care' || stay.institutionId === data.providerId) continue;
      const common = days.find((day) => isGiven(day) && holds(stay, day));
      if (common !== undefined && common <= on) found.push(['same-service-twice', common]);
    }
  }
  for (const { validFrom, group } of person ? disabilities : []) {
    const first = dayOf(validFrom);
    if (first > on) continue;
    if (group === 'child' && first >= ofAge) found.push(['adult-without-group', first]);
    if (group !== 'child' && first < ofAge) found.push(['group-for-child', first]);
  }
  return found.map(([kind, since]) => `${kind} since ${dateOfDayNumber(since)}`).sort();
}
