import type { SopaKind } from '@saite/contracts/sopa';
import { benefitOf } from './benefits.ts';
import type { Aspect } from './changes.ts';
import { claimOf, stayOf } from './homes.ts';
import { declarationOf, type Household, statusOf, surveyOf } from './households.ts';
import { AT, diedAt, personAt } from './persons.ts';
import { type Neighbourhood, PLACES } from './places.ts';
import type { Made } from './plain.ts';
import { type ServiceSketch, serviceOf } from './services.ts';
import {
  BENEFITS,
  COUPLE,
  FAMILY,
  FOSTER,
  isLastSurvey,
  RESTED_ON,
  SERVICES,
  SINGLE,
  SURVEYS,
} from './sketches.ts';

/** An object that every neighbourhood has. */
export interface MadeHere<Kind extends SopaKind> {
  /** Place of the person whom it is about. */
  readonly place: number;
  /** What of the person it shows: it is told anew when that changes. */
  readonly aspect: Aspect | null;
  /** Whether it may be deleted: nothing refers to it. */
  readonly deletable: boolean;
  readonly make: (neighbourhood: Neighbourhood) => Made<Kind>;
}

const here = <Kind extends SopaKind>(
  place: number,
  make: (neighbourhood: Neighbourhood) => Made<Kind>,
  aspect: Aspect | null = null,
  deletable = false,
): MadeHere<Kind> => ({ place, aspect, deletable, make });

const household = (of: Household) => of.places[0] ?? 0;

const deceasedCare = (neighbourhood: Neighbourhood): Made<'service'> => {
  const died = diedAt(neighbourhood, AT.deceased) ?? 0;
  const endedAgo = neighbourhood.town.origin - died;
  return serviceOf(neighbourhood, {
    place: AT.deceased,
    letter: 'b',
    kind: 'home-care',
    startedAgo: 400,
    spread: 200,
    endedAgo,
    endReason: 'death',
    hours: 12,
  });
};

const claim = (
  place: number,
  back: number,
  stateCare: ServiceSketch,
  service: ServiceSketch,
): MadeHere<'claim'> =>
  here(place, (neighbourhood) =>
    claimOf(
      neighbourhood,
      place,
      back,
      serviceOf(neighbourhood, stateCare),
      serviceOf(neighbourhood, service),
    ),
  );

/** All that a neighbourhood has, by kind, in the order in which files hold it. */
export const OBJECTS: {
  readonly [Kind in Exclude<
    SopaKind,
    'group-home' | 'financial-report' | 'statistical-report'
  >]: readonly MadeHere<Kind>[];
} = {
  person: Array.from({ length: PLACES }, (_, place) =>
    here(place, (neighbourhood) => personAt(neighbourhood, place), 'address'),
  ),
  status: [FAMILY, SINGLE, COUPLE].map((of) =>
    here(household(of), (neighbourhood) => statusOf(neighbourhood, of)),
  ),
  survey: SURVEYS.map((sketch) =>
    here(sketch.place, (neighbourhood) => surveyOf(neighbourhood, sketch), 'findings', isLastSurvey(sketch)),
  ),
  benefit: BENEFITS.map((sketch) =>
    here(sketch.place, (neighbourhood) => benefitOf(neighbourhood, sketch), null, sketch.deletable),
  ),
  service: [
    ...SERVICES.map((sketch) =>
      here<'service'>(sketch.place, (neighbourhood) => serviceOf(neighbourhood, sketch), 'share'),
    ),
    here<'service'>(AT.deceased, deceasedCare, 'share'),
  ],
  declaration: [FAMILY, SINGLE, COUPLE, FOSTER].map((of) =>
    here(household(of), (neighbourhood) => declarationOf(neighbourhood, of)),
  ),
  'group-home-stay': [
    here(AT.groupHomeClient, (neighbourhood) =>
      stayOf(neighbourhood, serviceOf(neighbourhood, RESTED_ON.home)),
    ),
  ],
  claim: [0, 1, 2].flatMap((back) => [
    claim(AT.groupHomeClient, back, RESTED_ON.homeStateCare, RESTED_ON.home),
    claim(AT.leftStateCare, back, RESTED_ON.leftStateCare, RESTED_ON.careAfter),
  ]),
};
