import { PersonCode, RecordId, RecordVersion } from '@saite/contracts';
import { eventIdOf, type KeyRing, personRef } from '@saite/identity';
import type { Feeder } from '../feed/feeder.ts';
import { Groups } from './groups.ts';

/** A fact version that must be in the history, or parked. */
export interface ExpectedFact {
  readonly source: string;
  readonly recordId: string;
  readonly version: number;
  readonly eventId: string;
}

/** How a version of a fact is named in sets. */
export const factKey = (fact: Pick<ExpectedFact, 'source' | 'recordId' | 'version'>): string =>
  `${fact.source} ${fact.recordId} ${fact.version}`;

/**
 * What must have come through. Of placements every version that was accepted; of the registers the highest version
 * of each record, since that is all that they keep and tell; and of these only what is about watched persons.
 */
export function expectedFacts(ring: KeyRing, feeder: Feeder): ExpectedFact[] {
  const factOf = (source: string, id: string, version: number): ExpectedFact => ({
    source,
    recordId: id,
    version,
    eventId: eventIdOf(ring, source, RecordId.parse(id), RecordVersion.parse(version)),
  });
  const calls = [...feeder.placements.values()].map(({ call }) => call.body);
  const payments = new Map<string, { personCode: string; recordVersion: number }>();
  const persons = new Map<string, { recordVersion: number }>();
  const groups = new Groups();
  for (const told of feeder.registers) {
    for (const person of told.persons) {
      keepHighest(persons, person.personCode, person);
      groups.add(person.personCode);
      for (const former of person.formerCodes ?? []) groups.join(person.personCode, former);
    }
    for (const payment of told.payments) keepHighest(payments, payment.paymentId, payment);
  }
  for (const { personCode } of calls) groups.add(personCode);
  const placed = new Set(calls.map(({ personCode }) => personCode));
  const watched = new Set(
    [...groups.all().values()].filter((codes) => codes.some((code) => placed.has(code))).flat(),
  );
  return [
    ...calls.map((body) => factOf('spolis.placement', body.placementId, body.recordVersion)),
    ...[...payments]
      .filter(([, { personCode }]) => watched.has(personCode))
      .map(([id, { recordVersion }]) => factOf('sais.payment', id, recordVersion)),
    ...[...persons]
      .filter(([code]) => watched.has(code))
      .map(([code, { recordVersion }]) =>
        factOf('pmlp.person', personRef(ring, PersonCode.parse(code)), recordVersion),
      ),
  ];
}

function keepHighest<Item extends { readonly recordVersion: number }>(
  map: Map<string, Item>,
  id: string,
  item: Item,
): void {
  const known = map.get(id);
  if (!known || known.recordVersion < item.recordVersion) map.set(id, item);
}
