import { addMonths, type CalendarDate, dateOfDayNumber, dayNumber } from '@saite/contracts';
import type pg from 'pg';

/** A box of the right form; nobody opens it here, so that sealing is not measured. */
const BOX = JSON.stringify({ keyVersion: 1, digest: 'x'.repeat(22), box: 'bWFkZQ.dXA' });

/** The admission by which a child of school age has a report due soon from today on. */
function admittedOn(today: CalendarDate): CalendarDate {
  const due = dayNumber(today) + 14;
  for (let day = due - 190; day < due - 170; day += 1)
    if (addMonths(day, 6) === due) return dateOfDayNumber(day);
  return dateOfDayNumber(due - 181); // a day that no month reaches is due a day early
}

/** SQL: the reference of the child with this number. */
const REF = `'p1.' || lpad(child::text, 22, '0')`;

/**
 * Puts children into a hub's tables as they lie there after years of admissions, each with a placement, a decision
 * and a record of PMLP: by SQL, because what is measured comes afterwards.
 */
export async function storeChildren(
  database: pg.Client,
  from: number,
  to: number,
  today: CalendarDate,
): Promise<void> {
  const day = admittedOn(today);
  await database.query('BEGIN');
  await database.query(
    `INSERT INTO hub.person_code SELECT ${REF}, ${REF} FROM generate_series(${from}, ${to}) AS child`,
  );
  await database.query(
    `INSERT INTO hub.code_identity SELECT ${REF}, $1::json FROM generate_series(${from}, ${to}) AS child`,
    [BOX],
  );
  const facts = (source: string, id: string, data: string) =>
    database.query(
      `INSERT INTO hub.fact (source, record_id, version, subject, withdrawn, content_hash, event_id, known_at, data)
       SELECT '${source}', ${id}, 1, ${REF}, false, 'made', 'e.made', now(), ${data} FROM generate_series(${from}, ${to}) AS child`,
    );
  const record = (id: string) =>
    `'recordId', ${id}, 'recordVersion', 1, 'withdrawn', false, 'identity', '${BOX}'::json`;
  await facts(
    'spolis.placement',
    `'B' || child`,
    `json_build_object(${record(`'B' || child`)}, 'stay', json_build_object('programme', 'child-out-of-family',
      'institutionId', 'BSRC-' || child % 25, 'startedOn', '${day}'))`,
  );
  await facts(
    'npais.custody',
    `'L' || child`,
    `json_build_object(${record(`'L' || child`)}, 'court', 'BT-' || child % 42, 'kind', 'placed-in-institution',
      'decidedOn', '${day}', 'effectiveFrom', '${day}')`,
  );
  await facts(
    'pmlp.person',
    REF,
    `json_build_object(${record(REF)}, 'bornOn', '2016-03-04', 'formerRefs', '[]'::json, 'parentRefs', '[]'::json,
      'residence', json_build_object('atvk', '0001000', 'since', '2016-04-01'))`,
  );
  await database.query('COMMIT');
  await database.query('ANALYZE hub.fact, hub.person_code');
}

/** Sets the wake-up of each child to today. */
export async function wakeChildren(
  database: pg.Client,
  from: number,
  to: number,
  today: CalendarDate,
): Promise<void> {
  await database.query(
    `INSERT INTO hub.wake_up SELECT ${REF}, 'child-care', $1 FROM generate_series(${from}, ${to}) AS child`,
    [today],
  );
}

/** The reference of the child with this number. */
export const refOfChild = (child: number): string => `p1.${String(child).padStart(22, '0')}`;

/** One more decision about a child, as NPAIS's adapter would publish it. */
export const oneMoreDecision = (child: number, round: number, today: CalendarDate) => ({
  type: 'npais.custody.decided.v1' as const,
  id: `e.${round}.${child}`,
  body: JSON.stringify({
    specversion: '1.0',
    id: `e.${round}.${child}`,
    source: '/registers/npais',
    type: 'npais.custody.decided.v1',
    subject: refOfChild(child),
    time: '2026-01-01T00:00:00Z',
    datacontenttype: 'application/json',
    data: {
      recordId: `M${round}.${child}`,
      recordVersion: 1,
      withdrawn: false,
      court: 'BT-1',
      kind: 'placed-in-institution',
      decidedOn: today,
      effectiveFrom: today,
      identity: JSON.parse(BOX),
    },
  }),
});
