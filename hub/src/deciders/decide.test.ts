import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CalendarDate, PersonRef } from '@saite/contracts';
import { makeKeyFile, parseKeyFile } from '@saite/identity';
import {
  createLog,
  type Database,
  migrate,
  OPERATIONS_SCHEMA,
  OPERATIONS_STEPS,
  openDatabase,
  References,
  SaiteError,
} from '@saite/runtime';
import { openRoom, type Room } from '@saite/runtime/testing';
import { HUB_SCHEMA, HUB_STEPS } from '../store/schema.ts';
import { keptSetting } from '../store/setting.ts';
import { bindCase, createDeciders, LANES, type RunnableCase } from './decide.ts';

const refOf = (letter: string) => PersonRef.parse(`p1.${letter.repeat(22)}`);
const [WELL, ILL] = [refOf('A'), refOf('B')];
const TOMORROW = CalendarDate.parse('2026-11-21');
const clock = { now: () => new Date('2026-11-20T10:00:00Z') };
const log = createLog('test', 'silent');

let room: Room;
let database: Database;
let references: References;
let isBroken = true;
const recorded: string[] = [];

/** A case that cannot decide one person while it is broken. */
const madeCase = (name: string, breaks: boolean): RunnableCase<string> => ({
  name,
  decide: ({ group }) => {
    if (breaks && isBroken && group.person === ILL) throw new SaiteError('MADE_FAILURE', 'made for the test');
    return group.person;
  },
  wakeOn: () => (isBroken || name === 'second' ? TOMORROW : null),
  record: async (_transaction, decided) => {
    for (const { decision } of decided) recorded.push(`${name} ${decision}`);
  },
});

before(async () => {
  room = await openRoom();
  database = openDatabase(room.databaseUrl, 'decide-test', log, 4);
  await migrate(database, OPERATIONS_SCHEMA, OPERATIONS_STEPS);
  await migrate(database, HUB_SCHEMA, HUB_STEPS);
  references = await References.open({
    name: 'hub',
    database,
    keyRing: parseKeyFile(makeKeyFile()),
    schemas: [HUB_SCHEMA],
    schema: HUB_SCHEMA,
    word: keptSetting(database, 'index-version'),
    log,
  });
  await database.query('INSERT INTO hub.person_code SELECT ref, ref FROM unnest($1::text[]) AS ref', [
    [WELL, ILL],
  ]);
});
after(async () => {
  await references.close();
  await database.end();
  await room.close();
});

async function decideAll(): Promise<void> {
  await database.query('INSERT INTO hub.dirty (ref) SELECT unnest($1::text[])', [[WELL, ILL]]);
  const cases = [bindCase(madeCase('first', true), log), bindCase(madeCase('second', false), log)];
  const deciders = createDeciders(database, references, clock, cases, 10, () => {});
  for (let lane = 0; lane < LANES; lane += 1) await deciders.decideNext(lane);
}

const held = async () =>
  (await database.query('SELECT person, case_name AS "caseName", code, attempts FROM hub.held_person')).rows;
const wakeUps = async () =>
  (
    await database.query<{ text: string }>(
      `SELECT case_name || ' ' || person || ' ' || due_on AS text FROM hub.wake_up ORDER BY 1`,
    )
  ).rows.map(({ text }) => text);

test('a person whom a case cannot decide is held; the other cases and everybody else go on', async () => {
  await decideAll();
  assert.deepEqual(recorded.sort(), [`first ${WELL}`, `second ${WELL}`, `second ${ILL}`].sort());
  assert.deepEqual(await held(), [{ person: ILL, caseName: 'first', code: 'MADE_FAILURE', attempts: 1 }]);
  await decideAll();
  assert.equal((await held())[0]?.attempts, 2);
});

test('wake-ups are one a person and case', async () => {
  assert.deepEqual(await wakeUps(), [
    `first ${WELL} 2026-11-21`,
    `second ${WELL} 2026-11-21`,
    `second ${ILL} 2026-11-21`,
  ]);
});

test('who can be decided again is let go, and what need not be looked at again has no wake-up', async () => {
  isBroken = false;
  await decideAll();
  assert.deepEqual(await held(), []);
  assert.deepEqual(await wakeUps(), [`second ${WELL} 2026-11-21`, `second ${ILL} 2026-11-21`]);
});
