import type {
  Control,
  ControlBody,
  Edit,
  EditBody,
  EditDecision,
  EditId,
  EditQuery,
  HeldItemId,
  PersonRef,
} from '@saite/contracts';
import type { Transaction } from '@saite/runtime';
import { setControl as writeControl } from '../../operator/control.ts';
import * as edits from '../../operator/edits.ts';
import { operatorOf } from '../../operator/operator-name.ts';
import { readControls } from '../../operator/overview.ts';
import type { Call } from '../call.ts';
import { ProblemError } from '../problem-error.ts';

const PAGE = 100;

/** `POST /v1/operator/held/{itemId}/edits`: checked against the contract at once; nothing changes before a second person agrees. */
export function proposeEdit(
  { door, actor, change }: Call,
  itemId: HeldItemId,
  body: EditBody,
): Promise<Edit> {
  const operator = operatorOf(door.keyRing, actor);
  return change(async (transaction, now) => {
    const edit = await edits.proposeEdit(transaction, door.keyRing, itemId, body, operator, now);
    if (!edit) throw new ProblemError('NOT_FOUND');
    if (edit === 'wrong-state') throw new ProblemError('WRONG_STATE');
    if ('wrong' in edit) throw new ProblemError('INVALID', edit.wrong);
    return {
      answer: edits.sayEdit(edit, operator),
      persons: await personsOf(transaction, itemId),
      target: itemId,
    };
  });
}

/** `GET /v1/operator/edits` */
export function listEdits(
  { door, actor, read }: Call,
  { state, after, limit }: EditQuery,
): Promise<{ items: Edit[]; next: string | null }> {
  const operator = operatorOf(door.keyRing, actor);
  return read(async (transaction) => {
    const page = await edits.listEdits(transaction, state, after, limit ?? PAGE);
    return {
      answer: { items: page.edits.map((edit) => edits.sayEdit(edit, operator)), next: page.next },
      persons: [],
    };
  });
}

/** `GET /v1/operator/edits/{editId}` */
export function readEdit({ door, actor, read }: Call, editId: EditId): Promise<Edit> {
  return read(async (transaction) => {
    const edit = await edits.readEdit(transaction, editId);
    if (!edit) throw new ProblemError('NOT_FOUND');
    return {
      answer: edits.sayEdit(edit, operatorOf(door.keyRing, actor)),
      persons: await personsOf(transaction, edit.itemId),
      target: editId,
    };
  });
}

/** `POST /v1/operator/edits/{editId}/decision` */
export function decideEdit(
  { door, actor, change }: Call,
  editId: EditId,
  { decision, note }: EditDecision,
): Promise<Edit> {
  const operator = operatorOf(door.keyRing, actor);
  return change(async (transaction, now) => {
    const said = { approve: decision === 'approve', note };
    const edit = await edits.decideEdit(transaction, editId, said, operator, now);
    if (!edit) throw new ProblemError('NOT_FOUND');
    if (edit === 'same-person') throw new ProblemError('SECOND_PERSON_NEEDED');
    if (edit === 'wrong-state') throw new ProblemError('WRONG_STATE');
    return {
      answer: edits.sayEdit(edit, operator),
      persons: await personsOf(transaction, edit.itemId),
      target: editId,
    };
  });
}

/** Whom a held message is about, if it is still there. */
async function personsOf(transaction: Transaction, itemId: string): Promise<PersonRef[]> {
  const { rows } = await transaction.query<{ subject: PersonRef }>(
    'SELECT subject FROM operations.held WHERE item_id = $1 AND subject IS NOT NULL',
    [itemId],
  );
  return rows.map(({ subject }) => subject);
}

/** `POST /v1/operator/controls` */
export async function setControl({ door, actor, change }: Call, body: ControlBody): Promise<Control> {
  const told = await door.told();
  const { name } = operatorOf(door.keyRing, actor);
  return change(async (transaction, now) => {
    if (!(await writeControl(transaction, told, body, name, now))) throw new ProblemError('NOT_FOUND');
    const controls = await readControls(transaction, told);
    const control = controls.find(
      ({ service, upstream }) => service === body.service && upstream === (body.upstream ?? null),
    );
    if (!control) throw new ProblemError('NOT_FOUND');
    return { answer: control, persons: [], target: body.service };
  });
}
