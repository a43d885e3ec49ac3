import { municipalityOn } from '@saite/contracts';
import { dateOf, monthOfDay, monthText } from './days.ts';
import { dice, mixed } from './dice.ts';
import { baseAt, FIRST_OF_MISTAKES, indexAt, type Neighbourhood, personIdAt } from './places.ts';
import type { Made } from './plain.ts';

/** Neighbourhoods that share a group home; those of mistakes have one each. */
export const SHARED_BY = 8;
const HOME = 400;
const CLAIM = 420;
const WEIGHTS = [9, 1, 4, 8, 3, 10, 2, 5, 7, 6] as const;

/** Number of the home that a neighbourhood's client lives in. */
const homeNumber = (number: number): number =>
  number < FIRST_OF_MISTAKES ? Math.floor(number / SHARED_BY) : number;

/** Whether the home is told with this neighbourhood. */
export const bringsHome = ({ number }: Neighbourhood): boolean =>
  number >= FIRST_OF_MISTAKES || number % SHARED_BY === 0;

const homeIdOf = ({ number }: Neighbourhood): string => `G-${homeNumber(number)}`;

/** A registration number with its check digit: weights 9 1 4 8 3 10 2 5 7 6 1, the sum modulo 11 is 3. */
function registrationNumber(number: number): string {
  for (let serial = number; ; serial += 1) {
    const firstTen = `9${String(serial % 1_000_000_000).padStart(9, '0')}`;
    const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(firstTen.charAt(at)), 0);
    const check = (((3 - sum) % 11) + 11) % 11;
    if (check < 10) return `${firstTen}${check}`;
  }
}

const openedOf = ({ town }: Neighbourhood): number =>
  Math.max(town.codeFrom, town.origin - 1_500 - dice(town.seed, HOME, 400));

/** The group home (*grupu māja*) of a neighbourhood's client. */
export function homeOf(neighbourhood: Neighbourhood): Made<'group-home'> {
  const { town, number } = neighbourhood;
  const base = mixed(town.seed, homeNumber(number));
  const kind = dice(base, HOME, 2) === 0 ? 'Grupu māja "Saule & Mēness"' : 'Grupu dzīvoklis "Ķiršu ābele"';
  return {
    groupHomeId: homeIdOf(neighbourhood),
    name: `${kind} Nr. ${homeNumber(number) + 1}`,
    registrationNumber: registrationNumber(town.ordinal * 500_000 + homeNumber(number)),
    territory: town.municipality.code,
    openedOn: dateOf(openedOf(neighbourhood)),
    closedOn: null,
    places: SHARED_BY + dice(base, HOME + 1, 4),
  };
}

/** The stay of a client, who gets the service of a group home from its first day on. */
export function stayOf(neighbourhood: Neighbourhood, service: Made<'service'>): Made<'group-home-stay'> {
  const place = indexAt(neighbourhood, 0);
  const base = mixed(neighbourhood.town.seed, place);
  const other = neighbourhood.town.municipality.code === '0002000' ? '0003000' : '0002000';
  const isFromElsewhere = dice(base, HOME + 2, 8) === 0 && municipalityOn(other, service.startedOn);
  return {
    stayId: service.serviceId.replace('K-', 'U-'),
    personId: service.personId,
    groupHomeId: homeIdOf(neighbourhood),
    movedInOn: service.startedOn,
    movedOutOn: null,
    disabilityGroup: service.disabilityGroup ?? 'II',
    fromMunicipality: isFromElsewhere ? other : null,
    clientShare: dice(base, HOME + 3, 3) === 0 ? null : 5_000 + dice(base, HOME + 3, 5_000),
  };
}

/** A claim of *nauda seko klientam* for a month, counted back from the one before the first file's last day. */
export function claimOf(
  neighbourhood: Neighbourhood,
  place: number,
  monthsBack: number,
  stateCare: Made<'service'>,
  service: Made<'service'>,
): Made<'claim'> {
  const month = monthOfDay(neighbourhood.town.origin) - 1 - monthsBack;
  const base = baseAt(neighbourhood, place);
  const most = Math.max(1, (service.monthlyCost ?? 0) - (service.clientShare ?? 0) - 3_000);
  return {
    claimId: `N-${indexAt(neighbourhood, place)}-${monthText(month)}`,
    personId: personIdAt(neighbourhood, place),
    stateCareServiceId: stateCare.serviceId,
    serviceId: service.serviceId,
    leftCareOn: stateCare.endedOn ?? service.startedOn,
    month: monthText(month),
    disabilityGroup: stateCare.disabilityGroup ?? 'II',
    amount: 1 + dice(base, CLAIM + monthsBack, most),
  };
}
