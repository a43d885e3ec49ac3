import type { CalendarDate } from '@saite/contracts';
import {
  eachPerson,
  type MadePerson,
  type PmlpPerson,
  type SaisPayment,
  type SpolisPlacement,
  type SpolisWithdrawal,
} from '../../../sandbox/src/index.ts';
import type { Random } from '../random.ts';
import { correctPayment, correctPerson, correctPlacement } from './corrections.ts';

/** A call of SPOLIS at the REST door. */
export type PlacementCall =
  | { readonly path: '/v1/placements'; readonly body: SpolisPlacement }
  | { readonly path: '/v1/placements/withdraw'; readonly body: SpolisWithdrawal };

/** Records that are told at about the same time. */
export interface Batch {
  readonly persons: readonly PmlpPerson[];
  readonly payments: readonly SaisPayment[];
  readonly placements: readonly PlacementCall[];
}

const recorded = (body: SpolisPlacement): PlacementCall => ({ path: '/v1/placements', body });
const withdrawn = (body: SpolisWithdrawal): PlacementCall => ({ path: '/v1/placements/withdraw', body });

/** The part of everybody who is told in the first wave; the others come in the second. */
const FIRST_WAVE_PERCENT = 70;

/**
 * A made population and all that is ever told of it: two waves of new persons, rounds of corrections without end,
 * and everything once more. The same seed tells the same, whatever the faults do meanwhile.
 */
export class Population {
  readonly #random: Random;
  readonly #people: readonly MadePerson[];
  /** Newest versions, by person. */
  readonly #newest: {
    persons: PmlpPerson[];
    payments: SaisPayment[];
    placements: SpolisPlacement[];
  }[];
  readonly #told: Batch[] = [];

  constructor(random: Random, seed: number, count: number, today: CalendarDate) {
    this.#random = random;
    this.#people = [...eachPerson(seed, count, { today })];
    this.#newest = this.#people.map(({ persons, payments, placements, withdrawals }) => ({
      persons: newestOf(persons, (record) => record.personCode),
      payments: newestOf(payments, (record) => record.paymentId),
      placements: newestOf(placements, (record) => record.placementId).filter(
        ({ placementId }) => !withdrawals.some((withdrawal) => withdrawal.placementId === placementId),
      ),
    }));
  }

  /** Everything that was told so far. */
  get told(): readonly Batch[] {
    return this.#told;
  }

  /** The first two waves: of the second part of the persons everything, of the first part what changed since. */
  waves(): Batch[] {
    const inFirst = new Set(this.#people.filter(() => this.#random.chance(FIRST_WAVE_PERCENT)));
    const isFirst = ({ recordVersion }: { recordVersion: number }) => recordVersion === 1;
    const parts = (choose: (person: MadePerson, record: { recordVersion: number }) => boolean): Batch => {
      const of = <Item extends { recordVersion: number }>(list: (person: MadePerson) => readonly Item[]) =>
        this.#people.flatMap((person) => list(person).filter((record) => choose(person, record)));
      return {
        persons: of((person) => person.persons),
        payments: of((person) => person.payments),
        placements: [
          ...of((person) => person.placements).map(recorded),
          ...of((person) => person.withdrawals).map(withdrawn),
        ],
      };
    };
    return [
      this.#tell(parts((person, record) => inFirst.has(person) && isFirst(record))),
      this.#tell(parts((person, record) => !(inFirst.has(person) && isFirst(record)))),
    ];
  }

  /** One round of corrections, for about so many of a hundred persons. */
  corrections(percent: number): Batch {
    const persons: PmlpPerson[] = [];
    const payments: SaisPayment[] = [];
    const placements: PlacementCall[] = [];
    for (const newest of this.#newest) {
      if (!this.#random.chance(percent)) continue;
      newest.persons = newest.persons.map((record) => {
        if (!this.#random.chance(25)) return record;
        const corrected = correctPerson(this.#random, record);
        persons.push(corrected);
        return corrected;
      });
      newest.payments = newest.payments.map((record) => {
        if (!this.#random.chance(8)) return record;
        const corrected = correctPayment(this.#random, record);
        payments.push(corrected);
        return corrected;
      });
      newest.placements = newest.placements.map((record) => {
        if (!this.#random.chance(35)) return record;
        const corrected = correctPlacement(this.#random, record);
        const { placementId, recordVersion, personCode } = corrected;
        const isMistake = this.#random.chance(10);
        placements.push(
          isMistake ? withdrawn({ placementId, recordVersion, personCode }) : recorded(corrected),
        );
        return corrected;
      });
    }
    return this.#tell({ persons, payments, placements });
  }

  /** The next version of each person's latest payments. */
  paymentsCorrected(mostEach: number): Batch {
    const payments: SaisPayment[] = [];
    for (const newest of this.#newest) {
      const byMonth = newest.payments.sort((a, b) => (a.periodFrom < b.periodFrom ? 1 : -1));
      const corrected = byMonth.slice(0, mostEach).map((record) => correctPayment(this.#random, record));
      payments.push(...corrected);
      newest.payments = [...corrected, ...byMonth.slice(mostEach)];
    }
    return this.#tell({ persons: [], payments, placements: [] });
  }

  /** All that was told, once more and out of order: old versions come after new ones. */
  again(): Batch {
    const all = <Item>(list: (batch: Batch) => readonly Item[]) =>
      this.#random.shuffle(this.#told.flatMap((batch) => list(batch)));
    return {
      persons: all((batch) => batch.persons),
      payments: all((batch) => batch.payments),
      placements: all((batch) => batch.placements),
    };
  }

  #tell(batch: Batch): Batch {
    this.#told.push(batch);
    return batch;
  }
}

function newestOf<Item extends { readonly recordVersion: number }>(
  items: readonly Item[],
  idOf: (item: Item) => string,
): Item[] {
  const newest = new Map<string, Item>();
  for (const item of items) {
    const known = newest.get(idOf(item));
    if (!known || known.recordVersion < item.recordVersion) newest.set(idOf(item), item);
  }
  return [...newest.values()];
}
