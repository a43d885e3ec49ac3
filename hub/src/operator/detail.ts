import {
  EditId,
  type HeldItemDetail,
  isEventType,
  JobId,
  LIKE_A_CODE,
  type TimelineStep,
} from '@saite/contracts';
import type { KeyRing } from '@saite/identity';
import { type Transaction, toInstant } from '@saite/runtime';
import type { z } from 'zod';
import { contractFields } from './fields.ts';
import { type HeldRow, type StoredMessage, sayItem } from './items.ts';
import { openMessage } from './message.ts';

type Step = z.infer<typeof TimelineStep>;

/** Everything that may be shown of one thing that is held. */
export async function sayDetail(
  transaction: Transaction,
  keyRing: KeyRing,
  row: HeldRow & StoredMessage,
): Promise<HeldItemDetail> {
  const opened = openMessage(keyRing, row);
  const type = isEventType(row.type) ? row.type : undefined;
  const isEvent = type !== undefined && opened?.content !== undefined;
  return {
    ...sayItem(row),
    personRef: row.subject,
    eventId: row.eventId,
    detail: LIKE_A_CODE.test(row.detail) ? '' : row.detail,
    body: isEvent ? 'event' : row.body ? 'unreadable' : 'none',
    fields: isEvent ? contractFields(type, opened.content) : [],
    recentAttempts: row.recent.map(({ at, reason, path }) => ({
      at: toInstant(new Date(at)),
      reason,
      path: path || null,
    })),
    timeline: await timelineOf(transaction, row),
  };
}

const NOTHING = { by: null, code: null, note: null, jobId: null, editId: null } as const;

interface JobStepRow {
  readonly jobId: string;
  readonly action: string;
  readonly operator: string;
  readonly note: string;
  readonly state: string;
  readonly chosenAt: Date;
  readonly begunAt: Date | null;
  readonly endedAt: Date | null;
}

interface EditStepRow {
  readonly editId: string;
  readonly state: string;
  readonly operator: string;
  readonly note: string;
  readonly proposedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly decisionNote: string | null;
}

/** What happened to it, oldest first: when it came, its attempts, jobs and edits. */
async function timelineOf(transaction: Transaction, row: HeldRow & StoredMessage): Promise<Step[]> {
  const { rows: jobs } = await transaction.query<JobStepRow>(
    `SELECT job.job_id AS "jobId", action, operator, note, item.state, chosen_at AS "chosenAt", begun_at AS "begunAt",
       item.ended_at AS "endedAt" FROM operations.job_item item JOIN operations.job USING (job_id)
     WHERE item.item_id = $1 ORDER BY job.seq`,
    [row.itemId],
  );
  const { rows: edits } = await transaction.query<EditStepRow>(
    `SELECT edit_id AS "editId", state, operator, note, proposed_at AS "proposedAt", decided_by AS "decidedBy",
       decided_at AS "decidedAt", decision_note AS "decisionNote" FROM operations.edit WHERE item_id = $1 ORDER BY seq`,
    [row.itemId],
  );
  const attempts = row.recent.filter(({ at }) => new Date(at).getTime() > row.heldAt.getTime());
  const steps: Step[] = [
    { ...NOTHING, at: toInstant(row.heldAt), what: 'held', code: row.recent.at(-1)?.reason ?? row.reason },
    ...attempts.map(({ at, reason }) => ({
      ...NOTHING,
      at: toInstant(new Date(at)),
      what: 'failed-again' as const,
      code: reason,
    })),
    ...jobs.flatMap(jobSteps),
    ...edits.flatMap(editSteps),
  ];
  return steps.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function jobSteps({ jobId, action, operator, note, state, chosenAt, begunAt, endedAt }: JobStepRow): Step[] {
  const common = { ...NOTHING, jobId: JobId.parse(jobId) };
  if (action !== 'retry' && endedAt && state === 'done')
    return [
      {
        ...common,
        at: toInstant(endedAt),
        what: action === 'dismiss' ? 'dismissed' : 'restored',
        by: operator,
        note,
      },
    ];
  return [
    { ...common, at: toInstant(chosenAt), what: 'job-chosen', by: operator, note, code: action },
    ...(begunAt ? [{ ...common, at: toInstant(begunAt), what: 'job-handed-in' as const }] : []),
    ...(endedAt ? [{ ...common, at: toInstant(endedAt), what: 'job-ended' as const, code: state }] : []),
  ];
}

function editSteps(edit: EditStepRow): Step[] {
  const common = { ...NOTHING, editId: EditId.parse(edit.editId) };
  const proposed: Step = {
    ...common,
    at: toInstant(edit.proposedAt),
    what: 'edit-proposed',
    by: edit.operator,
    note: edit.note,
  };
  if (!edit.decidedAt || (edit.state !== 'approved' && edit.state !== 'rejected')) return [proposed];
  return [
    proposed,
    {
      ...common,
      at: toInstant(edit.decidedAt),
      what: edit.state === 'approved' ? 'edit-approved' : 'edit-rejected',
      by: edit.decidedBy,
      note: edit.decisionNote,
    },
  ];
}
