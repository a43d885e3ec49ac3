import { type CalendarDate, monthOf, type SaiteEvent } from '@saite/contracts';
import type { KeyRing } from '@saite/identity';
import { eachPerson, type MadePerson } from '@saite/sandbox';
import { registerEvents } from '../../support/register-events.ts';

/** Persons in one answer of a register. */
const PERSONS_AN_ANSWER = 50;

/**
 * `by person`: answer by answer of 50 persons, who they are, all payments person by person, and the word that SAIS has
 * answered; so a first fill comes. `mixed`: what changes anywhere, person after person in turn; so changes come.
 */
export type EventOrder = 'by person' | 'mixed';

/** A made population, and the events that the registers' adapters would publish about it. */
export interface MadeRegisters {
  readonly persons: readonly MadePerson[];
  readonly events: readonly SaiteEvent[];
}

/**
 * @param seed another seed gives other persons
 * @param today day up to which the population lives
 */
export function makeRegisters(
  ring: KeyRing,
  seed: number,
  count: number,
  today: CalendarDate,
  order: EventOrder,
): MadeRegisters {
  const persons = [...eachPerson(seed, count, { today })];
  const events: SaiteEvent[] = [];
  for (let from = 0; from < persons.length; from += PERSONS_AN_ANSWER) {
    events.push(...answerAbout(ring, persons.slice(from, from + PERSONS_AN_ANSWER), today));
  }
  return { persons, events: order === 'mixed' ? inTurn(events) : events };
}

/** One event of each person, then the next of each, and at the end the words that SAIS has answered. */
function inTurn(events: readonly SaiteEvent[]): SaiteEvent[] {
  const isCheck = (event: SaiteEvent) => event.type === 'sais.income.checked.v1';
  const byPerson = [
    ...Map.groupBy(
      events.filter((event) => !isCheck(event)),
      (event) => event.subject,
    ).values(),
  ];
  const longest = Math.max(...byPerson.map((own) => own.length));
  const turns = Array.from({ length: longest }, (_turn, place) =>
    byPerson.flatMap((own) => own.slice(place, place + 1)),
  );
  return [...turns.flat(), ...events.filter(isCheck)];
}

function answerAbout(ring: KeyRing, persons: readonly MadePerson[], today: CalendarDate): SaiteEvent[] {
  const make = registerEvents(ring);
  const codes = new Set(persons.flatMap(({ placements }) => placements.map(({ personCode }) => personCode)));
  return [
    ...persons.flatMap((person) =>
      person.persons.map(({ formerCodes = [], ...record }) =>
        make.person({ ...record, formerCodes: [...formerCodes] }),
      ),
    ),
    ...persons.flatMap((person) => person.payments.map((payment) => make.payment(payment))),
    ...[...codes].map((code) => make.incomeChecked(code, monthOf(today))),
  ];
}
