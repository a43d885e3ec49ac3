import type { PersonRef } from '@saite/contracts';
import { holdItems, type Transaction } from '@saite/runtime';

/** Name of the service whose persons these are. */
const HUB = 'hub';

/** A person whom a case could not decide. */
export interface HeldFailure {
  readonly person: PersonRef;
  readonly caseName: string;
  readonly code: string;
}

/** Shows operators whom a case could not decide. */
export const showHeldPersons = (
  transaction: Transaction,
  failures: readonly HeldFailure[],
  now: Date,
): Promise<void> =>
  holdItems(
    transaction,
    HUB,
    failures.map(({ person, caseName, code }) => ({
      kind: 'person',
      key: person,
      state: 'parked',
      type: caseName,
      reason: code,
      detail: 'the case failed on this person',
      subject: person,
    })),
    now,
  );

/** Shows operators the persons whom a former release held. May be done at each start. */
export async function showFormerHeldPersons(transaction: Transaction, now: Date): Promise<void> {
  const { rows } = await transaction.query<HeldFailure>(
    `SELECT person, case_name AS "caseName", code FROM hub.held_person AS former WHERE NOT EXISTS (
       SELECT FROM operations.held WHERE service = '${HUB}' AND kind = 'person' AND queue = '' AND key = former.person)`,
  );
  await showHeldPersons(transaction, rows, now);
}
