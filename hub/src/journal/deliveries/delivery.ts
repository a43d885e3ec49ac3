import { randomUUID } from 'node:crypto';
import {
  DeliveryId,
  type DeliveryRegister,
  type DeliverySettled,
  type PersonRef,
  type RecipientRole,
} from '@saite/contracts';

/** How far a delivery is; `cancelled`: it is not to be sent, because another recipient or version took its place. */
export type StoredState = 'waiting' | 'delivered' | 'undeliverable' | 'cancelled';
/** Kinds of documents; `discrepancy-resolved` says that a discrepancy is settled for whoever was told of it. */
export type DocumentKind =
  | 'contact-report'
  | 'care-alert'
  | 'custody-decision'
  | 'family-survey'
  | 'discrepancy'
  | 'discrepancy-resolved';

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

export interface StoredDelivery extends DeliveryRow {
  readonly person: PersonRef;
}

/** Nobody is known to whom it could go. */
export const NO_RECIPIENT = 'NO_RECIPIENT';

/** A delivery that nobody was asked for yet. */
export function newDelivery(
  document: DocumentKind,
  documentId: string,
  documentVersion: number,
  role: RecipientRole,
  recipient: string | null,
  register: DeliveryRegister,
): DeliveryRow {
  return {
    deliveryId: DeliveryId.parse(randomUUID()),
    document,
    documentId,
    documentVersion,
    role,
    recipient,
    register,
    state: recipient === null ? 'undeliverable' : 'waiting',
    reason: recipient === null ? NO_RECIPIENT : null,
    round: 1,
    askedRound: 0,
    receipt: null,
    settledAt: null,
  };
}

/** It is not to be sent any more; what was asked for is asked to be left. */
export function cancel(row: DeliveryRow): void {
  if (row.state === 'delivered' || row.state === 'cancelled') return;
  row.state = 'cancelled';
  row.reason = null;
  if (row.askedRound > 0) row.round += 1;
}

/** It is to be sent after all. */
export function revive(row: DeliveryRow): void {
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
