import { Periods } from './periods.ts';

/** Periods apart by what they are of. */
export class PeriodsBy<Key> {
  readonly #periods = new Map<Key, Periods>();

  add(key: Key, from: number, to: number): void {
    let periods = this.#periods.get(key);
    if (!periods) {
      periods = new Periods();
      this.#periods.set(key, periods);
    }
    periods.add(from, to);
  }

  /** How many periods of a key have a day in common with one. */
  overlapping(key: Key, from: number, to: number): number {
    return this.#periods.get(key)?.overlapping(from, to) ?? 0;
  }
}
