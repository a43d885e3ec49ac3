import { type EventType, eventContracts, type FactEvent, isFactType, PersonRef } from '@saite/contracts';
import type { Database } from '@saite/runtime';
import { Groups } from './groups.ts';

/** Everything in the history, grouped by person, read without any of the hub's own code. */
export interface KnownFacts {
  /** The references of each person, under the smallest of them. */
  readonly persons: ReadonlyMap<string, readonly PersonRef[]>;
  personOf(ref: string): string;
  /** Every version of every record of which one version names the person. */
  eventsOf(person: string): readonly FactEvent[];
}

const TYPES: Readonly<Record<string, EventType>> = {
  'sais.payment': 'sais.payment.recorded.v1',
  'sais.income': 'sais.income.checked.v1',
  'spolis.placement': 'spolis.placement.recorded.v1',
  'pmlp.person': 'pmlp.person.updated.v1',
};

interface Row {
  readonly source: string;
  readonly recordId: string;
  readonly subject: string;
  readonly eventId: string;
  readonly data: unknown;
}

export async function readKnownFacts(database: Database): Promise<KnownFacts> {
  const { rows } = await database.query<Row>(
    'SELECT source, record_id AS "recordId", subject, event_id AS "eventId", data FROM hub.fact ORDER BY version',
  );
  const groups = new Groups();
  const records = new Map<string, FactEvent[]>();
  for (const row of rows) {
    const event = toEvent(row);
    const key = `${row.source} ${row.recordId}`;
    const versions = records.get(key);
    if (versions) versions.push(event);
    else records.set(key, [event]);
    groups.add(event.subject);
  }
  for (const versions of records.values()) {
    const newest = versions.at(-1); // rows came by version
    if (newest?.type !== 'pmlp.person.updated.v1') continue;
    for (const former of newest.data.formerRefs) groups.join(newest.subject, former);
  }
  const members = groups.all();
  const personOf = new Map([...members].flatMap(([person, refs]) => refs.map((ref) => [ref, person])));
  const events = new Map<string, FactEvent[]>();
  for (const versions of records.values()) {
    for (const person of new Set(versions.map(({ subject }) => personOf.get(subject) ?? subject)))
      events.set(person, [...(events.get(person) ?? []), ...versions]);
  }
  return {
    persons: new Map([...members].map(([person, refs]) => [person, refs.map((ref) => PersonRef.parse(ref))])),
    personOf: (ref) => personOf.get(ref) ?? ref,
    eventsOf: (person) => events.get(person) ?? [],
  };
}

/** The event that a stored fact came with; the instant of its making is not kept and not needed. */
function toEvent({ source, subject, eventId, data }: Row): FactEvent {
  const type = TYPES[source] ?? '';
  if (!isFactType(type)) throw new Error(`${source} is no source of facts`);
  return eventContracts[type].parse({
    specversion: '1.0',
    id: eventId,
    source: `/registers/${source.split('.')[0]}`,
    type,
    subject,
    time: '2000-01-01T00:00:00.000Z',
    datacontenttype: 'application/json',
    data,
  });
}
