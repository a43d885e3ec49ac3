import { randomUUID } from 'node:crypto';
import { type Edit, type EditBody, EditId, type EditState, HeldItemId, isEventType } from '@saite/contracts';
import type { KeyRing } from '@saite/identity';
import { type Transaction, toInstant } from '@saite/runtime';
import { z } from 'zod';
import { applyChanges, type Difference, type WrongChange } from './edited.ts';
import { contractFields } from './fields.ts';
import { readItem } from './items.ts';
import { openMessage, wrongByContract } from './message.ts';
import type { Operator } from './operator-name.ts';

export interface EditRow {
  readonly editId: string;
  readonly itemId: string;
  readonly seq: number;
  readonly heldSeq: number;
  readonly service: string;
  readonly type: string;
  readonly state: EditState;
  readonly difference: readonly Difference[];
  readonly note: string;
  readonly operator: string;
  readonly operatorKey: string;
  readonly proposedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly decisionNote: string | null;
}

const COLUMNS = `edit_id AS "editId", item_id AS "itemId", seq, held_seq AS "heldSeq", service, type, state, difference, note,
  operator, operator_key AS "operatorKey", proposed_at AS "proposedAt", decided_by AS "decidedBy",
  decided_at AS "decidedAt", decision_note AS "decisionNote"`;

export const sayEdit = (row: EditRow, reader: Operator): Edit => ({
  editId: EditId.parse(row.editId),
  itemId: HeldItemId.parse(row.itemId),
  service: row.service,
  type: row.type,
  state: row.state,
  difference: [...row.difference],
  note: row.note,
  proposedBy: row.operator,
  proposedAt: toInstant(row.proposedAt),
  decidedBy: row.decidedBy,
  decidedAt: row.decidedAt ? toInstant(row.decidedAt) : null,
  decisionNote: row.decisionNote,
  mine: row.operatorKey === reader.key,
});

export async function readEdit(
  transaction: Pick<Transaction, 'query'>,
  editId: string,
  lock: '' | 'FOR UPDATE' = '',
): Promise<EditRow | undefined> {
  const { rows } = await transaction.query<EditRow>(
    `SELECT ${COLUMNS} FROM operations.edit WHERE edit_id = $1 ${lock}`,
    [editId],
  );
  return rows[0];
}

/** Edits, the newest first, a page at a time. */
export async function listEdits(
  transaction: Pick<Transaction, 'query'>,
  state: EditState | undefined,
  after: string | undefined,
  limit: number,
): Promise<{ edits: EditRow[]; next: string | null }> {
  const { rows } = await transaction.query<EditRow>(
    `SELECT ${COLUMNS} FROM operations.edit WHERE ($1::text IS NULL OR state = $1)
       AND ($2::uuid IS NULL OR seq < (SELECT seq FROM operations.edit WHERE edit_id = $2))
     ORDER BY seq DESC LIMIT $3`,
    [state ?? null, after ?? null, limit + 1],
  );
  const edits = rows.slice(0, limit);
  return { edits, next: rows.length > limit ? (edits.at(-1)?.editId ?? null) : null };
}

/**
 * Stores a proposal, if the message would then be as its contract says.
 *
 * @returns `undefined` if there is no such message; `wrong-state` if it is not parked, or a job or edit has it
 */
export async function proposeEdit(
  transaction: Transaction,
  keyRing: KeyRing,
  itemId: string,
  { changes, note }: EditBody,
  operator: Operator,
  now: Date,
): Promise<EditRow | { readonly wrong: readonly WrongChange[] } | 'wrong-state' | undefined> {
  const item = await readItem(transaction, itemId, true);
  const opened = item && openMessage(keyRing, item);
  if (!item || !opened || !isEventType(item.type) || opened.content === undefined) return undefined;
  if (item.state !== 'parked' || item.jobId !== null || item.editId !== null) return 'wrong-state';
  const edited = applyChanges(opened.content, contractFields(item.type, opened.content), changes);
  if ('wrong' in edited) return edited;
  const wrong = wrongByContract(item.type, edited.content);
  if (wrong) return { wrong: wrong.fields };
  const editId = randomUUID();
  await transaction.query(
    `INSERT INTO operations.edit (edit_id, item_id, held_seq, service, type, state, difference, note, operator, operator_key,
       proposed_at, original, original_sealed, changed)
     VALUES ($1, $2, $3, $4, $5, 'proposed', $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      editId,
      itemId,
      item.seq,
      item.service,
      item.type,
      JSON.stringify(edited.difference),
      note,
      operator.name,
      operator.key,
      now,
      item.body,
      item.sealed,
      Buffer.from(JSON.stringify(edited.content)),
    ],
  );
  return readEdit(transaction, editId);
}

const EventId = z.object({ id: z.string() });

/**
 * A second person's word. An approved edit takes the message's place, the original is kept with the edit, and the message
 * is handed in; a message that has gone or was tried meanwhile outdates the edit.
 */
export async function decideEdit(
  transaction: Transaction,
  editId: string,
  decision: { readonly approve: boolean; readonly note: string },
  operator: Operator,
  now: Date,
): Promise<EditRow | 'wrong-state' | 'same-person' | undefined> {
  const edit = await readEdit(transaction, editId, 'FOR UPDATE');
  if (!edit) return undefined;
  if (edit.operatorKey === operator.key) return 'same-person';
  if (edit.state !== 'proposed') return 'wrong-state';
  const state = decision.approve
    ? (await replaceMessage(transaction, edit, now))
      ? 'approved'
      : 'outdated'
    : 'rejected';
  await transaction.query(
    `UPDATE operations.edit SET state = $2, decided_by = $3, decided_at = $4, decision_note = $5 WHERE edit_id = $1`,
    [editId, state, operator.name, now, decision.note],
  );
  return readEdit(transaction, editId);
}

async function replaceMessage(transaction: Transaction, edit: EditRow, now: Date): Promise<boolean> {
  const { rows } = await transaction.query<{ changed: Buffer }>(
    'SELECT changed FROM operations.edit WHERE edit_id = $1',
    [edit.editId],
  );
  const changed = rows[0]?.changed;
  if (!changed) return false;
  const { id } = EventId.parse(JSON.parse(changed.toString('utf8')));
  const { rowCount } = await transaction.query(
    `UPDATE operations.held SET body = $2, sealed = false, message_type = $3, message_id = $4, state = 'waiting', retry_at = $5
     WHERE seq = $1 AND state = 'parked' AND NOT EXISTS (
       SELECT FROM operations.job_item item WHERE item.held_seq = held.seq AND item.state IN ('queued', 'in-flight'))`,
    [edit.heldSeq, changed, edit.type, id, now],
  );
  return rowCount === 1;
}
