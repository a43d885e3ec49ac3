import {
  type InstitutionClients,
  type InstitutionClientsQuery,
  type InstitutionId,
  monthNumber,
  monthOfNumber,
  type PersonRef,
} from '@saite/contracts';
import { mapInSlices, toInstant } from '@saite/runtime';
import type { z } from 'zod';
import { type MonthOfClient, tellInstitutionMonth } from '../../cases/institution-month/index.ts';
import { type ClientStatement, readInstitutionClients } from '../../journal/read-institution-clients.ts';
import { institutionExists } from '../../journal/read-statements.ts';
import type { Call } from '../call.ts';
import { inOrderOfNames, openNames, readIdentities } from '../persons/shown-persons.ts';
import { ProblemError } from '../problem-error.ts';

/**
 * `GET /v1/institutions/{institutionId}/clients`: the month of every client on one page, beside the month before, as
 * far as this institution goes.
 *
 * @param limit how many of each list are shown, and so have an entry in the audit trail
 */
export function listInstitutionClients(
  { door, reach, read }: Call,
  institutionId: InstitutionId,
  { month, limit }: z.infer<typeof InstitutionClientsQuery>,
): Promise<InstitutionClients> {
  const isReached = reach.all || reach.institutionIds.has(institutionId);
  const before = monthOfNumber(monthNumber(month) - 1);
  return read(async (transaction) => {
    if (!isReached || !(await institutionExists(transaction, institutionId)))
      throw new ProblemError('NOT_FOUND');
    const rows = await readInstitutionClients(transaction, institutionId, [month, before]);
    const here = rows.filter(({ content }) =>
      content.stays.some((stay) => stay.days > 0 && stay.institutionId === institutionId),
    );
    const people = new Map(here.map(({ person, subject }) => [person, subject]));
    const identities = await readIdentities(
      transaction,
      door.references,
      [...people.keys()],
      [...people.values()],
    );
    const statements = Map.groupBy(rows, ({ person }) => person);
    const monthOfClient = ([person, subject]: [PersonRef, PersonRef]): MonthOfClient => {
      const told = statements.get(person) ?? [];
      const now = told.find((row) => row.month === month);
      const previous = told.find((row) => row.month === before);
      return {
        who: { personRef: subject, ...openNames(door.keyRing, identities, person, subject) },
        now: now ? clientTold(now) : null,
        before: previous ?? null,
      };
    };
    const make = async () => {
      const months = await mapInSlices([...people], monthOfClient);
      const ordered = inOrderOfNames(months, ({ who }) => who);
      return tellInstitutionMonth(institutionId, month, ordered, limit);
    };
    const target = `${institutionId}/${month}`;
    if (limit === undefined) return { persons: [...people.values()], target, make };
    const answer = await make(); // whom it shows is known when the names are in order
    return { answer, persons: [...answer.clients, ...answer.gone].map((each) => each.personRef), target };
  });
}

const clientTold = ({ month, content, version, recordedAt, corrected }: ClientStatement) => ({
  month,
  content,
  version,
  computedAt: toInstant(recordedAt),
  corrected,
});
