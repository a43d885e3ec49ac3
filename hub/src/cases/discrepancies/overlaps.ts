import { ALWAYS, type Contradiction, namedPlacement, TO_MINISTRY, toInstitutions } from './contradiction.ts';
import type { Placement } from './placements.ts';

/**
 * Each two placements that hold the same day. Open from that day on: until then a move is only planned, and the first
 * placement gets its end when it comes.
 *
 * @param placements oldest first
 */
export function overlaps(placements: readonly Placement[]): Contradiction[] {
  // A placement of 0 days holds none.
  const withDays = placements.filter(({ from, to }) => from < to);
  return withDays.flatMap((first, index) => {
    const others = withDays.slice(index + 1).filter(({ from }) => from < first.to);
    return others.map((second) => overlap(first, second));
  });
}

function overlap(first: Placement, second: Placement): Contradiction {
  const placements = [first, second].sort((a, b) => (a.placementId < b.placementId ? -1 : 1));
  return {
    key: `overlapping-placements/${placements.map(({ placementId }) => placementId).join('/')}`,
    kind: 'overlapping-placements',
    since: second.from,
    from: second.from,
    to: ALWAYS.to,
    facts: placements.map(namedPlacement),
    audience: [...toInstitutions(placements), TO_MINISTRY],
  };
}
