interface Period {
  readonly from: number;
  readonly to: number;
}

/** Of periods that began by a day, how far the longest goes: one sort, then a search by halves for each question. */
export class LatestEnds {
  /** In the order of their beginnings; `to` is the latest end so far. */
  readonly #steps: readonly Period[];

  constructor(periods: readonly Period[]) {
    let latest = Number.NEGATIVE_INFINITY;
    this.#steps = periods
      .toSorted((one, other) => one.from - other.from)
      .map(({ from, to }) => {
        latest = Math.max(latest, to);
        return { from, to: latest };
      });
  }

  /** The latest end of the periods that began on a day or before; `-Infinity` if none did. */
  ofStartedBy(day: number): number {
    let low = 0;
    let high = this.#steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#steps[middle]?.from ?? day) <= day) low = middle + 1;
      else high = middle;
    }
    return this.#steps[low - 1]?.to ?? Number.NEGATIVE_INFINITY;
  }
}
