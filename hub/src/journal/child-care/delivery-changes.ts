import { randomUUID } from 'node:crypto';
import {
  DeliveryId,
  type DeliveryRegister,
  type DeliverySettled,
  type RecipientRole,
} from '@saite/contracts';
import { type Addressee, REGISTER_OF_ROLE } from '../../cases/child-care/index.ts';

/** How far a delivery is; `cancelled`: it is not to be sent, because another recipient or version took its place. */
export type StoredState = 'waiting' | 'delivered' | 'undeliverable' | 'cancelled';
export type DocumentKind = 'contact-report' | 'care-alert' | 'custody-decision' | 'family-survey';

/** A delivery as it is stored. */
export interface DeliveryRow {
  readonly deliveryId: DeliveryId;
  readonly document: DocumentKind;
  readonly documentId: string;
  readonly documentVersion: number;
  readonly role: RecipientRole;
  recipient: string | null;
  readonly register: DeliveryRegister;
  state: StoredState;
  reason: string | null;
  round: number;
  /** The last round that the adapter was asked for. */
  askedRound: number;
  receipt: string | null;
  settledAt: Date | null;
}

/** A document, and to whom it has to go. */
export interface ToDeliver {
  readonly document: DocumentKind;
  readonly documentId: string;
  readonly documentVersion: number;
  readonly withdrawn: boolean;
  readonly addressees: readonly Addressee[];
}

/** Nobody is known to whom it could go. */
export const NO_RECIPIENT = 'NO_RECIPIENT';

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
  return {
    deliveryId: DeliveryId.parse(randomUUID()),
    document: document.document,
    documentId: document.documentId,
    documentVersion: document.documentVersion,
    role,
    recipient: id,
    register,
    state: id === null ? 'undeliverable' : 'waiting',
    reason: id === null ? NO_RECIPIENT : null,
    round: 1,
    askedRound: 0,
    receipt: null,
    settledAt: null,
  };
}

function cancel(row: DeliveryRow): void {
  if (row.state === 'delivered' || row.state === 'cancelled') return;
  row.state = 'cancelled';
  row.reason = null;
  if (row.askedRound > 0) row.round += 1;
}

function revive(row: DeliveryRow): void {
  row.state = row.recipient === null ? 'undeliverable' : 'waiting';
  row.reason = row.recipient === null ? NO_RECIPIENT : null;
  row.round += 1;
}

/**
 * Takes the registers' words on deliveries.
 *
 * @returns the deliveries that a register has now and had not before
 */
export function settle(rows: readonly DeliveryRow[], settlements: readonly DeliverySettled[]): DeliveryRow[] {
  const byId = new Map(rows.map((row) => [String(row.deliveryId), row]));
  const delivered: DeliveryRow[] = [];
  for (const { recordId, recordVersion, outcome, at, receipt, reason } of settlements) {
    const row = byId.get(recordId);
    if (!row || row.state === 'delivered') continue;
    if (outcome === 'delivered') {
      row.state = 'delivered';
      row.receipt = receipt;
      row.reason = null;
      row.settledAt = new Date(at);
      delivered.push(row);
    } else if (outcome === 'refused' && row.state === 'waiting' && recordVersion === row.round) {
      row.state = 'undeliverable';
      row.reason = reason;
      row.settledAt = new Date(at);
    }
  }
  return delivered;
}

/** Deliveries that the register's adapter has to be asked for, or asked to leave. */
export const toAsk = (rows: readonly DeliveryRow[]): DeliveryRow[] =>
  rows.filter(
    ({ round, askedRound, state, recipient }) =>
      round > askedRound &&
      recipient !== null &&
      (state === 'waiting' || (state === 'cancelled' && askedRound > 0)),
  );
