import { addMonths, birthday, CalendarDate, dateOfDayNumber, dayNumber } from '@saite/contracts';
import type { PersonFacts } from '../../case.ts';

const dayOf = (text: string): number => dayNumber(CalendarDate.parse(text));

/**
 * The alerts open on a day, found the slow way: each day of care is marked by itself and every rule is read as it is
 * written, for that one day. It shares only the calendar with the case.
 */
export function oracle(facts: PersonFacts, on: number): string[] {
  const person = [...facts.persons].sort((a, b) => b.data.recordVersion - a.data.recordVersion)[0]?.data;
  const ofAge = person ? birthday(person.bornOn, 18) : Number.POSITIVE_INFINITY;
  const isInCare = (day: number): boolean =>
    day < ofAge &&
    (person?.diedOn === undefined || day <= dayOf(person.diedOn)) &&
    facts.placements.some(
      ({ data }) =>
        !data.withdrawn &&
        data.stay.programme === 'child-out-of-family' &&
        dayOf(data.stay.startedOn) <= day &&
        (data.stay.endedOn === undefined || day < dayOf(data.stay.endedOn)),
    );
  const open: string[] = [];
  for (const { data } of facts.crises) {
    const noticed = dayOf(data.occurredAt.slice(0, 10));
    const isDealtWith = facts.acknowledgements.some(
      (fact) =>
        fact.data.by.role === 'orphan-court' &&
        fact.data.crisisId === String(data.recordId) &&
        dayOf(fact.data.acknowledgedOn) <= on,
    );
    const isChild = on < ofAge && (person?.diedOn === undefined || on <= dayOf(person.diedOn));
    if (!data.withdrawn && noticed <= on && !isDealtWith && isChild) open.push('crisis-reported');
  }
  if (!isInCare(on)) return open.sort();

  let since = on;
  while (isInCare(since - 1)) since -= 1;
  if (on >= addMonths(since, 6)) open.push('stay-6-months');
  if (on >= addMonths(since, 12)) open.push('stay-12-months');

  const words = facts.custody
    .filter(({ data }) => !data.withdrawn && dayOf(data.effectiveFrom) <= on)
    .map(({ data }) => data)
    .sort((a, b) =>
      `${a.effectiveFrom}${a.decidedOn}${a.recordId}` < `${b.effectiveFrom}${b.decidedOn}${b.recordId}`
        ? 1
        : -1,
    );
  const [latest] = words;
  const isCovered =
    latest !== undefined && latest.kind !== 'custody-restored' && latest.kind !== 'care-ended';
  if (on >= since + 14 && !isCovered) open.push('no-custody-decision');
  const [onCustody] = words.filter(({ kind }) => !kind.startsWith('placed-in-'));
  if (onCustody?.kind === 'custody-suspended' && on >= addMonths(dayOf(onCustody.effectiveFrom), 12))
    open.push('custody-suspended-1-year');

  if (!person) return open.sort();
  const reported = facts.contactReports
    .map(({ data }) => dayOf(data.reportedOn))
    .filter((day) => day >= since && day <= on);
  const anchor = Math.max(since, ...reported);
  const due = addMonths(anchor, anchor < birthday(person.bornOn, 3) ? 3 : 6);
  if (on >= due + 30) open.push('report-escalated');
  else if (on > due) open.push('report-overdue');
  else if (on >= due - 14) open.push('report-due-soon');
  return open.sort();
}

/** A date some days after the first of 2022. */
export const dateAfter = (days: number): string => dateOfDayNumber(dayOf('2022-01-01') + days);
