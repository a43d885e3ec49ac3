import type { ServiceKind } from '@saite/contracts/sopa';
import type { PlacementFact } from '../case.ts';
import {
  ALWAYS,
  type Contradiction,
  namedPlacement,
  namedService,
  TO_MINISTRY,
  toSocialService,
} from './contradiction.ts';
import { standingPlacements } from './placements.ts';
import type { Service } from './services.ts';

/** Kinds of services in SOPA that are the same as a placement of SPOLIS in long-term care of adults. */
const LONG_TERM_CARE: ReadonlySet<string> = new Set<ServiceKind>([
  'state-long-term-care',
  'municipal-long-term-care',
]);

/**
 * Services that a municipality and SPOLIS both tell of for the same day, from two providers: long-term care only, the
 * one kind that both registers have. Open from that day on, as with placements that overlap.
 */
export function servicesTwice(
  services: readonly Service[],
  placements: readonly PlacementFact[],
): Contradiction[] {
  const care = services.filter(({ kind }) => LONG_TERM_CARE.has(kind));
  if (care.length === 0) return [];
  const adult = standingPlacements(
    placements.filter(({ data }) => !data.withdrawn && data.stay.programme === 'adult-long-term-care'),
  );
  return care.flatMap((service) =>
    adult.flatMap((placement) => {
      const first = Math.max(service.from, placement.from);
      const isCommon = first < Math.min(service.to, placement.to);
      const isOneProvider: boolean = service.providerId === placement.institutionId;
      if (!isCommon || isOneProvider) return [];
      return {
        key: `same-service-twice/${service.recordId}/${placement.placementId}`,
        kind: 'same-service-twice',
        since: first,
        from: first,
        to: ALWAYS.to,
        facts: [namedService(service, true), namedPlacement(placement)],
        audience: [toSocialService(service), TO_MINISTRY],
      };
    }),
  );
}
