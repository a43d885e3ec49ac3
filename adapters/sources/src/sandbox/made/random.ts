/** A source of numbers that are the same for the same seed on every machine. */
export interface Random {
  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number;
  /** True in `percent` of a hundred cases. */
  percent(percent: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
}

/** Spreads a whole number over 32 bits (the finalizer of MurmurHash3). */
function mix(value: number): number {
  let hash = value >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Numbers for one made row: they do not depend on how many others are made. */
export function randomOf(seed: number, index: number): Random {
  const base = mix(seed ^ Math.imul(index + 1, 0x9e3779b1));
  let asked = 0;
  const next = (): number => {
    asked += 1;
    return mix(base ^ Math.imul(asked, 0x85ebca77)) / 0x1_0000_0000;
  };
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    int,
    percent: (percent) => next() * 100 < percent,
    pick: (items) => {
      const item = items[int(0, items.length - 1)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
  };
}
