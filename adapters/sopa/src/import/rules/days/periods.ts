import { DayCounts } from './day-counts.ts';

/** So many are looked at one by one; more are counted by an index. */
const FEW = 40;

/**
 * Periods of days or months, both ends included. Adding one and counting those that overlap with another take the same
 * time however many there are.
 */
export class Periods {
  #from: number[] = [];
  #to: number[] = [];
  #index: { readonly starts: DayCounts; readonly ends: DayCounts } | undefined;

  /** Adds a period; one that ends before it begins has no day. */
  add(from: number, to: number): void {
    if (to < from) return;
    if (this.#index) {
      this.#index.starts.add(from);
      this.#index.ends.add(to);
      return;
    }
    this.#from.push(from);
    this.#to.push(to);
    if (this.#from.length > FEW) this.#makeIndex();
  }

  /** How many of the periods have a day in common with one. */
  overlapping(from: number, to: number): number {
    if (to < from) return 0;
    // All that begin by its end, without those that ended before it.
    if (this.#index) return this.#index.starts.upTo(to) - this.#index.ends.upTo(from - 1);
    let count = 0;
    for (const [at, start] of this.#from.entries())
      if (start <= to && (this.#to[at] ?? to) >= from) count += 1;
    return count;
  }

  #makeIndex(): void {
    const index = { starts: new DayCounts(), ends: new DayCounts() };
    for (const from of this.#from) index.starts.add(from);
    for (const to of this.#to) index.ends.add(to);
    this.#index = index;
    this.#from = [];
    this.#to = [];
  }
}
