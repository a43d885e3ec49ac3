/** Spreads a whole number over 32 bits (the finalizer of MurmurHash3). */
export function mix(value: number): number {
  let hash = value >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A number that stands for two others, always the same. */
export const mixed = (one: number, other: number): number => mix(one ^ Math.imul(other + 1, 0x9e3779b1));

/**
 * A whole number below `size` that depends on a base and a question only, so that whatever is made can be made again
 * without what was made before it.
 */
export const dice = (base: number, question: number, size: number): number => mixed(base, question) % size;

export function pick<Item>(items: readonly Item[], base: number, question: number): Item {
  const item = items[dice(base, question, items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}
