import type { ControlBody } from '@saite/contracts';
import type { ToldState, Transaction } from '@saite/runtime';

/**
 * Stops a service or the calls to one of its registers, or lets them go on; it stands through every restart.
 *
 * @returns whether there is such a service and upstream
 */
export async function setControl(
  transaction: Transaction,
  told: readonly ToldState[],
  { service, upstream, stopped, reason }: ControlBody,
  operator: string,
  now: Date,
): Promise<boolean> {
  const known = told.find((state) => state.service === service);
  if (!known) return false;
  if (upstream !== undefined && !known.detail.upstreams.some((one) => one.upstream === upstream))
    return false;
  await transaction.query(
    `INSERT INTO operations.control (service, upstream, stopped, reason, operator, since) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (service, upstream) DO UPDATE SET stopped = excluded.stopped, reason = excluded.reason,
       operator = excluded.operator, since = excluded.since`,
    [service, upstream ?? '', stopped, reason, operator, now],
  );
  return true;
}
