import type { Adapter, PlacementEvent } from '@saite/adapter-kit';
import type { Transaction } from '@saite/runtime';
import { type NoticeState, nextNotice, type SealedNotice, UNKNOWN_PLACEMENT } from './care-notice.ts';

/** SQL of the table of placements as SAIS was told of them. */
export const PLACEMENT_NOTICES_STEP = `
  CREATE TABLE placement_notice (
    placement_id text PRIMARY KEY,
    record_version int NOT NULL DEFAULT 0,
    notice jsonb
  );
`;

/** Brings the placements' states forward and adds the notices that follow, all under the rows' locks. */
export async function noteNotices(
  adapter: Adapter,
  transaction: Transaction,
  events: readonly PlacementEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const table = `${adapter.schema}.placement_notice`;
  const ids = [...new Set(events.map((event) => event.data.recordId))].sort();
  await transaction.query(
    `INSERT INTO ${table} (placement_id) SELECT id FROM unnest($1::text[]) AS new (id) ORDER BY id ON CONFLICT DO NOTHING`,
    [ids],
  );
  const { rows } = await transaction.query<{
    id: string;
    recordVersion: number;
    notice: SealedNotice | null;
  }>(
    `SELECT placement_id AS id, record_version AS "recordVersion", notice FROM ${table}
     WHERE placement_id = ANY($1) ORDER BY placement_id FOR UPDATE`,
    [ids],
  );
  const states = new Map<string, NoticeState>(
    rows.map((row) => [row.id, { recordVersion: row.recordVersion, notice: row.notice ?? undefined }]),
  );
  const before = new Map(states);
  const send: SealedNotice[] = [];
  for (const event of [...events].sort((a, b) => a.data.recordVersion - b.data.recordVersion)) {
    const next = nextNotice(states.get(event.data.recordId) ?? UNKNOWN_PLACEMENT, event);
    states.set(event.data.recordId, next.state);
    if (next.send) send.push(next.send);
  }
  const changed = [...states].filter(([id, state]) => before.get(id) !== state);
  await transaction.query(
    `UPDATE ${table} AS known SET record_version = new.version, notice = new.notice
     FROM unnest($1::text[], $2::int[], $3::jsonb[]) AS new (id, version, notice)
     WHERE known.placement_id = new.id`,
    [
      changed.map(([id]) => id),
      changed.map(([, state]) => state.recordVersion),
      changed.map(([, { notice }]) => (notice ? JSON.stringify(notice) : null)),
    ],
  );
  const deliveries = send.map((notice) => ({
    recordId: notice.placementId,
    recordVersion: notice.recordVersion,
    content: notice,
  }));
  await adapter.deliveries.add(transaction, deliveries, true);
}
