import {
  DatasetPublished,
  DeliveryRequested,
  DiscrepancyDeliveryRequested,
  EVENTS_EXCHANGE,
  type EventType,
  eventContracts,
  isEventType,
  SOURCE_TYPES,
} from '@saite/contracts';

/** What a service's user may do on a virtual host: patterns of names, and of the routing keys that it publishes. */
export interface BrokerRights {
  readonly configure: string;
  readonly write: string;
  readonly read: string;
  /** Exchange that `published` is about. */
  readonly exchange: string;
  readonly published: string;
}

/** What all services rely on; the hub keeps it in being. */
const SHARED = ['events', 'dead', 'archive'];

/**
 * The rights of a service. It makes and consumes its own queues, `saite.<its room>` and what begins with that and a
 * dot, publishes the events that are its own, and cannot make or remove what others rely on. A queue names the exchange
 * of what the broker gave up on (`saite.dead`), which takes the right to write there.
 *
 * The hub, which always runs, declares the shared part anew whenever it connects.
 *
 * @param services all of them: whose event it is depends on whether its register has an adapter
 */
export function brokerRights(service: string, services: readonly string[]): BrokerRights {
  const room = service.replace(/^adapter-/, '');
  const shared = service === 'hub' ? SHARED : [];
  const types = Object.keys(eventContracts).filter(isEventType);
  return {
    configure: named(room, shared),
    write: named(room, [...shared, 'events', 'dead']),
    read: named(room, [...shared, 'events']),
    exchange: EVENTS_EXCHANGE,
    published: oneOf(types.filter((type) => publisherOf(type, services) === service)),
  };
}

/** A pattern of the names of a room's queues, and of single things beside them. */
const named = (room: string, others: readonly string[]): string =>
  `^saite\\.(${[`${room}(\\..+)?`, ...new Set(others)].join('|')})$`;

/** With no type at all the pattern fits none: an empty list would fit everything. */
const oneOf = (types: readonly string[]): string =>
  types.length === 0 ? '^(?!)$' : `^(${types.map((type) => type.replaceAll('.', '\\.')).join('|')})$`;

/** The service that alone publishes events of a type; the hub, where it is not a register's with an adapter. */
export function publisherOf(type: EventType, services: readonly string[]): string {
  const { data } = eventContracts[type].shape;
  if (data === DatasetPublished) return 'statistics';
  if (data === DeliveryRequested || data === DiscrepancyDeliveryRequested) return 'hub';
  if (SOURCE_TYPES.some((known) => known === type)) return 'adapter-sources';
  const adapter = `adapter-${type.split('.')[0]}`;
  return services.includes(adapter) ? adapter : 'hub';
}
