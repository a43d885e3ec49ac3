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

/**
 * A generator of its own for each (seed, index): what is made for one person does not depend on how many others
 * are made. The algorithm is sfc32 of Chris Doty-Humphrey's PractRand.
 */
export function randomOf(seed: number, index: number): Random {
  let a = mix(seed);
  let b = mix(index + 0x9e3779b9);
  let c = mix(seed ^ Math.imul(index, 0x85ebca77));
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 0x1_0000_0000;
  };
  for (let round = 0; round < 12; round += 1) next(); // the first numbers still show the seed
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
