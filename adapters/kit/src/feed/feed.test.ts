import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { CalendarDate, CourtId, type FactEvent, PersonCode, RecordId, RecordVersion } from '@saite/contracts';
import { eventIdOf, personRef, sealCode } from '@saite/identity';
import { inTransaction, type Loop, toInstant } from '@saite/runtime';
import { waitFor } from '@saite/runtime/testing';
import { KIT_STEPS } from '../store/index.ts';
import { openTestAdapter, type TestAdapter } from '../testing/index.ts';
import { Upstream } from '../upstream/upstream.ts';
import type { EventPerson } from './event-person.ts';
import type { ChangesPage, ReadRecord, RecordChange, RecordSource } from './source.ts';
import { startFeed } from './start.ts';

let made: TestAdapter;
let fetching: Loop;
/** What the register answers; each test sets what it is about. */
let records: Map<PersonCode, readonly ReadRecord<string>[]>;
let silentAbout: Set<PersonCode>;
let changes: readonly RecordChange<string>[];
/** Persons of each question. */
let calls: (readonly PersonCode[])[];

const madeCode = (number: number) => PersonCode.parse(`34${String(number).padStart(9, '0')}`);
const record = (kind: string, personCode: PersonCode, id: string): ReadRecord<string> => ({
  kind,
  recordId: RecordId.parse(id),
  personCode,
  content: id,
});
const unreadable = (kind: string, personCode: PersonCode, id: string): ReadRecord<string> => ({
  kind,
  recordId: RecordId.parse(id),
  personCode,
  errorPath: 'Record.Content',
});
const change = (number: number, read: ReadRecord<string>): RecordChange<string> => ({
  number,
  kind: read.kind,
  personCode: read.personCode,
  read: () => read,
});

function told({ subject, identity }: EventPerson, id: string): FactEvent {
  const recordId = RecordId.parse(id);
  const recordVersion = RecordVersion.parse(1);
  const day = CalendarDate.parse('2026-05-04');
  return {
    specversion: '1.0',
    id: eventIdOf(made.adapter.keys, 'made', recordId, recordVersion),
    source: '/registers/made',
    type: 'npais.custody.decided.v1',
    subject,
    time: toInstant(new Date()),
    datacontenttype: 'application/json',
    data: {
      recordId,
      recordVersion,
      withdrawn: false,
      court: CourtId.parse('court-1'),
      kind: 'care-ended',
      decidedOn: day,
      effectiveFrom: day,
      identity,
    },
  };
}

const source: RecordSource<string> = {
  name: 'made',
  feed: 'made-changes',
  contractVersion: 'made/1',
  mark: () => 'once',
  async *records(codes) {
    calls.push(codes);
    yield {
      records: codes.flatMap((code) => records.get(code) ?? []),
      answeredFor: codes.filter((code) => !silentAbout.has(code)),
      asOf: null,
    };
  },
  changes: async (): Promise<ChangesPage<string>> => ({
    feed: 'feed-1',
    changes,
    last: changes.reduce((last, { number }) => Math.max(last, number), 0),
    more: false,
  }),
  translate: (content, person) => told(person, content),
  concernsAnyone: ({ kind }) => kind === 'notice',
};

beforeEach(() => {
  records = new Map();
  silentAbout = new Set();
  changes = [];
  calls = [];
});
before(async () => {
  made = await openTestAdapter({ name: 'made', steps: KIT_STEPS, types: ['npais.custody.decided.v1'] });
  const { adapter } = made;
  const upstream = new Upstream({
    name: 'made',
    timeoutMs: 1_000,
    log: adapter.log,
    metrics: adapter.metrics,
  });
  fetching = startFeed(adapter, source, { upstream, pollMs: 20 });
});
after(() => made.close());

async function watch(...codes: PersonCode[]): Promise<void> {
  const { keys, database, watched } = made.adapter;
  const boxes = codes.map((code) => {
    const ref = personRef(keys, code);
    return { personRef: ref, code: sealCode(keys, ref, code) };
  });
  await inTransaction(database, (transaction) => watched.watch(transaction, boxes));
  fetching.wake();
}
const toldOf = (id: string) =>
  waitFor(`${id} to be told`, () => made.told.find(({ data }) => String(data.recordId) === id));
const parked = (reason: string, item?: string) =>
  waitFor(`${reason} to be parked`, async () => {
    const { rows } = await made.adapter.database.query<{ item: string; path: string }>(
      `SELECT item, error_path AS path FROM ${made.adapter.schema}.parked_answer
       WHERE reason = $1 AND state = 'parked'`,
      [reason],
    );
    return rows.find((row) => item === undefined || row.item === item);
  });

test('a register without a word of its own for "answered" tells its records and nothing else', async () => {
  const code = madeCode(1);
  records.set(code, [record('decision', code, 'r1')]);
  await watch(code);
  const event = await toldOf('r1');
  assert.equal(event.subject, personRef(made.adapter.keys, code));
  await waitFor('the answer to be noted', async () => (await made.adapter.watched.counts()).waiting === 0);
  assert.equal(made.told.length, 1);
});

test('given nobody watched, when a change concerns anyone, its person is watched; others are dropped', async () => {
  const [noticed, other] = [madeCode(2), madeCode(3)];
  records.set(noticed, [record('decision', noticed, 'r2')]);
  changes = [
    change(1, record('decision', other, 'r3')),
    change(2, record('decision', noticed, 'r4')),
    change(3, record('notice', noticed, 'n1')),
  ];
  await toldOf('n1');
  await toldOf('r2');
  await toldOf('r4');
  const ref = personRef(made.adapter.keys, other);
  assert.equal((await made.adapter.watched.among([ref])).size, 0);
  assert.ok(!made.told.some(({ data }) => String(data.recordId) === 'r3'));
});

test('a notice that cannot be read is parked, its person is watched and asked about', async () => {
  const code = madeCode(4);
  records.set(code, [record('notice', code, 'n2')]);
  changes = [change(10, unreadable('notice', code, 'n2'))];
  assert.equal((await parked('NOTICE_INVALID', 'notice:n2')).path, 'Record.Content');
  await toldOf('n2');
});

test('a page of changes that goes backwards is parked as the feed, and nothing of it is told', async () => {
  const code = madeCode(5);
  await watch(code);
  changes = [change(21, record('decision', code, 'back-1')), change(20, record('decision', code, 'back-2'))];
  const row = await parked('ANSWER_INVALID', 'feed:made-changes');
  assert.equal(row.path, 'Change.ChangeNumber');
  assert.ok(!made.told.some(({ data }) => data.recordId.startsWith('back-')));
  changes = [];
});

test('a person whom the answer leaves out is parked as not answered', async () => {
  const code = madeCode(6);
  records.set(code, [record('decision', code, 'r6')]);
  silentAbout.add(code);
  await watch(code);
  await toldOf('r6');
  await parked('NOT_ANSWERED', personRef(made.adapter.keys, code));
});

test('an id that could be a personal code is parked under a keyed one', async () => {
  const code = madeCode(7);
  records.set(code, [unreadable('decision', code, `of-${code}`)]);
  await watch(code);
  const { item } = await parked('DECISION_INVALID');
  assert.match(item, /^decision:e\./);
  assert.ok(!item.includes(code));
});

test('persons whose answers are refused again and again are asked about one by one', async () => {
  const [spoiled, good] = [madeCode(8), madeCode(9)];
  records.set(spoiled, [unreadable('decision', spoiled, 'r8')]);
  await watch(spoiled);
  const { database, schema, keys } = made.adapter;
  await waitFor('a refusal', async () => {
    const text = `SELECT 1 FROM ${schema}.watched_person WHERE person_ref = $1 AND attempts > 0`;
    return (await database.query(text, [personRef(keys, spoiled)])).rows.length === 1;
  });
  await database.query(
    `UPDATE ${schema}.watched_person SET attempts = 2, retry_at = NULL WHERE attempts > 0`,
  );
  calls = [];
  await watch(good);
  const asked = await waitFor('both to be asked about', () => {
    const of = (code: PersonCode) => calls.find((codes) => codes.includes(code));
    const [alone, together] = [of(spoiled), of(good)];
    return alone && together && { alone, together };
  });
  assert.deepEqual(asked.alone, [spoiled]);
  assert.ok(!asked.together.includes(spoiled));
});
