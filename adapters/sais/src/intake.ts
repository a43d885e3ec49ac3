import { type Adapter, type CodeToWatch, consumeEvents, DONE, type Verdict } from '@saite/adapter-kit';
import type { EventOf, FactEvent } from '@saite/contracts';
import { openCode, openPerson, personRef, sealCode } from '@saite/identity';
import { inTransaction, type Transaction } from '@saite/runtime';
import { type NoticeState, nextNotice, type SealedNotice, UNKNOWN_PLACEMENT } from './care-notice.ts';

/** SQL of the table of placements as SAIS was told of them. */
export const PLACEMENT_NOTICES_STEP = `
  CREATE TABLE placement_notice (
    placement_id text PRIMARY KEY,
    record_version int NOT NULL DEFAULT 0,
    notice jsonb
  );
`;

type PlacementEvent = EventOf<'spolis.placement.recorded.v1'>;
type PersonEvent = EventOf<'pmlp.person.updated.v1'>;

const WRONG_BOX: Verdict = {
  verdict: 'park',
  code: 'SEALED_WRONG',
  detail: 'the sealed identity does not open with the key of its version',
};

export interface IntakeOptions {
  readonly queue: string;
  /** Told when a person is newly watched, or a notice is to be sent. */
  readonly onWork: () => void;
}

/** Takes placements and person records: whom to watch, and what SAIS is to be told. */
export const startIntake = (adapter: Adapter, { queue, onWork }: IntakeOptions): Promise<void> =>
  consumeEvents(adapter, {
    queue,
    types: ['spolis.placement.recorded.v1', 'pmlp.person.updated.v1'],
    take: async (events) => {
      const read = events.map((event) => readCodes(adapter, event));
      await inTransaction(adapter.database, async (transaction) => {
        const placements: PlacementEvent[] = [];
        for (const [index, event] of events.entries()) {
          const codes = read[index];
          if (!codes) continue;
          if (event.type === 'spolis.placement.recorded.v1') placements.push(event);
          if (event.type === 'pmlp.person.updated.v1' && codes.length > 1)
            await adapter.watched.link(transaction, event.subject, codes);
        }
        await adapter.watched.watch(transaction, placements.map(codeOf));
        await noteNotices(adapter, transaction, placements);
      });
      onWork();
      return read.map((codes) => (codes ? DONE : WRONG_BOX));
    },
  });

const codeOf = ({ subject, data }: PlacementEvent): CodeToWatch => ({
  personRef: subject,
  code: data.identity,
});

/** The codes that an event speaks of; `undefined` if its box does not open. */
function readCodes(adapter: Adapter, event: FactEvent): readonly CodeToWatch[] | undefined {
  try {
    if (event.type === 'spolis.placement.recorded.v1') {
      openCode(adapter.keys, event.subject, event.data.identity);
      return [codeOf(event)];
    }
    return event.type === 'pmlp.person.updated.v1' ? codesOfPerson(adapter, event) : [];
  } catch {
    return undefined;
  }
}

function codesOfPerson({ keys }: Adapter, { subject, data }: PersonEvent): CodeToWatch[] {
  const { personCode, formerCodes } = openPerson(keys, subject, data.identity);
  return [personCode, ...formerCodes].map((code) => {
    const ref = personRef(keys, code);
    return { personRef: ref, code: sealCode(keys, ref, code) };
  });
}

/** Brings the placements' states forward and adds the notices that follow, all under the rows' locks. */
async function noteNotices(
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
