interface Range {
  readonly from: number;
  readonly to: number;
}

/** The days that lie in any of some periods. */
export class DayUnion {
  /** In order, none touching the next. */
  #ranges: readonly Range[] = [];
  #length = 0;

  /** Number of the days. */
  get length(): number {
    return this.#length;
  }

  /** Number of the days if those of a further period were among them; takes as long as there are gaps. */
  lengthWith(from: number, to: number): number {
    if (to < from) return this.#length;
    let known = 0;
    for (const range of this.#ranges)
      known += Math.max(0, Math.min(to, range.to) - Math.max(from, range.from) + 1);
    return this.#length + (to - from + 1) - known;
  }

  /** Adds the days of a period; takes as long as there are gaps. */
  add(from: number, to: number): void {
    if (to < from) return;
    this.#length = this.lengthWith(from, to);
    const before = this.#ranges.filter((range) => range.to + 1 < from);
    const after = this.#ranges.filter((range) => range.from > to + 1);
    const first = this.#ranges[before.length];
    const last = this.#ranges[this.#ranges.length - after.length - 1];
    const isApart = before.length + after.length === this.#ranges.length;
    const joined: Range =
      isApart || !first || !last
        ? { from, to }
        : { from: Math.min(from, first.from), to: Math.max(to, last.to) };
    this.#ranges = [...before, joined, ...after];
  }

  /** Whether every day of a period is among them. */
  covers(from: number, to: number): boolean {
    return this.#ranges.some((range) => range.from <= from && to <= range.to);
  }
}
