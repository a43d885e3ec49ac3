import { birthday, type CalendarDate } from '@saite/contracts';
import type { CardObject } from '../cards.ts';

/** Age from which a person is grown up (*pilngadība*). */
export const GROWN_UP = 18;

/** Birth and death of the person of a card; of a person who is not known nothing can be said. */
export class Life {
  readonly bornOn: CalendarDate | null;
  readonly diedOn: CalendarDate | null;

  constructor(person: CardObject<'person'> | null) {
    this.bornOn = person?.facts.birthDate ?? null;
    this.diedOn = person?.facts.deathDate ?? null;
  }

  /** Whether it is known that a day is before a birthday. */
  isYounger(years: number, day: number): boolean {
    return this.bornOn !== null && day < birthday(this.bornOn, years);
  }

  /** Whether it is known that a day is a birthday or after it. */
  hasReached(years: number, day: number): boolean {
    return this.bornOn !== null && day >= birthday(this.bornOn, years);
  }

  /** Whether it is known that the person died before a day. */
  isOverBefore(date: CalendarDate): boolean {
    return this.diedOn !== null && date > this.diedOn;
  }
}
