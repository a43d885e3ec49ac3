import { LISTED_FAULTS } from '@saite/contracts';
import type { Fault } from '../refused.ts';

/** What is wrong with a file: all of it counted, the first of it listed. */
export class FaultList {
  readonly #listed: Fault[] = [];
  #count = 0;

  get listed(): readonly Fault[] {
    return this.#listed;
  }

  get count(): number {
    return this.#count;
  }

  add(fault: Fault): void {
    this.#count += 1;
    if (this.#listed.length < LISTED_FAULTS) this.#listed.push(fault);
  }

  /** Counts faults of which only the first are known one by one. */
  addSome(faults: readonly Fault[], count: number): void {
    for (const fault of faults) this.add(fault);
    this.#count += Math.max(0, count - faults.length);
  }
}
