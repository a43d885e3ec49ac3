import { dateOfDayNumber, dayNumber, REQUESTED_SERVICES } from '@saite/contracts';
import { type MadeMonth, personCells } from './plan.ts';
import type { Random } from './random.ts';

type Rows = Generator<readonly string[], void>;

/** A day of the month. */
const anyDay = (random: Random, { firstDay, lastDay }: MadeMonth): string =>
  dateOfDayNumber(random.int(dayNumber(firstDay), dayNumber(lastDay)));

/** Classes of ISO 9999, as often as they are about given out. */
const AID_CLASSES = ['12', '12', '12', '12', '09', '09', '06', '06', '22', '04', '15', '18', '24'] as const;

/** Technical aids; every tenth person gets another one. */
export function* technicalAids(month: MadeMonth): Rows {
  const persons = month.sized(18_000);
  for (let index = 0; index < persons; index += 1) {
    const random = month.random('technical-aids', index);
    const person = personCells(month, random, index);
    const [first, issuedOn] = [random.pick(AID_CLASSES), anyDay(random, month)];
    yield [...person, first, issuedOn];
    if (random.percent(10)) yield [...person, first === '12' ? '09' : '12', issuedOn];
  }
}

const LONGEST_STATUS = 900;

/** Unemployed: most of them for long, a tenth ended in the month. */
export function* unemployed(month: MadeMonth): Rows {
  const [firstDay, lastDay] = [dayNumber(month.firstDay), dayNumber(month.lastDay)];
  const persons = month.sized(60_000);
  for (let index = 0; index < persons; index += 1) {
    const random = month.random('unemployed', index);
    const person = personCells(month, random, index);
    const since = random.int(firstDay - LONGEST_STATUS, lastDay);
    const until = random.percent(10) ? random.int(Math.max(since, firstDay), lastDay) : undefined;
    yield [...person, dateOfDayNumber(since), until === undefined ? '' : dateOfDayNumber(until)];
  }
}

/** Requests for services in the community. */
export function* supportRequests(month: MadeMonth): Rows {
  const services = Object.keys(REQUESTED_SERVICES);
  const persons = month.sized(700);
  for (let index = 0; index < persons; index += 1) {
    const random = month.random('support-requests', index);
    yield [...personCells(month, random, index), random.pick(services), anyDay(random, month)];
  }
}
