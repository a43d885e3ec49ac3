import { birthday, dateOfDayNumber, dayNumber } from '@saite/contracts';
import { childAge, childCode } from '../person-codes.ts';
import type { PopulationOptions } from '../population.ts';
import { randomOf } from '../random.ts';
import { courseOf, formOf } from './course.ts';
import { makeDecisions } from './decisions.ts';
import { CHILD_MUNICIPALITIES, courtOf } from './municipalities.ts';
import { makeCrises, makeSurveys } from './notices.ts';
import { childPersons, makeResidences } from './people.ts';
import type { MadeChild } from './records.ts';
import { makeReports } from './reports.ts';
import { childPlacements, childStays } from './stays.ts';

/** Added to a seed, gives the children numbers of their own; larger than any seed. */
const CHILDREN = 0x40000000;

/**
 * Everything that the registers know of one made child in out-of-family care (*ārpusģimenes aprūpe*).
 *
 * @param seed the same seed, index and day give the same records, byte for byte
 * @param index from 0 on; does not depend on how many children are made
 */
export function makeChild(seed: number, index: number, options: PopulationOptions): MadeChild {
  const random = randomOf(seed + CHILDREN, index);
  const today = dayNumber(options.today);
  const born = today - childAge(seed, index);
  const code = childCode(seed, index, born);
  const residences = makeResidences(random, born, today);
  const course = courseOf(random, formOf(seed, index), born, today);
  const { since } = course;
  const atvk =
    residences.findLast((residence) => residence.since <= since)?.atvk ?? random.pick(CHILD_MUNICIPALITIES);
  const stays = childStays(random, course, atvk, today);
  const id = `${seed}-${String(index).padStart(6, '0')}`;
  const third = birthday(dateOfDayNumber(born), 3);
  const notice = { childCode: code, since, today };
  return {
    persons: childPersons(random, { seed, index, code, born, residences }),
    decisions: makeDecisions(random, {
      idPrefix: `L${id}`,
      childCode: code,
      courtId: courtOf(atvk),
      course,
      born,
      today,
    }),
    crises: makeCrises(random, { ...notice, idPrefix: `K${id}` }),
    surveys: makeSurveys(random, { ...notice, idPrefix: `A${id}` }),
    placements: childPlacements(random, `B${id}`, code, stays, atvk),
    reports: makeReports(random, { idPrefix: `Z${id}`, childCode: code, stays, third, today }),
  };
}

/** The children of a population one by one, so that a large one need not stand in memory. */
export function* eachChild(
  seed: number,
  children: number,
  options: PopulationOptions,
): Generator<MadeChild, void> {
  for (let index = 0; index < children; index += 1) yield makeChild(seed, index, options);
}
