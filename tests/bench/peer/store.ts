import type { FactEvent, PersonRef } from '@saite/contracts';
import type pg from 'pg';
import type { MonthContent } from '../../../hub/src/cases/allowance/index.ts';

export const PEER_SCHEMA = `
  CREATE SCHEMA peer;
  CREATE TABLE peer.person (ref text PRIMARY KEY);
  CREATE TABLE peer.fact (type text, record_id text, version int, person text NOT NULL, event json NOT NULL,
    PRIMARY KEY (type, record_id, version));
  CREATE INDEX ON peer.fact (person);
  CREATE TABLE peer.statement (person text, month text, version int, content_hash text NOT NULL, content json NOT NULL,
    PRIMARY KEY (person, month, version));
  CREATE TABLE peer.outbox (seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, event json NOT NULL, sent_at timestamptz);
`;

/** A month's statement that differs from the last one said. */
export interface ChangedStatement {
  readonly month: MonthContent;
  readonly version: number;
  readonly hash: string;
}

/** Locks the person until the transaction ends. */
export async function lockPerson(client: pg.PoolClient, person: PersonRef): Promise<void> {
  await client.query({
    name: 'person',
    text: 'INSERT INTO peer.person (ref) VALUES ($1) ON CONFLICT DO NOTHING',
    values: [person],
  });
  await client.query({
    name: 'lock',
    text: 'SELECT FROM peer.person WHERE ref = $1 FOR UPDATE',
    values: [person],
  });
}

/** @returns false if it was there before */
export async function insertFact(client: pg.PoolClient, event: FactEvent): Promise<boolean> {
  const { rowCount } = await client.query({
    name: 'fact',
    text: 'INSERT INTO peer.fact (type, record_id, version, person, event) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
    values: [event.type, event.data.recordId, event.data.recordVersion, event.subject, JSON.stringify(event)],
  });
  return rowCount === 1;
}

export async function loadEvents(client: pg.PoolClient, person: PersonRef): Promise<FactEvent[]> {
  const { rows } = await client.query<{ event: FactEvent }>({
    name: 'load',
    text: 'SELECT event FROM peer.fact WHERE person = $1',
    values: [person],
  });
  return rows.map(({ event }) => event);
}

/** The last statement of each month: its version and the hash of its content. */
export async function loadHeads(
  client: pg.PoolClient,
  person: PersonRef,
): Promise<Map<string, { version: number; hash: string }>> {
  const { rows } = await client.query<{ month: string; version: number; hash: string }>({
    name: 'heads',
    text: `SELECT DISTINCT ON (month) month, version, content_hash AS hash FROM peer.statement
      WHERE person = $1 ORDER BY month, version DESC`,
    values: [person],
  });
  return new Map(rows.map(({ month, ...head }) => [month, head]));
}

/** Writes the statements and an event about each. */
export async function insertStatements(
  client: pg.PoolClient,
  person: PersonRef,
  changed: readonly ChangedStatement[],
): Promise<void> {
  const contents = changed.map(({ month }) => JSON.stringify(month.content));
  await client.query({
    name: 'statements',
    text: `INSERT INTO peer.statement (person, month, version, content_hash, content)
      SELECT $1, * FROM unnest($2::text[], $3::int[], $4::text[], $5::json[])`,
    values: [
      person,
      changed.map(({ month }) => month.month),
      changed.map(({ version }) => version),
      changed.map(({ hash }) => hash),
      contents,
    ],
  });
  const told = changed.flatMap(({ month, version }, index) =>
    month.announced ? [`{"month":"${month.month}","version":${version},"content":${contents[index]}}`] : [],
  );
  await client.query({
    name: 'outbox',
    text: 'INSERT INTO peer.outbox (event) SELECT unnest($1::json[])',
    values: [told],
  });
}
