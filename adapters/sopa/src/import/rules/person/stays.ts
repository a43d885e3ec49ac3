import { dayNumber } from '@saite/contracts';
import type { RuleCodesOf } from '@saite/contracts/sopa';
import type { FactsOf } from '../../facts.ts';
import type { CardObject } from '../cards.ts';
import { lastDay } from '../days/numbers.ts';
import { Periods } from '../days/periods.ts';
import type { Known } from '../judge.ts';
import { type RuleTable, rulesOf } from '../rule-table.ts';
import { GROWN_UP, type Life } from './life.ts';

type Stay = FactsOf<'group-home-stay'>;

/** A person's stays in group homes, and the services without which nobody stays there. */
export class KnownStays implements Known<Stay> {
  readonly life: Life;
  readonly #stays = new Periods();
  readonly #services = new Periods();

  constructor(life: Life, services: readonly CardObject<'service'>[]) {
    this.life = life;
    for (const { facts } of services)
      if (facts.kind === 'group-home') this.#services.add(dayNumber(facts.startedOn), lastDay(facts.endedOn));
  }

  take({ movedInOn, movedOutOn }: Stay): void {
    this.#stays.add(dayNumber(movedInOn), lastDay(movedOutOn));
  }

  hasOtherWith({ movedInOn, movedOutOn }: Stay): boolean {
    return this.#stays.overlapping(dayNumber(movedInOn), lastDay(movedOutOn)) > 0;
  }

  hasServiceFor({ movedInOn }: Stay): boolean {
    const day = dayNumber(movedInOn);
    return this.#services.overlapping(day, day) > 0;
  }
}

const CHECKS: RuleTable<RuleCodesOf<'group-home-stay', 'person' | 'everywhere'>, Stay, KnownStays> = {
  STAY_OVERLAPS: (stay, known) => known.hasOtherWith(stay),
  STAY_WITHOUT_SERVICE: (stay, known) => !known.hasServiceFor(stay),
  STAY_UNDERAGE: ({ movedInOn }, { life }) => life.isYounger(GROWN_UP, dayNumber(movedInOn)),
  STAY_AFTER_DEATH: ({ movedInOn }, { life }) => life.isOverBefore(movedInOn),
};
export const STAY_RULES = rulesOf(CHECKS);
