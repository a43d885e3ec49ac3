import {
  type DiscrepancyChannel,
  type EventOf,
  type PersonRef,
  Recipient,
  RecordId,
  RecordVersion,
  type Sealed,
} from '@saite/contracts';
import { eventHead, type KeyRing } from '@saite/identity';
import { type Transaction, toInstant } from '@saite/runtime';
import { type CurrentCode, currentCode } from '../../deciders/current-code.ts';
import type { Decided } from '../../deciders/decide.ts';
import { keepIdentities, readIdentity } from '../../persons/identities.ts';
import type { OutboxEvent } from '../../relay/outbox.ts';
import { type DeliveryRow, type StoredDelivery, settle, toAsk } from '../deliveries/delivery.ts';
import { loadDeliveries } from '../deliveries/stored.ts';
import { writeDeliveries } from '../deliveries/write.ts';
import { documentOf } from './documents.ts';
import { planDiscrepancyDeliveries } from './plan-deliveries.ts';
import { loadDiscrepanciesToTell, type StoredDiscrepancy } from './stored.ts';

type Requested = EventOf<`${DiscrepancyChannel}.discrepancy-delivery.requested.v1`>;

/**
 * Tells the keepers of the data through registers of theirs what contradicts another register, and that it is settled:
 * takes how earlier deliveries ended, and asks for those that are needed now. To be called once the journal says what
 * is found and resolved.
 *
 * @param isOpen whether the journal has an open discrepancy of one of these persons
 * @returns the requests, to be published
 */
export async function deliverDiscrepancies(
  ring: KeyRing,
  transaction: Transaction,
  decided: readonly Decided<unknown>[],
  isOpen: boolean,
  now: Date,
): Promise<OutboxEvent[]> {
  const refs = decided.flatMap(({ known }) => known.group.refs);
  const stored = await loadDeliveries(transaction, refs, ['discrepancy', 'discrepancy-resolved']);
  if (stored.length === 0 && !isOpen) return [];
  const discrepancies = await loadDiscrepanciesToTell(
    transaction,
    refs,
    stored.map(({ documentId }) => documentId),
  );
  if (discrepancies.length === 0) return [];
  const rowsByPerson = Map.groupBy(stored, ({ person }) => person);
  const byPerson = Map.groupBy(discrepancies, ({ person }) => person);
  const byId = new Map<string, StoredDiscrepancy>(discrepancies.map((each) => [each.discrepancyId, each]));
  const changed: StoredDelivery[] = [];
  const requests: OutboxEvent[] = [];
  for (const { known } of decided) {
    const own = known.group.refs.flatMap((ref) => byPerson.get(ref) ?? []);
    if (own.length === 0) continue;
    const rows = known.group.refs.flatMap((ref) => rowsByPerson.get(ref) ?? []);
    const before = new Map(rows.map((row) => [row.deliveryId, JSON.stringify(row)]));
    settle(rows, known.settlements);
    const planned = planDiscrepancyDeliveries(rows, own);
    for (const row of toAsk(planned)) {
      const discrepancy = byId.get(row.documentId);
      if (!discrepancy) continue;
      const person = await codeToTell(transaction, currentCode(ring, known));
      requests.push(requestEvent(ring, row, discrepancy, person, now));
      row.askedRound = row.round;
    }
    for (const row of planned)
      if (before.get(row.deliveryId) !== JSON.stringify(row))
        changed.push({ ...row, person: known.group.person });
  }
  await writeDeliveries(transaction, changed, now);
  return requests;
}

/** A code of a person and its sealed form. */
interface Told {
  readonly subject: PersonRef;
  readonly identity: Sealed;
}

/** The code that the person goes by today; one that only PMLP named is kept from now on. */
async function codeToTell(transaction: Transaction, { subject, identity }: CurrentCode): Promise<Told> {
  if (identity === null) return { subject, identity: await readIdentity(transaction, subject) };
  await keepIdentities(transaction, new Map([[subject, identity]]));
  return { subject, identity };
}

function requestEvent(
  ring: KeyRing,
  row: DeliveryRow,
  discrepancy: StoredDiscrepancy,
  { subject, identity }: Told,
  now: Date,
): OutboxEvent {
  const { deliveryId, round, register } = row;
  const type = register === 'npais' ? TYPES.npais : TYPES.sopa;
  const record = {
    subject,
    recordId: RecordId.parse(deliveryId),
    recordVersion: RecordVersion.parse(round),
  };
  const event: Requested = {
    ...eventHead(ring, '/saite', `${register}.discrepancy-delivery.requested`, record, toInstant(now)),
    type,
    data: {
      deliveryId,
      round,
      cancelled: row.state === 'cancelled',
      recipient: Recipient.parse({ role: row.role, id: row.recipient }),
      document: documentOf(ring, row, discrepancy, subject, now),
      identity,
    },
  };
  return { type, eventId: event.id, event: JSON.stringify(event) };
}

const TYPES = {
  npais: 'npais.discrepancy-delivery.requested.v1',
  sopa: 'sopa.discrepancy-delivery.requested.v1',
} as const;
