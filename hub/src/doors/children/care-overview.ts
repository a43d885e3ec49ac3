import type { CareOverview } from '@saite/contracts';
import { rigaDate } from '@saite/runtime';
import { countCare } from '../../cases/child-care/index.ts';
import { countOpenAlerts } from '../../journal/child-care/read-alerts.ts';
import { readNamelessChildren } from '../../journal/child-care/read-children.ts';
import type { Call } from '../call.ts';

/** `GET /v1/care-overview`: children in care today in figures; it shows nobody. */
export function readCareOverview({ door, read }: Call): Promise<CareOverview> {
  const on = rigaDate(door.clock.now());
  return read(async (transaction) => {
    const children = await readNamelessChildren(transaction, on);
    const openAlerts = await countOpenAlerts(transaction);
    return { answer: { on, ...countCare(children, door.policies, on), openAlerts }, persons: [], target: on };
  });
}
