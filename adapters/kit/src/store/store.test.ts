import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { PersonRef, type Sealed } from '@saite/contracts';
import { createLog } from '@saite/runtime';
import { Leader } from '../leader.ts';
import { openStore } from '../testing/open-store.ts';
import { Deliveries } from './deliveries.ts';
import { ParkedAnswers } from './parked-answers.ts';
import { WatchedPersons } from './watched-persons.ts';

let store: Awaited<ReturnType<typeof openStore>>;
before(async () => {
  store = await openStore();
});
after(() => store.close());

const box: Sealed = { keyVersion: 1, digest: 'd'.repeat(22), box: 'b.c' };
const ref = (name: string) => PersonRef.parse(`p1.${name.padEnd(22, '_')}`);
const code = (name: string) => ({ personRef: ref(name), code: box });
const watchedStore = () => new WatchedPersons(store.database, store.schema, store.clock);

test('a code is watched once and is due until it is fetched for the time asked', async () => {
  const watched = watchedStore();
  const watch = (...names: string[]) => store.transact((tx) => watched.watch(tx, names.map(code)));
  assert.equal(await watch('a', 'b', 'a'), 2);
  assert.equal(await watch('a'), 0);
  assert.equal((await watched.due('2026-11', 10)).length, 2);
  await watched.fetched([{ personRef: ref('a'), records: 3 }], '2026-11', 77);
  assert.deepEqual(
    (await watched.due('2026-11', 10)).map((person) => person.personRef),
    [ref('b')],
  );
  assert.equal((await watched.due('2026-12', 10)).length, 2);
  const among = await watched.among([ref('a'), ref('b'), ref('nobody')]);
  assert.deepEqual([among.size, among.get(ref('a'))?.asOf, among.get(ref('b'))?.asOf], [2, 77, null]);
  assert.deepEqual(
    (await watched.someWithRecords([], 5)).map((person) => person.records),
    [3],
  );
});

test('somebody new is due before everybody who is asked about again, of these the oldest answer first', async () => {
  const watched = watchedStore();
  const watch = (name: string) => store.transact((tx) => watched.watch(tx, [code(name)]));
  const answered = (name: string, mark: string) =>
    watched.fetched([{ personRef: ref(name), records: 1 }], mark);
  for (const name of ['first', 'second', 'ahead']) await watch(name);
  await answered('first', '2031-05');
  await answered('second', '2031-04');
  await answered('ahead', '2031-07');
  store.pass(60);
  await watch('new');
  const ours = new Set(['first', 'second', 'ahead', 'new'].map(ref));
  const due = (await watched.due('2031-06', 100)).map(({ personRef }) => personRef);
  assert.deepEqual(
    due.filter((one) => ours.has(one)),
    ['new', 'second', 'first', 'ahead'].map(ref),
  );
});

test('a refused answer delays the next question, longer each time', async () => {
  const watched = watchedStore();
  await store.transact((tx) => watched.watch(tx, [code('late')]));
  const due = async () =>
    (await watched.due('2026-11', 100)).some((person) => person.personRef === ref('late'));
  await watched.refused([ref('late')]);
  assert.equal(await due(), false);
  store.pass(3);
  assert.equal(await due(), true);
  await watched.refused([ref('late')]);
  store.pass(3);
  assert.equal(await due(), false);
  store.pass(3);
  assert.equal(await due(), true);
});

test('links are followed over several records, whichever came first; strangers stay out', async () => {
  const watched = watchedStore();
  const link = (subject: string, ...names: string[]) =>
    store.transact((tx) => watched.link(tx, ref(subject), names.map(code)));
  assert.equal(await link('x2', 'x2', 'x1'), 0);
  assert.equal(await link('x3', 'x3', 'x2'), 0);
  await link('y2', 'y2', 'y1');
  assert.equal(await store.transact((tx) => watched.watch(tx, [code('x1')])), 3);
  assert.equal(await link('x4', 'x4', 'x3'), 1);
  const known = await watched.among(['x1', 'x2', 'x3', 'x4', 'y1', 'y2'].map(ref));
  assert.deepEqual([...known.keys()].sort(), ['x1', 'x2', 'x3', 'x4'].map(ref));
});

test('of a record the oldest open version is due; one never tried is superseded by a newer', async () => {
  const deliveries = new Deliveries(store.database, store.schema, store.clock);
  const add = (recordVersion: number) =>
    store.transact((tx) =>
      deliveries.add(tx, [{ recordId: 'r', recordVersion, content: { recordVersion } }], true),
    );
  await add(1);
  await add(1);
  await add(2);
  const [second, ...none] = await deliveries.due(10);
  assert.deepEqual([second?.recordVersion, none.length], [2, 0]);
  assert.ok(second);
  await deliveries.attempt([second.messageId]);
  await add(3);
  assert.equal((await deliveries.due(10)).length, 0, 'version 3 waits for the outcome of version 2');
  store.pass(2);
  const [again] = await deliveries.due(10);
  assert.deepEqual([again?.messageId, again?.attempts], [second.messageId, 1]);
  await deliveries.delivered(second.messageId, 'receipt-1');
  assert.deepEqual(
    (await deliveries.due(10)).map((delivery) => delivery.recordVersion),
    [3],
  );
  assert.deepEqual(await deliveries.counts(), [
    { state: 'delivered', count: 1 },
    { state: 'superseded', count: 1 },
    { state: 'waiting', count: 1 },
  ]);
});

test('an item refused again counts attempts and is resolved once it is read', async () => {
  const parked = new ParkedAnswers(store.database, store.schema, 'adapter-made', 'made', store.clock);
  const refused = { item: 'payment:1', reason: 'INVALID', errorPath: 'Granted' };
  await parked.park([refused, refused], 'v1');
  await parked.park([refused], 'v1');
  assert.deepEqual(await parked.counts(), [{ reason: 'INVALID', count: 1 }]);
  const { rows } = await store.database.query(`SELECT attempts FROM ${store.schema}.parked_answer`);
  assert.deepEqual(rows, [{ attempts: 2 }]);
  await parked.resolve(['payment:1']);
  assert.deepEqual(await parked.counts(), []);
});

test('one of two leads; the other does once the first has gone or lost its connection', async () => {
  const log = createLog('test', 'silent');
  const one = new Leader(store.database, store.schema, log);
  const two = new Leader(store.database, store.schema, log);
  try {
    assert.deepEqual(await Promise.all([one.leads(), one.leads()]), [true, true]);
    assert.equal(await two.leads(), false);
    await one.close();
    assert.equal(await two.leads(), true);
    await store.database.query(
      `SELECT pg_terminate_backend(lock.pid) FROM pg_locks AS lock
       JOIN pg_stat_activity AS activity ON activity.pid = lock.pid
       WHERE locktype = 'advisory' AND granted AND application_name = 'kit-test'`,
    );
    const until = Date.now() + 5_000;
    while (!(await one.leads()) && Date.now() < until) await pause(10);
    assert.equal(await one.leads(), true);
    assert.equal(await two.leads().catch(() => false), false);
  } finally {
    await one.close();
    await two.close();
  }
});
