/** What a queue was at one moment. */
interface Moment {
  readonly at: number;
  readonly depth: number;
  readonly settled: number;
}

const SPAN_MS = 60_000;
const LEAST_MS = 1_500;

/** How fast a queue fills and empties, over the last minute. */
export class Rates {
  #moments: Moment[] = [];

  /** @param settled messages that were dealt with since the process began */
  note(at: number, depth: number, settled: number): void {
    this.#moments = [...this.#moments.filter((moment) => at - moment.at <= SPAN_MS), { at, depth, settled }];
  }

  /** Messages a minute; `undefined` while too little is known. */
  perMinute(): { readonly in: number; readonly out: number } | undefined {
    const [first, last] = [this.#moments[0], this.#moments.at(-1)];
    if (!first || !last || last.at - first.at < LEAST_MS) return undefined;
    const minutes = (last.at - first.at) / 60_000;
    const out = last.settled - first.settled;
    return { in: Math.max(0, out + last.depth - first.depth) / minutes, out: out / minutes };
  }
}
