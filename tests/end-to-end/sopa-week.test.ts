import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Accepted, ImportTaken, SopaImportList, SopaImportReport } from '@saite/contracts';
import { OBJECT_RULES, type ObjectRuleCode, SOPA_KIND_LIST } from '@saite/contracts/sopa';
import { until } from '@saite/runtime/testing';
import { type ReadResult, readWhole } from '../../adapters/sopa/src/import/testing/import-world.ts';
import { casesOf } from '../../adapters/sopa/src/sandbox/imports/mistakes/cases.ts';
import {
  FILE_MISTAKES,
  type FileMistakeCode,
  isFileMistake,
  NEEDS_ACCEPTED_FILE,
} from '../../adapters/sopa/src/sandbox/imports/mistakes/file-mistakes.ts';
import {
  type ImportFileOptions,
  townOfFile,
  writeImportFile,
} from '../../adapters/sopa/src/sandbox/imports/write-import-file.ts';
import { type ExpectedOutcome, SopaPlan } from '../support/sopa-plan.ts';
import { openSopaRoom, type SopaRoom, storeDiffers } from '../support/sopa-room.ts';
import { type RunningSystem, startSystem } from '../support/system.ts';

const TOWN = '0003000';
const SERVICE = { roles: ['social-service'], municipality: TOWN };
const ADAPTER = 'adapter-sopa';
const CHECK_LIMIT_MS = 60_000;

/** The week: Monday the 16th to Friday the 20th of November 2026. */
const fileOfDay = (
  day: number,
  sequence: number,
  more: Partial<ImportFileOptions> = {},
): ImportFileOptions => {
  const date = `2026-11-${15 + day}`;
  const period = { periodFrom: date, periodTo: date };
  return { seed: 32, municipality: TOWN, sequence, kind: 'daily', ...period, persons: 1_000, day, ...more };
};
const bytesOf = (options: ImportFileOptions): Buffer => Buffer.concat([...writeImportFile(options)]);
const CROWDED: ObjectRuleCode = 'OBJECTS_OVER_LIMIT';
/** Every rule of objects; the one that leaves a person with too many objects to be judged together is the last. */
const objectRules = Object.keys(OBJECT_RULES)
  .filter((code): code is ObjectRuleCode => code in OBJECT_RULES)
  .sort((one, other) => Number(one === CROWDED) - Number(other === CROWDED));

describe('a municipality’s week, through the whole system', () => {
  const plan = new SopaPlan(TOWN);
  const messages: string[] = [];
  let system: RunningSystem;
  let room: SopaRoom;
  before(async () => {
    system = await startSystem({ only: ['sandbox', ADAPTER, 'hub'] });
  });
  after(async () => {
    await room?.close();
    await system.close();
  });

  const token = async () =>
    String(Object(await system.sandbox('/sandbox/token', { sub: 'sopa', ...SERVICE })).access_token);
  const send = async (body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>, signal?: AbortSignal) =>
    fetch(`${system.hubUrl}/v1/sopa/imports`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await token()}`,
        'content-type': 'application/xml',
        connection: 'close', // while a file is made, nobody sees that a kept connection was closed
      },
      body,
      duplex: 'half',
      ...(signal && { signal }),
    });
  const handIn = async (bytes: Buffer): Promise<string> => {
    const answer = await send(new Uint8Array(bytes));
    assert.equal(answer.status, 202);
    return ImportTaken.parse(await answer.json()).importId;
  };
  const reportOf = async (importId: string) =>
    SopaImportReport.parse((await system.call(SERVICE, `/v1/sopa/imports/${importId}`)).json);
  const checked = (importId: string) =>
    until(
      () => reportOf(importId),
      ({ state }) => state !== 'received' && state !== 'checking',
      CHECK_LIMIT_MS,
    );
  const resultOf = async (importId: string): Promise<ReadResult> => {
    await checked(importId);
    const { status, text } = await system.call(SERVICE, `/v1/sopa/imports/${importId}/result`);
    assert.equal(status, 200);
    messages.push(text);
    return readWhole(text);
  };
  const exchange = async (options: ImportFileOptions) => resultOf(await handIn(bytesOf(options)));
  const column = async (sql: string): Promise<number> =>
    (await room.database.query<{ found: number }>(`SELECT (${sql})::int AS found`)).rows[0]?.found ?? 0;

  /** A file is refused as a whole, for this and nothing else, and changes nothing. */
  const isRefused = async (options: ImportFileOptions, rule: FileMistakeCode, nextSequence: number) => {
    const { header, fileErrors } = await exchange({ ...options, fileMistake: rule });
    assert.deepEqual(
      [fileErrors.map((error) => error.rule), header.result, header.nextSequence],
      [[rule], 'rejected', nextSequence],
    );
  };
  /** The result, the store and what was told are what the plan says of a file that was taken. */
  const isAsPlanned = async ({ header, objectErrors }: ReadResult, expected: ExpectedOutcome) => {
    const { accepted, unchanged, deleted, failed } = header;
    assert.deepEqual(
      { result: header.result, accepted, unchanged, deleted, failed },
      {
        result: expected.failed > 0 ? 'accepted-with-errors' : 'accepted',
        accepted: expected.accepted,
        unchanged: expected.unchanged,
        deleted: expected.deleted,
        failed: expected.failed,
      },
    );
    const errors = new Set(objectErrors.map(({ rule, objectId }) => `${rule} ${objectId}`));
    assert.deepEqual([...errors].sort(), expected.errors);
    assert.deepEqual(await storeDiffers(room.database, TOWN, plan.live()), []);
    const sequence = header.sequence ?? 0;
    await until(
      () => room.events(sequence).length,
      (events) => events >= expected.events.length,
      CHECK_LIMIT_MS,
    );
    await isSettled();
    assert.deepEqual(room.events(sequence), expected.events);
  };
  const isSettled = () =>
    until(
      () =>
        column(`SELECT count(*) FROM adapter_sopa.import
          WHERE (state LIKE 'accepted%' AND told_at IS NULL) OR state IN ('received', 'checking')
            OR (state IN ('rejected', 'gone', 'same') AND cleared_at IS NULL)`),
      (open) => open === 0,
      CHECK_LIMIT_MS,
    );

  /** Waits until the adapter waits for a lock with such a statement. */
  const isHeldUp = (statement: string) =>
    until(
      () =>
        column(`SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
          AND wait_event_type = 'Lock' AND query LIKE '%${statement}%'`),
      (waiting) => waiting > 0,
      CHECK_LIMIT_MS,
    );

  it('Monday: each attempt is refused for another reason, then the file is right', async () => {
    const right = fileOfDay(1, 1);
    const small = { ...right, persons: 40 };
    const refused = await handIn(bytesOf({ ...small, fileMistake: 'NOT_WELL_FORMED' }));
    room = await openSopaRoom(refused, TOWN);
    const rules = Object.keys(FILE_MISTAKES).filter(isFileMistake);
    for (const rule of rules.filter((one) => !NEEDS_ACCEPTED_FILE.has(one))) await isRefused(small, rule, 1);
    await isRefused(right, 'COUNT_DIFFERS', 1); // told by the last byte of a large file
    await isSettled();
    assert.equal(await column('SELECT count(*) FROM adapter_sopa.import_object'), 0);
    assert.equal(room.received, 0);
    await isAsPlanned(await exchange(right), plan.take(right));
  });

  it('Tuesday: every rule that objects can break is broken once, and corrected until nothing is wrong', async () => {
    const mistakes = objectRules.map((code) => ({ code, count: 1 }));
    const file = fileOfDay(2, 2, { mistakes });
    for (const rule of NEEDS_ACCEPTED_FILE) await isRefused(fileOfDay(2, 2), rule, 2);
    const stays = [...casesOf(townOfFile(file), mistakes)].flatMap(({ stateCare = [] }) => stateCare);
    for (const stay of stays) {
      const placement = {
        recordVersion: 1,
        programme: 'adult-long-term-care',
        institutionId: 'VSAC-RIGA-01',
      };
      const body = { ...stay, ...placement, dailyCost: '20.00' };
      const answer = await system.call({ roles: ['spolis'] }, '/v1/placements', body);
      Accepted.parse(answer.json);
    }
    await until(
      () => column('SELECT count(*) FROM adapter_sopa.state_stay'),
      (known) => known === stays.length,
    );
    const expected = plan.take(file);
    assert.deepEqual(
      new Set(expected.errors.map((error) => error.split(' ')[0])),
      new Set(objectRules),
      'each rule is broken',
    );
    const first = await exchange(file);
    await isAsPlanned(first, expected);
    const correction = fileOfDay(2, 3, {
      mistakes,
      kind: 'correction',
      corrects: 2,
      mended: expected.broken,
    });
    const outcome = plan.take(correction);
    assert.ok(outcome.accepted > expected.failed / 2);
    await isAsPlanned(await exchange(correction), outcome);
    // Another one, with nothing to mend: new objects alone.
    const second = fileOfDay(2, 4, { kind: 'correction', corrects: 2 });
    await isAsPlanned(await exchange(second), plan.take(second));
  });

  it('Wednesday: the same bytes again give the same result file, and nothing is told twice', async () => {
    const file = fileOfDay(3, 5);
    const result = await exchange(file);
    await isAsPlanned(result, plan.take(file));
    const told = room.received;
    const copies = [await exchange(file), ...(await Promise.all([exchange(file), exchange(file)]))];
    for (const copy of copies) assert.equal(copy.text, result.text);
    await isSettled();
    assert.equal(room.received, told);
    assert.equal(room.copies(), 0);
    assert.deepEqual(await storeDiffers(room.database, TOWN, plan.live()), []);
    const { items } = SopaImportList.parse((await system.call(SERVICE, '/v1/sopa/imports')).json);
    assert.equal(items.filter(({ sequence, state }) => sequence === 5 && state === 'accepted').length, 1);
  });

  it('Thursday: what is deleted is withdrawn and holds no more', async () => {
    const file = fileOfDay(4, 6);
    const expected = plan.take(file);
    assert.ok(expected.deleted >= 3);
    assert.equal(expected.events.filter((event) => event.endsWith('withdrawn')).length, expected.deleted);
    await isAsPlanned(await exchange(file), expected);
  });

  it('Friday: the adapter is killed while the file comes in, while it is checked and while it is told', async () => {
    const late = 'HOME_CLOSED_WITH_STAYS';
    // Mistakes are made among the same persons as Tuesday's: the one of the home stands where the crowded person was.
    const wrongService = 'SERVICE_ENDS_BEFORE_START';
    const mistakes = [
      { code: wrongService, count: objectRules.length - 1 },
      { code: late, count: 1 },
      { code: wrongService, count: 6_000 },
    ] as const;
    const file = fileOfDay(5, 7, { mistakes });
    const bytes = bytesOf(file);
    assert.ok(bytes.length > 5_000_000);
    const expected = plan.take(file);
    const objects = await column('SELECT count(*) FROM adapter_sopa.import_object');

    // On its way in: a part of it is staged already.
    const breaking = new AbortController();
    const cut = send(
      ReadableStream.from(
        (async function* () {
          for (let at = 0; at < bytes.length * 0.7; at += 65_536) yield bytes.subarray(at, at + 65_536);
          await new Promise((_, reject) => breaking.signal.addEventListener('abort', reject));
        })(),
      ),
      breaking.signal,
    ).then(({ status }) => status);
    await until(
      () => column('SELECT count(*) FROM adapter_sopa.import_object'),
      (found) => found > objects,
    );
    await system.kill(ADAPTER);
    assert.equal(await cut, 503);
    breaking.abort();
    await system.start(ADAPTER);
    // Five minutes pass, after which what is silent is given up.
    await room.database.query(
      "UPDATE adapter_sopa.import SET touched_at = touched_at - interval '6 minutes' WHERE state = 'receiving'",
    );
    await until(
      () => column('SELECT count(*) FROM adapter_sopa.import_object'),
      (found) => found === objects,
    );
    assert.equal(await column("SELECT count(*) FROM adapter_sopa.import WHERE state = 'receiving'"), 0);

    // Sent again. Its check waits: first before it begins, then in its middle, at an object that it will fail.
    const [start, middle] = [await room.connect(), await room.connect()];
    await start.query('BEGIN');
    await start.query('LOCK TABLE adapter_sopa.import_object IN SHARE UPDATE EXCLUSIVE MODE');
    const importId = await handIn(bytes);
    await until(
      () => reportOf(importId),
      ({ state }) => state === 'checking',
    );
    await middle.query('BEGIN');
    const number = await column(`SELECT number FROM adapter_sopa.import WHERE import_id = '${importId}'`);
    const home = expected.errors.find((error) => error.startsWith(late))?.split(' ')[1];
    const { rowCount } = await middle.query(
      'SELECT FROM adapter_sopa.import_object WHERE import = $1 AND kind = $2 AND id = $3 FOR UPDATE',
      [number, SOPA_KIND_LIST.indexOf('group-home'), home],
    );
    assert.equal(rowCount, 1);
    await start.query('COMMIT');
    await start.end();
    await isHeldUp('SET outcome = 1');
    await system.kill(ADAPTER);
    await middle.query('COMMIT');
    await middle.end();
    assert.equal(
      (await room.database.query('SELECT state FROM adapter_sopa.import WHERE number = $1', [number])).rows[0]
        ?.state,
      'checking',
    );
    await system.start(ADAPTER);
    const accepted = await checked(importId);
    assert.equal(accepted.state, 'accepted-with-errors');

    // Being told: some events are out, and where it stands is not kept.
    const holder = await room.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM adapter_sopa.import WHERE number = $1 FOR UPDATE', [number]);
    assert.equal(
      await column(`SELECT count(*) FROM adapter_sopa.import WHERE number = ${number} AND told_at IS NULL`),
      1,
    );
    const before = room.events(7).length;
    await isHeldUp('SET told_up_to');
    await until(
      () => room.events(7).length,
      (told) => told > before,
    );
    await system.kill(ADAPTER);
    // What the killed process asked of the database last dies with it: else it would be done once the lock is let go.
    await room.database.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    await holder.query('COMMIT');
    await holder.end();
    await system.start(ADAPTER);
    await isAsPlanned(await resultOf(importId), expected);
    assert.ok(room.copies() > 0, 'what was told before the crash is told again, as the same events');
    const again = await resultOf(await handIn(bytes));
    assert.equal(again.text, (await resultOf(importId)).text);
  });

  it('no log and no message of a result file shows a personal code', async () => {
    const logs = await system.logs();
    assert.ok(logs.includes('import.checked'));
    assert.ok(plan.codes.size > 6_000 && messages.length > 30);
    const told = messages.join('\n').replaceAll(/<(ImportId|FileId|ObjectId)>[^<]*<\/\1>/g, '');
    assert.ok(
      shownIn(bytesOf(fileOfDay(1, 1)).toString()) >= 1_000,
      'what is looked for is found where it is',
    );
    assert.equal(shownIn(logs), 0, 'logs');
    assert.equal(shownIn(told), 0, 'result files');
  });
  const shownIn = (text: string): number =>
    [...text.matchAll(/(?=([0-9]{6})-?([0-9]{5}))/g)].filter(([, front, back]) =>
      plan.codes.has(`${front}${back}`),
    ).length;
});
