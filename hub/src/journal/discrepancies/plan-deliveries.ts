import type { DiscrepancyChannel, DiscrepancyId, Recipient } from '@saite/contracts';
import { cancel, type DeliveryRow, newDelivery } from '../deliveries/delivery.ts';

/** How a keeper of data is reached through a register of its own; the others read at Saite's doors and get e-mail. */
const CHANNELS: Readonly<Partial<Record<Recipient['role'], DiscrepancyChannel>>> = {
  'orphan-court': 'npais',
  'social-service': 'sopa',
};

/** A discrepancy of the journal, as far as it matters who is to be told. */
export interface ToTell {
  readonly discrepancyId: DiscrepancyId;
  /** How often it was told, with what it says now. */
  readonly told: number;
  readonly resolvedAt: Date | null;
  readonly audience: readonly Recipient[];
}

const nameOf = (role: string, id: string | null): string => `${role}/${id}`;

/**
 * A person's deliveries of discrepancies as they have to be from now on: what a discrepancy says, once for each
 * recipient and time that it says something else; and that it is settled, once for whoever has it and is no recipient
 * any more, because the facts agree or because they concern somebody else. What was not taken yet and does not hold any
 * more is cancelled: nobody is told that something is settled that he never heard of.
 *
 * @param rows as stored; they are changed in place, new ones are added to the result
 */
export function planDiscrepancyDeliveries(
  rows: readonly DeliveryRow[],
  discrepancies: readonly ToTell[],
): DeliveryRow[] {
  const planned = [...rows];
  for (const discrepancy of discrepancies) {
    const own = rows.filter(({ documentId }) => documentId === String(discrepancy.discrepancyId));
    const told = Map.groupBy(own, ({ role, recipient }) => nameOf(role, recipient));
    const audience = discrepancy.resolvedAt === null ? discrepancy.audience : [];
    for (const recipient of audience) {
      const name = nameOf(recipient.role, recipient.id);
      const made = tell(discrepancy, recipient, told.get(name) ?? []);
      if (made) planned.push(made);
      told.delete(name);
    }
    for (const formerly of told.values()) {
      const made = settleFor(discrepancy, formerly);
      if (made) planned.push(made);
    }
  }
  return planned;
}

/** @returns a new delivery unless the recipient has one that says what the discrepancy says now */
function tell(
  { discrepancyId, told }: ToTell,
  { role, id }: Recipient,
  rows: readonly DeliveryRow[],
): DeliveryRow | undefined {
  const register = CHANNELS[role];
  if (register === undefined) return undefined;
  const isCurrent = ({ document, documentVersion }: DeliveryRow) =>
    document === 'discrepancy' && documentVersion === told;
  for (const row of rows) if (!isCurrent(row)) cancel(row);
  if (rows.some(isCurrent)) return undefined;
  return newDelivery('discrepancy', discrepancyId, told, role, id, register);
}

/** @returns a new delivery if the recipient has the discrepancy and was not told that it is settled */
function settleFor(
  { discrepancyId, told, resolvedAt }: ToTell,
  rows: readonly DeliveryRow[],
): DeliveryRow | undefined {
  for (const row of rows) if (row.document === 'discrepancy') cancel(row);
  const versionsOf = (document: DeliveryRow['document'], isTold: (row: DeliveryRow) => boolean) =>
    rows.filter((row) => row.document === document && isTold(row)).map((row) => row.documentVersion);
  const heard = Math.max(0, ...versionsOf('discrepancy', ({ state }) => state === 'delivered'));
  const settled = Math.max(0, ...versionsOf('discrepancy-resolved', ({ state }) => state !== 'cancelled'));
  const [row] = rows;
  if (!row || heard <= settled) return undefined;
  const version = resolvedAt === null ? told : told + 1;
  return newDelivery('discrepancy-resolved', discrepancyId, version, row.role, row.recipient, row.register);
}
