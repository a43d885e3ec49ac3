import pg from 'pg';
import { type Database, inTransaction } from '../database.ts';

/** What a former release told of the field that is wrong. */
const PATH = `coalesce(substring(detail FROM '^not as the contract says: ([A-Za-z0-9_.]+)'),
  substring(detail FROM '^([A-Za-z0-9_.]+): [a-z_]+'), '')`;

/**
 * Moves what a former release held in a service's own schema to where operators see it; then the old table is gone.
 * May be done at each start.
 */
export async function moveHeldMessages(database: Database, schema: string, service: string): Promise<void> {
  await inTransaction(database, async (transaction) => {
    await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `saite.migrate.${schema}`,
    ]);
    const { rows } = await transaction.query(
      "SELECT FROM pg_tables WHERE schemaname = $1 AND tablename = 'held_message'",
      [schema],
    );
    if (rows.length === 0) return;
    const old = `${pg.escapeIdentifier(schema)}.held_message`;
    await transaction.query(
      `INSERT INTO operations.held (service, kind, queue, key, cause_id, state, error_path, detail, subject, record_id,
         record_version, event_id, contract_version, attempts, recent, held_at, last_at, retry_at, message_type,
         message_id, body, sealed)
       SELECT $1, 'message', queue, digest,
         operations.cause_of($1, 'message', queue, type, code, regexp_replace(path, '\\.\\d+', '[]', 'g')),
         state, path, detail, event ->> 'subject', event #>> '{data,recordId}', (event #>> '{data,recordVersion}')::int,
         event ->> 'id', substring(type FROM '\\.(v[0-9]+)$'), attempts,
         jsonb_build_array(jsonb_build_object('at', held_at, 'reason', code, 'path', path)), held_at, held_at, retry_at,
         CASE WHEN type <> 'unreadable' THEN type END, message_id, body, type = 'unreadable'
       FROM (SELECT *, ${PATH} AS path,
           CASE WHEN type <> 'unreadable' THEN convert_from(body, 'UTF8')::jsonb ELSE '{}' END AS event FROM ${old}) AS old
       ON CONFLICT DO NOTHING`,
      [service],
    );
    await transaction.query(`DROP TABLE ${old}`);
  });
}
