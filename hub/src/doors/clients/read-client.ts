import { type Client, type ClientMonthSummary, dayNumber, type PersonRef } from '@saite/contracts';
import { rigaDate, toInstant } from '@saite/runtime';
import { type MonthInForce, readMonths } from '../../journal/read-months.ts';
import { refsOfPerson } from '../../persons/groups.ts';
import { mayShow } from '../allowances.ts';
import type { Call } from '../call.ts';
import { readPerson } from '../persons/known-person.ts';
import { readShownPerson } from '../persons/shown-persons.ts';
import { ProblemError } from '../problem-error.ts';
import { clientPlacements } from './client-placements.ts';

/** `GET /v1/clients/{personRef}`: who a client is, where it was, and each month as it is said now. */
export function readClient({ door, reach, read }: Call, ref: PersonRef): Promise<Client> {
  const { database, deciders, references, clock } = door;
  const today = rigaDate(clock.now());
  return read(
    async (transaction) => {
      const known = await readPerson(transaction, references, ref);
      if (!known) throw new ProblemError('NOT_FOUND');
      const placements = clientPlacements(reach, known, dayNumber(today));
      const months = (await readMonths(transaction, known.refs)).filter((month) => mayShow(month, reach));
      if (placements.length === 0 && months.length === 0) throw new ProblemError('NOT_FOUND');
      const name = known.refs[0] ?? ref;
      const person = await readShownPerson(
        transaction,
        references,
        name,
        { bornOn: known.pmlp.bornOn, death: known.death },
        today,
      );
      return { answer: { person, placements, months: months.map(summaryOf) }, persons: [name] };
    },
    async () => deciders.decideNow(await refsOfPerson(database, references, ref)),
  );
}

const summaryOf = ({ month, version, versions, content, recordedAt }: MonthInForce): ClientMonthSummary => ({
  month,
  version,
  versions,
  daysInCare: content.daysInCare,
  base: content.base,
  allowance: content.allowance,
  serviceCost: content.serviceCost,
  clientShare: content.clientShare,
  remainder: content.remainder,
  shortfall: content.shortfall,
  flags: content.flags,
  computedAt: toInstant(recordedAt),
});
