import { POSITIONS, positionOf } from './numbers.ts';

const ROOT = 1;

/**
 * What lies on each day together: hours, clients. A segment tree that holds no more than it was given; adding and
 * asking take the same time however many periods there are and however long they are.
 */
export class DayLoad {
  /** By node: what was added to all of its days at once. */
  readonly #whole = new Map<number, number>();
  /** By node: the most on one of its days. */
  readonly #most = new Map<number, number>();

  add(from: number, to: number, amount: number): void {
    if (from <= to) this.#add(positionOf(from), positionOf(to), amount, ROOT, 0, POSITIONS - 1);
  }

  /** The most on one of the days of a period. */
  most(from: number, to: number): number {
    return from <= to ? this.#read(positionOf(from), positionOf(to), ROOT, 0, POSITIONS - 1) : 0;
  }

  /** The most on any day. */
  get peak(): number {
    return this.#most.get(ROOT) ?? 0;
  }

  #add(from: number, to: number, amount: number, node: number, first: number, last: number): void {
    if (from <= first && last <= to) {
      this.#whole.set(node, (this.#whole.get(node) ?? 0) + amount);
    } else {
      const middle = (first + last) >> 1;
      if (from <= middle) this.#add(from, to, amount, 2 * node, first, middle);
      if (to > middle) this.#add(from, to, amount, 2 * node + 1, middle + 1, last);
    }
    const inside = Math.max(this.#most.get(2 * node) ?? 0, this.#most.get(2 * node + 1) ?? 0);
    this.#most.set(node, inside + (this.#whole.get(node) ?? 0));
  }

  #read(from: number, to: number, node: number, first: number, last: number): number {
    const most = this.#most.get(node);
    if (most === undefined) return 0;
    if (from <= first && last <= to) return most;
    const middle = (first + last) >> 1;
    const left = from <= middle ? this.#read(from, to, 2 * node, first, middle) : 0;
    const right = to > middle ? this.#read(from, to, 2 * node + 1, middle + 1, last) : 0;
    return Math.max(left, right) + (this.#whole.get(node) ?? 0);
  }
}
