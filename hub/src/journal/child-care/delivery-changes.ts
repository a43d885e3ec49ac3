import type { DeliveryRegister } from '@saite/contracts';
import { type Addressee, REGISTER_OF_ROLE } from '../../cases/child-care/index.ts';
import { cancel, type DeliveryRow, type DocumentKind, newDelivery, revive } from '../deliveries/delivery.ts';

/** A document, and to whom it has to go. */
export interface ToDeliver {
  readonly document: DocumentKind;
  readonly documentId: string;
  readonly documentVersion: number;
  readonly withdrawn: boolean;
  readonly addressees: readonly Addressee[];
}

const isSame = (row: DeliveryRow, { document, documentId }: ToDeliver): boolean =>
  row.document === document && row.documentId === documentId;

/**
 * A child's deliveries as they have to be from now on: one for each document, version and recipient. What is under
 * way to somebody who is no recipient any more is cancelled, unless the register has it already; what never left and
 * has no recipient waits for one.
 *
 * @param rows as stored; they are changed in place, new ones are added to the result
 * @param closed ids of alerts that are open no more: nobody need act on what could not be sent of them
 */
export function planDeliveries(
  rows: readonly DeliveryRow[],
  wanted: readonly ToDeliver[],
  closed: ReadonlySet<string>,
): DeliveryRow[] {
  const planned = [...rows];
  for (const document of wanted) {
    const ofDocument = rows.filter((row) => isSame(row, document));
    // A withdrawal concerns only whoever was told of what it withdraws.
    if (document.withdrawn && !ofDocument.some(({ state }) => state === 'delivered' || state === 'waiting'))
      continue;
    for (const row of ofDocument)
      if (row.documentVersion < document.documentVersion && row.state === 'undeliverable') cancel(row);
    for (const addressee of document.addressees) {
      const register = REGISTER_OF_ROLE[addressee.role];
      if (register === undefined) continue;
      const ofRole = ofDocument.filter(
        (row) => row.documentVersion === document.documentVersion && row.role === addressee.role,
      );
      const made = planOne(ofRole, document, addressee, register);
      if (made) planned.push(made);
    }
  }
  for (const row of rows)
    if (row.document === 'care-alert' && row.state === 'undeliverable' && closed.has(row.documentId))
      cancel(row);
  return planned;
}

/** Brings the deliveries of one document to one role in line with who that is now. @returns a new one if needed */
function planOne(
  ofRole: readonly DeliveryRow[],
  document: ToDeliver,
  { role, id }: Addressee,
  register: DeliveryRegister,
): DeliveryRow | undefined {
  for (const row of ofRole) if (row.recipient !== null && row.recipient !== id) cancel(row);
  const rightOne = ofRole.find((row) => row.recipient === id);
  const nameless = ofRole.find((row) => row.recipient === null);
  if (rightOne) {
    if (rightOne.state === 'cancelled') revive(rightOne);
    if (nameless && nameless !== rightOne) cancel(nameless);
    return undefined;
  }
  if (nameless) {
    nameless.recipient = id;
    nameless.state = 'waiting';
    nameless.reason = null;
    return undefined;
  }
  const { document: kind, documentId, documentVersion } = document;
  return newDelivery(kind, documentId, documentVersion, role, id, register);
}
