import { FACT_TYPES, type FactType } from '@saite/contracts';
import { type Clock, type Database, inTransaction, rigaDate } from '@saite/runtime';

/** A service tells of itself before its queue is there; what it is told must not come earlier. */
const AFTER_S = 15;

/** Register and thing of a type of facts, as facts are stored under it: its first two parts. */
const sourceOf = (type: FactType): string => type.split('.').slice(0, 2).join('.');

const isFact = (type: string): type is FactType => FACT_TYPES.some((known) => known === type);

/**
 * Tells a service that was added later, or consumes more than before, what it missed: of each type of facts that is
 * new to it the newest version of every record, once, some seconds after it was first heard of. All others take them
 * as what they know already. Who was there before the first fact missed nothing.
 *
 * @param takers types of the events that each service consumes which is awake
 * @returns how many facts were put into the outbox
 */
export async function introduceServices(
  database: Database,
  clock: Clock,
  takers: ReadonlyMap<string, readonly string[]>,
): Promise<number> {
  const consumed = [...takers].flatMap(([service, takes]) =>
    takes.filter(isFact).map((type) => ({ service, type })),
  );
  if (consumed.length === 0) return 0;
  return inTransaction(database, async (transaction) => {
    const now = clock.now();
    const keys = [consumed.map(({ service }) => service), consumed.map(({ type }) => type)];
    await transaction.query({
      name: 'meet-services',
      text: `INSERT INTO hub.introduction (service, event_type, met_at, told_at)
        SELECT service, event_type, $3, CASE WHEN NOT EXISTS (SELECT FROM hub.fact) THEN $3::timestamptz END FROM unnest($1::text[], $2::text[]) AS met (service, event_type)
        ORDER BY service, event_type ON CONFLICT DO NOTHING`,
      values: [...keys, now],
    });
    const { rows: introduced } = await transaction.query<{ type: FactType }>({
      name: 'introduce-services',
      text: `UPDATE hub.introduction SET told_at = $3 FROM unnest($1::text[], $2::text[]) AS awake (service, event_type)
        WHERE told_at IS NULL AND introduction.service = awake.service AND introduction.event_type = awake.event_type
          AND met_at <= $3::timestamptz - make_interval(secs => ${AFTER_S})
        RETURNING introduction.event_type AS type`,
      values: [...keys, now],
    });
    const types = [...new Set(introduced.map(({ type }) => type))];
    if (types.length === 0) return 0;
    const { rowCount } = await transaction.query(
      `INSERT INTO hub.outbox (made_on, event_type, event_id, event)
       SELECT $1, wanted.type, event_id, json_build_object('specversion', '1.0', 'id', event_id,
         'source', wanted.teller, 'type', wanted.type, 'subject', subject,
         'time', to_char(known_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
         'datacontenttype', 'application/json', 'data', data)
       FROM hub.fact JOIN unnest($2::text[], $3::text[], $4::text[]) AS wanted (type, source, teller) USING (source)
       WHERE NOT EXISTS (
         SELECT FROM hub.fact newer WHERE newer.source = fact.source AND newer.record_id = fact.record_id
           AND newer.version > fact.version)`,
      [rigaDate(now), types, types.map(sourceOf), types.map(tellerOf)],
    );
    return rowCount ?? 0;
  });
}

/** Who tells a type of facts, as the envelope names it. */
function tellerOf(type: FactType): string {
  const [register = ''] = type.split('.');
  return register === 'saite' ? '/saite' : `/registers/${register}`;
}
