import type { CalendarDate } from '@saite/contracts';
import { type Random, randomOf } from '../population/random.ts';
import type { PmlpPerson, SaisPayment } from '../population/records.ts';
import { birthdayWithFormerCode, codeOf, formerCodeOf, indexOf, placeOfFormerCode } from './codes.ts';
import { birthdayFor, type MadeDecision, makeDecisions } from './disability/course.ts';
import { type DisabilityRanks, ranksOf } from './disability/ranks.ts';
import { anyLife, type Life, lifeFrom } from './lives.ts';
import { pensionOf } from './pension.ts';
import { personRecord } from './person-record.ts';
import { type Selection, selectionOf } from './selection.ts';

/** Of which inhabitants the registers know. The same plan gives the same records, byte for byte. */
export interface Plan {
  readonly seed: number;
  readonly inhabitants: number;
  /** The month whose published table the decisions on disability give; without it nobody has one. */
  readonly disability?: 'june-2019';
  /** The day on which they were first made. */
  readonly today: CalendarDate;
}

/** Inhabitants of the country among whom {@link PENSIONERS} have a pension and June 2019 has its figures. */
const COUNTRY = 1_900_000;
const PENSIONERS = 550_000;
/** Every so many inhabitants one changed the code. */
const CODE_CHANGES = 41;
const CODE_CHANGED = 7;
const PENSION_SHIFT = 1_013;

/** What is made with numbers of its own, so that one does not depend on another. */
const PURPOSES = { life: 1, record: 2, decisions: 3, pension: 4 } as const;

/** Every inhabitant of a country, each made when asked for: nothing is kept but the plan. */
export class Country {
  readonly plan: Plan;
  readonly pensions: Selection;
  readonly disabled: Selection;
  readonly ranks: DisabilityRanks;

  constructor(plan: Plan) {
    const { inhabitants, disability } = plan;
    const share = Math.min(1, inhabitants / COUNTRY);
    this.plan = plan;
    this.pensions = selectionOf(Math.floor(PENSIONERS * share), inhabitants, PENSION_SHIFT);
    this.ranks = ranksOf(disability === undefined ? 0 : share);
    this.disabled = selectionOf(this.ranks.persons, inhabitants);
  }

  codeOf(index: number): string {
    return codeOf(this.plan.seed, index);
  }

  /** Whose code it is, a present or a former one. */
  indexOf(code: string): number | undefined {
    const place = placeOfFormerCode(code);
    const index = place === undefined ? indexOf(this.plan.seed, code) : place * CODE_CHANGES + CODE_CHANGED;
    if (index === undefined || index >= this.plan.inhabitants) return undefined;
    return place === undefined || this.#formerPlaceOf(index) === place ? index : undefined;
  }

  /** The versions of PMLP's record. */
  personOf(index: number): PmlpPerson[] {
    const former = this.#formerPlaceOf(index);
    return personRecord(this.#random('record', index), {
      code: this.codeOf(index),
      ...(former === undefined ? {} : { formerCode: formerCodeOf(former) }),
      life: this.lifeOf(index),
    });
  }

  lifeOf(index: number): Life {
    const random = this.#random('life', index);
    const isPensioner = this.pensions.rankOf(index) !== undefined;
    const former = this.#formerPlaceOf(index);
    if (former !== undefined) return { born: birthdayWithFormerCode(former) };
    const parts = this.#partsOf(index);
    return parts ? lifeFrom(random, birthdayFor(random, parts), isPensioner) : anyLife(random, isPensioner);
  }

  /** The decisions on the disability of an inhabitant, oldest first. */
  decisionsOf(index: number): MadeDecision[] {
    const parts = this.#partsOf(index);
    if (!parts) return [];
    return makeDecisions(this.#random('decisions', index), parts, this.lifeOf(index).born);
  }

  /** The pension of an inhabitant. @param id of the payment */
  pensionOf(index: number, id: string): SaisPayment {
    const { today } = this.plan;
    return pensionOf(this.#random('pension', index), { id, code: this.codeOf(index), today });
  }

  #partsOf(index: number) {
    const rank = this.disabled.rankOf(index);
    return rank === undefined ? undefined : this.ranks.partsOf(rank);
  }

  /** Place among those who changed their code; they were born in the nineties, so no child of 2019 is one of them. */
  #formerPlaceOf(index: number): number | undefined {
    if (index % CODE_CHANGES !== CODE_CHANGED) return undefined;
    return this.#partsOf(index)?.[0].group === 'child' ? undefined : Math.floor(index / CODE_CHANGES);
  }

  #random(purpose: keyof typeof PURPOSES, index: number): Random {
    return randomOf(this.plan.seed * 8 + PURPOSES[purpose], index);
  }
}
