import { POSITIONS, positionOf } from './numbers.ts';

/** How many numbers there are up to one: a Fenwick tree that holds no more than it was given. */
export class DayCounts {
  readonly #sums = new Map<number, number>();

  add(number: number): void {
    for (let at = positionOf(number) + 1; at <= POSITIONS; at += at & -at)
      this.#sums.set(at, (this.#sums.get(at) ?? 0) + 1);
  }

  upTo(number: number): number {
    let count = 0;
    for (let at = positionOf(number) + 1; at > 0; at -= at & -at) count += this.#sums.get(at) ?? 0;
    return count;
  }
}
