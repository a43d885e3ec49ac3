import {
  type DeliveryId,
  type DeliveryQuery,
  DeliveryState,
  type OperatorDelivery,
  type ReportDelivery,
} from '@saite/contracts';
import { toInstant } from '@saite/runtime';
import type { z } from 'zod';
import * as journal from '../../journal/deliveries/read.ts';
import type { Call, Door } from '../call.ts';
import { ProblemError } from '../problem-error.ts';

const PAGE = 1_000;

/** Registers whose adapter says that they are away, or that is itself away. */
export type Away = ReadonlySet<string>;

/** Asks what each adapter last told of itself. */
export async function registersAway(door: Pick<Door, 'services'>): Promise<Away> {
  const services = Object.entries(await door.services());
  return new Set(
    services.filter(([, { state }]) => state !== 'up').map(([service]) => service.replace(/^adapter-/, '')),
  );
}

/** How far a delivery is; while its register is away the reason says so. */
function sayDelivery(row: journal.ShownDelivery, away: Away) {
  const isWaiting = row.state === 'waiting';
  return {
    deliveryId: row.deliveryId,
    recipient: { role: row.role, id: row.recipient },
    register: row.register,
    state: DeliveryState.parse(row.state),
    deliveredAt: row.state === 'delivered' && row.settledAt ? toInstant(row.settledAt) : null,
    receipt: row.receipt,
    reason: isWaiting && away.has(row.register) ? 'REGISTER_AWAY' : row.reason,
  };
}

export const sayReportDelivery = (
  row: journal.ShownDelivery,
  away: Away,
): z.infer<typeof ReportDelivery> => ({
  ...sayDelivery(row, away),
  confirmedAt: row.confirmedAt ? toInstant(row.confirmedAt) : null,
});

const sayToOperator = (row: journal.ShownDelivery, away: Away): OperatorDelivery => ({
  ...sayDelivery(row, away),
  document: row.document,
  documentVersion: row.documentVersion,
  round: row.round,
  since: toInstant(row.madeAt),
});

/** `GET /v1/deliveries`: what is on its way or cannot be delivered, without anything that shows a person. */
export async function listDeliveries(
  { door, read }: Call,
  { state, after, limit }: z.infer<typeof DeliveryQuery>,
): Promise<{ items: OperatorDelivery[]; next: string | null }> {
  const away = await registersAway(door);
  return read(async (transaction) => {
    const { deliveries, next } = await journal.listDeliveries(transaction, state, after, limit ?? PAGE);
    return { answer: { items: deliveries.map((row) => sayToOperator(row, away)), next }, persons: [] };
  });
}

/** `POST /v1/deliveries/{deliveryId}/resend`: what is delivered or under way stays as it is. */
export async function resendDelivery(
  { door, change }: Call,
  deliveryId: DeliveryId,
): Promise<OperatorDelivery> {
  const away = await registersAway(door);
  return change(async (transaction) => {
    const row = await journal.resendDelivery(transaction, deliveryId);
    if (!row || row.state === 'cancelled') throw new ProblemError('NOT_FOUND');
    return { answer: sayToOperator(row, away), persons: [], target: deliveryId };
  });
}
