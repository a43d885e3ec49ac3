import {
  birthDateIn,
  birthday,
  type CalendarDate,
  type ContactReportBody,
  dayNumber,
  type PersonRef,
} from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import type { Door } from '../call.ts';
import { ProblemError } from '../problem-error.ts';
import { readChild } from './known-child.ts';

const OF_AGE = 18;
const NOT_IN_CARE = 'no placement of this child holds the day of the report';

/**
 * Refuses a report that cannot be: dated in the future, about somebody of age, or about a child whom no placement
 * holds on that day or who never had a day in that institution. The last two are told alike, so that nobody learns
 * where else a child is.
 *
 * @throws ProblemError `INVALID` with the field
 */
export async function refuseImpossibleReport(
  transaction: Transaction,
  door: Pick<Door, 'policies' | 'references'>,
  { reportedOn, institutionId, childCode }: ContactReportBody,
  subject: PersonRef,
  today: CalendarDate,
): Promise<void> {
  const refuse = (path: string, message: string) => new ProblemError('INVALID', [{ path, message }]);
  if (reportedOn > today) throw refuse('reportedOn', 'must not be in the future');
  const day = dayNumber(reportedOn);
  const found = await readChild(transaction, door, subject);
  const bornOn = found?.child.person.bornOn ?? birthDateIn(childCode);
  if (bornOn !== null && day >= birthday(bornOn, OF_AGE))
    throw refuse('childCode', 'of age on the day of the report');
  if (!found) throw refuse('childCode', NOT_IN_CARE);
  const { placements } = found.child;
  const holds = placements.some(({ from, countedTo }) => from <= day && day < countedTo);
  const wasThere = placements.some(
    (placement) => placement.institutionId === institutionId && placement.from < placement.countedTo,
  );
  if (!holds || !wasThere) throw refuse('reportedOn', NOT_IN_CARE);
}
