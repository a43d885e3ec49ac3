/** The earliest of some days, while days are taken away; all together in the time of one sort. */
export class EarliestDay {
  readonly #days: readonly number[];
  readonly #left = new Map<number, number>();
  #at = 0;

  constructor(days: readonly number[]) {
    this.#days = days.toSorted((one, other) => one - other);
    for (const day of days) this.#left.set(day, (this.#left.get(day) ?? 0) + 1);
  }

  /** The earliest day that is left; `Infinity` if none is. */
  get first(): number {
    return this.#days[this.#at] ?? Number.POSITIVE_INFINITY;
  }

  drop(day: number): void {
    this.#left.set(day, (this.#left.get(day) ?? 0) - 1);
    while (this.#at < this.#days.length && (this.#left.get(this.first) ?? 0) < 1) this.#at += 1;
  }
}
