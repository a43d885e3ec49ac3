import { FailureGroup, type JobPreview, type JobPreviewBody, PersonRef } from '@saite/contracts';
import type { KeyRing } from '@saite/identity';
import type { Transaction } from '@saite/runtime';
import type { Rehearsal } from '../deciders/rehearse.ts';
import { type Fact, readFact } from '../facts/fact.ts';
import { INTAKE_QUEUE } from '../intake/intake.ts';
import { readGroups } from './groups.ts';
import { HELD_FROM, HELD_ROW, type HeldRow, type StoredMessage } from './items.ts';
import { possibleStates } from './jobs/job.ts';
import { NOT_BUSY } from './jobs/start.ts';
import { openMessage, wrongByContract } from './message.ts';
import { conditionOf, countSelected, type Selection, selectionOf, valuesOf } from './selection.ts';

const SAMPLE = 50;
/** More than so many are not looked through to count their persons. */
const MOST_COUNTED = 100_000;
const MOST_GROUPS = 100;

type Item = HeldRow & Omit<StoredMessage, 'recent'>;
type Reasons = JobPreview['sample']['stillUnreadable'];

/** What a job would be about, before anything of it is tried. */
export interface Chosen {
  readonly preview: Omit<JobPreview, 'hub'>;
  /** Facts of the hub's own intake in the sample, and persons of it: what a dry run takes. */
  readonly facts: readonly Fact[];
  readonly persons: readonly PersonRef[];
  /** Why those of the hub's intake that are no facts would not be taken. */
  readonly notTaken: Reasons;
}

export async function chooseForPreview(
  transaction: Transaction,
  keyRing: KeyRing,
  { action, ids, filter }: JobPreviewBody,
): Promise<Chosen> {
  const states = possibleStates(action, filter);
  const selection: Selection = filter
    ? await selectionOf(transaction, filter, states)
    : { ids: ids ?? [], causes: null, states, personRef: null, from: null, to: null };
  const total = await countSelected(transaction, filter ?? {}, selection);
  const sample = await sampleOf(transaction, selection);
  const messages = sample.filter(({ kind }) => kind === 'message');
  const wrong = messages.map((item) => wrongWith(keyRing, item));
  const groups = filter ? await readGroups(transaction, filter) : await groupsOfIds(transaction, selection);
  const chosen = groups.filter(({ state }) => states.includes(state)).slice(0, MOST_GROUPS);
  const own = action === 'retry' ? ownFacts(keyRing, sample) : { facts: [], notTaken: [] };
  return {
    ...own,
    persons:
      action === 'retry'
        ? sample.filter(({ kind }) => kind === 'person').map(({ key }) => PersonRef.parse(key))
        : [],
    preview: {
      action,
      total,
      persons: total > MOST_COUNTED ? null : await countPersons(transaction, selection),
      busy: await countBusy(transaction, selection),
      groups: chosen,
      sample: {
        size: sample.length,
        readable: wrong.filter((reason) => reason === undefined).length,
        stillUnreadable: tally(wrong.flatMap((reason) => reason ?? [])),
      },
      others: action === 'retry' ? othersOf(chosen) : [],
    },
  };
}

/** What the dry run says, together with what could not even be read. */
export const effectsOf = (rehearsal: Rehearsal, notTaken: Reasons): NonNullable<JobPreview['hub']> => {
  const conflicts = rehearsal.outcomes.filter((outcome) => outcome === 'conflict').length;
  return {
    taken: rehearsal.outcomes.length - conflicts,
    notTaken: [
      ...notTaken,
      ...(conflicts > 0 ? [{ reason: 'VERSION_CONFLICT', path: null, count: conflicts }] : []),
    ],
    persons: rehearsal.persons,
    events: [...rehearsal.events],
  };
};

async function sampleOf(transaction: Transaction, selection: Selection): Promise<Item[]> {
  const { rows } = await transaction.query<Item>(
    `SELECT ${HELD_ROW}, held.message_type AS "messageType", held.message_id AS "messageId", held.body, held.sealed
     FROM ${HELD_FROM} WHERE ${conditionOf(1)} ORDER BY held.seq LIMIT ${SAMPLE}`,
    valuesOf(selection),
  );
  return rows;
}

interface Reason {
  readonly reason: string;
  readonly path: string | null;
}

function wrongWith(keyRing: KeyRing, item: Item): Reason | undefined {
  const opened = openMessage(keyRing, item);
  if (!opened) return { reason: 'KEY_UNKNOWN', path: null };
  const wrong = wrongByContract(opened.message.type, opened.content);
  return wrong && { reason: wrong.reason, path: wrong.fields[0]?.path ?? null };
}

const tally = (reasons: readonly Reason[]): Reasons =>
  [...Map.groupBy(reasons, ({ reason, path }) => `${reason} ${path}`).values()].flatMap((same) =>
    same[0] ? [{ ...same[0], count: same.length }] : [],
  );

/** Facts of the hub's own intake among the sample. */
function ownFacts(keyRing: KeyRing, sample: readonly Item[]): Pick<Chosen, 'facts' | 'notTaken'> {
  const facts: Fact[] = [];
  const reasons: Reason[] = [];
  for (const item of sample) {
    if (item.service !== 'hub' || item.kind !== 'message' || item.queue !== INTAKE_QUEUE) continue;
    const opened = openMessage(keyRing, item);
    if (!opened) continue;
    const read = readFact(opened.message.type, opened.message.body);
    if ('fact' in read) facts.push(read.fact);
    else reasons.push({ reason: read.code, path: read.path ?? null });
  }
  return { facts, notTaken: tally(reasons) };
}

const WHAT = { message: 'takes-again', answer: 'asks-register', delivery: 'sends-again' } as const;

function othersOf(groups: JobPreview['groups']): JobPreview['others'] {
  const others = groups.flatMap(({ service, kind, count, queue, type }) => {
    if (kind === 'person' || (kind === 'message' && queue === INTAKE_QUEUE)) return [];
    const receiver = kind === 'delivery' ? `adapter-${type.split('.')[0]}` : service;
    return [{ service: receiver, what: WHAT[kind], count }];
  });
  return [...Map.groupBy(others, ({ service, what }) => `${service} ${what}`).values()].flatMap((same) =>
    same[0] ? [{ ...same[0], count: same.reduce((sum, { count }) => sum + count, 0) }] : [],
  );
}

async function countPersons(transaction: Transaction, selection: Selection): Promise<number> {
  const { rows } = await transaction.query<{ count: number }>(
    `SELECT count(DISTINCT subject) AS count FROM operations.held WHERE ${conditionOf(1)}`,
    valuesOf(selection),
  );
  return rows[0]?.count ?? 0;
}

/** Those that a job or an edit has; counted from their side, which are fewer. */
async function countBusy(transaction: Transaction, selection: Selection): Promise<number> {
  const { rows } = await transaction.query<{ count: number }>(
    `SELECT count(*) AS count FROM operations.held WHERE seq IN (
         SELECT held_seq FROM operations.job_item WHERE state IN ('queued', 'in-flight')
         UNION SELECT held_seq FROM operations.edit WHERE state = 'proposed')
       AND ${conditionOf(1)} AND NOT (${NOT_BUSY})`,
    valuesOf(selection),
  );
  return rows[0]?.count ?? 0;
}

/** Groups of some ids: as those of all, with only these counted. */
async function groupsOfIds(transaction: Transaction, selection: Selection): Promise<JobPreview['groups']> {
  const { rows } = await transaction.query(
    `SELECT kind, service, nullif(queue, '') AS queue, type, reason, nullif(path, '') AS path, state, count(*) AS count,
       to_char(min(held_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "firstAt",
       to_char(max(held_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "lastAt"
     FROM (SELECT cause_id, state, held_at FROM operations.held WHERE ${conditionOf(1)}) AS chosen
     JOIN operations.cause USING (cause_id) GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY count DESC`,
    valuesOf(selection),
  );
  return FailureGroup.array().parse(rows);
}
