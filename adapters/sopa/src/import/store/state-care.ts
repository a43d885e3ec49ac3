import type { EventOf } from '@saite/contracts';
import type { Transaction } from '@saite/runtime';

type PlacementEvent = EventOf<'spolis.placement.recorded.v1'>;

/**
 * Keeps stays in state care centres as SPOLIS tells them, of each the highest version: services and claims are held
 * against them.
 */
export async function keepStateCare(
  transaction: Transaction,
  schema: string,
  placements: readonly PlacementEvent[],
): Promise<void> {
  const newest = new Map<string, PlacementEvent>();
  for (const event of placements) {
    const before = newest.get(event.data.recordId);
    if (!before || before.data.recordVersion < event.data.recordVersion)
      newest.set(event.data.recordId, event);
  }
  const events = [...newest.values()];
  if (events.length === 0) return;
  const stays = events.map(({ data }) => (data.withdrawn ? null : data.stay));
  await transaction.query(
    `INSERT INTO ${schema}.state_stay AS known
       (placement_id, version, subject, institution_id, started_on, ended_on, withdrawn)
     SELECT * FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[])
     ON CONFLICT (placement_id) DO UPDATE SET version = excluded.version, subject = excluded.subject,
       institution_id = excluded.institution_id, started_on = excluded.started_on, ended_on = excluded.ended_on,
       withdrawn = excluded.withdrawn
     WHERE known.version < excluded.version`,
    [
      events.map(({ data }) => data.recordId),
      events.map(({ data }) => data.recordVersion),
      events.map(({ subject }) => subject),
      stays.map((stay) => stay?.institutionId ?? ''),
      stays.map((stay) => stay?.startedOn ?? ''),
      stays.map((stay) => stay?.endedOn ?? null),
      // Children's placements are no state care that a municipality's service could stand against.
      stays.map((stay) => stay?.programme !== 'adult-long-term-care'),
    ],
  );
}
