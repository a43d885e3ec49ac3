/** Positions that were passed over. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

const MOST = 10_000;

/** Positions of the chain that were passed over and may still come, out of order. */
export class Gaps {
  readonly #gaps: Gap[] = [];

  open(from: number, to: number): void {
    // Of a trail with more holes than that nobody asks which entry is merely in the wrong place.
    if (this.#gaps.length < MOST) this.#gaps.push({ from, to });
  }

  /** @returns whether the position was passed over */
  fill(position: number): boolean {
    const index = this.#gaps.findIndex(({ from, to }) => from <= position && position <= to);
    const gap = this.#gaps[index];
    if (!gap) return false;
    const rest = [
      { from: gap.from, to: position - 1 },
      { from: position + 1, to: gap.to },
    ].filter(({ from, to }) => from <= to);
    this.#gaps.splice(index, 1, ...rest);
    return true;
  }

  /** Positions that never came; they are told once. */
  takeLeft(): readonly Gap[] {
    return this.#gaps.splice(0);
  }
}
