import { type Clock, type Database, type HealthReport, inTransaction, rigaDate } from '@saite/runtime';

/** An adapter tells of itself before its queue is there; what it is told must not come earlier. */
const AFTER_S = 15;

/**
 * Tells an adapter that was added later what it missed: every placement that stands, once, some seconds after it was
 * first heard of. The others take them as what they know already.
 *
 * @param services what each service last told of itself
 * @returns how many placements were put into the outbox
 */
export async function introduceAdapters(
  database: Database,
  clock: Clock,
  services: HealthReport,
): Promise<number> {
  const awake = Object.entries(services)
    .filter(([service, { state }]) => service.startsWith('adapter-') && state !== 'down')
    .map(([service]) => service);
  return inTransaction(database, async (transaction) => {
    const now = clock.now();
    await transaction.query({
      name: 'meet-adapters',
      text: `INSERT INTO hub.introduced_adapter (service, met_at) SELECT service, $2 FROM unnest($1::text[]) AS service
        ORDER BY service ON CONFLICT DO NOTHING`,
      values: [awake, now],
    });
    const { rowCount: introduced } = await transaction.query({
      name: 'introduce-adapters',
      text: `UPDATE hub.introduced_adapter SET told_at = $2
        WHERE told_at IS NULL AND service = ANY($1) AND met_at <= $2::timestamptz - make_interval(secs => ${AFTER_S})`,
      values: [awake, now],
    });
    if (!introduced) return 0;
    const { rowCount } = await transaction.query(
      `INSERT INTO hub.outbox (made_on, event_type, event_id, event)
       SELECT $1, 'spolis.placement.recorded.v1', event_id, json_build_object('specversion', '1.0', 'id', event_id,
         'source', '/registers/spolis', 'type', 'spolis.placement.recorded.v1', 'subject', subject,
         'time', to_char(known_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
         'datacontenttype', 'application/json', 'data', data)
       FROM hub.fact WHERE source = 'spolis.placement' AND NOT EXISTS (
         SELECT FROM hub.fact newer WHERE newer.source = fact.source AND newer.record_id = fact.record_id
           AND newer.version > fact.version)`,
      [rigaDate(now)],
    );
    return rowCount ?? 0;
  });
}
