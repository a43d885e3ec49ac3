import { changesOf } from './changes.ts';
import { dateOf } from './days.ts';
import { dice } from './dice.ts';
import { baseAt, indexAt, type Neighbourhood, personIdAt } from './places.ts';
import type { Made } from './plain.ts';

const SERVICE = 300;

/** A social service (*sociālais pakalpojums*) of a person. */
export interface ServiceSketch {
  readonly place: number;
  readonly letter: string;
  readonly kind: Made<'service'>['kind'];
  /** Days from the first file's last day back to the first day of the service; up to `spread` less of it. */
  readonly startedAgo: number;
  readonly spread?: number;
  /** Days from the first file's last day back to the last day of the service; negative for a planned one. */
  readonly endedAgo?: number;
  readonly endReason?: Made<'service'>['endReason'];
  readonly hours?: number;
  readonly group?: Made<'service'>['disabilityGroup'];
  readonly funding?: Made<'service'>['funding'];
  /** Place of the child whose representative gets it. */
  readonly child?: number;
  /** With VDEĀVK's opinion on special care. */
  readonly withOpinion?: true;
}

/** Length of VDEĀVK's opinion before the service begins and after it ends, days. */
const OPINION_AROUND = 30;

export function serviceOf(neighbourhood: Neighbourhood, sketch: ServiceSketch): Made<'service'> {
  const { place, letter, child, endedAgo } = sketch;
  const { origin } = neighbourhood.town;
  const base = baseAt(neighbourhood, place) + letter.charCodeAt(0);
  const started = origin - sketch.startedAgo + dice(base, SERVICE, sketch.spread ?? 1);
  const ended = endedAgo === undefined ? null : origin - endedAgo;
  const decided = Math.min(origin, started) - dice(base, SERVICE + 1, 14);
  const monthlyCost = 15_000 + dice(base, SERVICE + 2, 60_000);
  const share = dice(base, SERVICE + 3, 4_000) + 100 * changesOf(neighbourhood, place, 'share');
  return {
    serviceId: `K-${indexAt(neighbourhood, place)}-${letter}`,
    personId: personIdAt(neighbourhood, place),
    kind: sketch.kind,
    providerId: `SPS-${String(dice(base, SERVICE + 4, 2000)).padStart(4, '0')}`,
    decisionNumber: `${1 + dice(base, SERVICE, 30)}/${dateOf(decided).slice(0, 4)}-${dice(base, SERVICE + 5, 900)}`,
    decidedOn: dateOf(decided),
    startedOn: dateOf(started),
    endedOn: ended === null ? null : dateOf(ended),
    endReason: sketch.endReason ?? null,
    recipientRole: child === undefined ? 'self' : 'representative',
    childId: child === undefined ? null : personIdAt(neighbourhood, child),
    hoursPerWeek: sketch.hours ?? null,
    specialCareFrom: sketch.withOpinion ? dateOf(started - OPINION_AROUND) : null,
    specialCareTo: sketch.withOpinion && ended !== null ? dateOf(ended + OPINION_AROUND) : null,
    disabilityGroup: sketch.group ?? null,
    funding: sketch.funding ?? 'municipality',
    monthlyCost,
    clientShare: Math.min(share, monthlyCost),
  };
}
