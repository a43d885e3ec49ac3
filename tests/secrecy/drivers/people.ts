import type { CalendarDate } from '@saite/contracts';
import { makeChild, makePerson } from '../../../sandbox/src/population/index.ts';
import { PERSONS } from '../dose.ts';
import { SEED } from './population.ts';

/** Somebody of the population, as a caller knows them. */
export interface Somebody {
  readonly code: string;
  readonly name: string;
  readonly institutionId: string;
  readonly placementId: string;
}

/** An adult in care. */
export function anAdult(index: number, today: CalendarDate): Somebody {
  for (let at = index; ; at += 1) {
    const { persons, placements } = makePerson(SEED, at % PERSONS, { today });
    const somebody = somebodyOf(persons.at(-1), placements.at(-1));
    if (somebody) return somebody;
  }
}

/** A child in care that an institution reported on, with the court that decided. */
export function aChild(
  index: number,
  today: CalendarDate,
): Somebody & { readonly courtId: string; readonly reportId: string } {
  for (let at = index; ; at += 1) {
    const { persons, placements, decisions, reports } = makeChild(SEED, at % Math.floor((PERSONS * 5) / 18), {
      today,
    });
    const stay = placements.find(({ endedOn }) => endedOn === undefined);
    const somebody = somebodyOf(persons.at(-1), stay);
    const [courtId, reportId] = [decisions.at(-1)?.courtId, reports.at(-1)?.reportId];
    if (somebody && courtId !== undefined && reportId !== undefined)
      return { ...somebody, courtId, reportId };
    if (at > index + PERSONS) throw new Error('nobody reported on a child: the population is too small');
  }
}

function somebodyOf(
  person:
    | { readonly personCode: string; readonly givenName: string; readonly familyName: string }
    | undefined,
  placement: { readonly placementId: string; readonly institutionId: string } | undefined,
): Somebody | undefined {
  if (!person || !placement) return undefined;
  const { personCode, givenName, familyName } = person;
  const { placementId, institutionId } = placement;
  return {
    code: personCode.replace('-', ''),
    name: `${givenName} ${familyName}`,
    placementId,
    institutionId,
  };
}
