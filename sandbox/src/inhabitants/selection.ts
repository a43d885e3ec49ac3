import { inverseOf } from '../population/inverse.ts';

/** A prime number above every number of inhabitants: it has no factor in common with any of them. */
const STEP = 15_485_863;

/** Some of many places, spread evenly over them in no visible order, and found both ways without a list. */
export interface Selection {
  readonly count: number;
  /** Place of the member with this rank, from 0 on. */
  placeOf(rank: number): number;
  /** Rank of the member at this place; `undefined` if nobody there was selected. */
  rankOf(place: number): number | undefined;
}

/**
 * @param count how many are selected, at most `of`
 * @param of how many places there are
 * @param shift another one selects others
 */
export function selectionOf(count: number, of: number, shift = 0): Selection {
  const back = Number(inverseOf(BigInt(STEP), BigInt(of)));
  return {
    count,
    placeOf(rank) {
      const scattered = (Math.floor((rank * of) / count) + of - (shift % of)) % of;
      return Number((BigInt(scattered) * BigInt(back)) % BigInt(of));
    },
    rankOf(place) {
      const ordered = (((place * STEP) % of) + shift) % of;
      const rank = Math.ceil((ordered * count) / of);
      return rank < count && Math.floor((rank * of) / count) === ordered ? rank : undefined;
    },
  };
}
