import type pg from 'pg';

const AT_ONCE = 50_000;
const CAUSES = 40;
/** Things that are held of one person. */
const OF_A_PERSON = 4;

/** A reference of a made person. */
export const heldPerson = (number: number): string => `p1.${String(number).padStart(22, '0')}`;

/** Parks messages of many causes; one cause in a thousand messages is rare. */
export async function parkMessages(database: pg.Client, from: number, to: number): Promise<void> {
  for (let first = from; first < to; first += AT_ONCE) {
    await database.query(
      `INSERT INTO operations.held (service, kind, queue, key, cause_id, state, error_path, detail, subject, record_id,
         record_version, event_id, contract_version, recent, held_at, last_at, message_type, message_id, body, sealed)
       SELECT service, 'message', 'saite.made', 'k' || number,
         operations.cause_of(service, 'message', 'saite.made', 'sais.payment.recorded.v1', reason, 'data.lines[].granted'),
         'parked', 'data.lines[3].granted', 'made', 'p1.' || lpad((number / ${OF_A_PERSON})::text, 22, '0'), 'P-' || number,
         1, 'e.' || number, 'v1', '[]', now() - make_interval(secs => ${to} - number), now(),
         'sais.payment.recorded.v1', 'e.' || number, convert_to(repeat('x', 600), 'UTF8'), false
       FROM (SELECT number, 'adapter-made-' || number % 4 AS service,
           CASE WHEN number % 1000 = 999 THEN 'RARE' ELSE 'REASON_' || number % ${CAUSES} END AS reason
         FROM generate_series($1::int, $2::int - 1) AS number) AS made`,
      [first, Math.min(first + AT_ONCE, to)],
    );
  }
  await database.query('ANALYZE operations.held');
}
