import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  AuditLog,
  Control,
  Edit,
  EditList,
  FailureList,
  HeldItemDetail,
  HeldList,
  History,
  Job,
  JobList,
  JobPreview,
  OperatorOverview,
  PersonCode,
  Problem,
} from '@saite/contracts';
import { personRef } from '@saite/identity';
import { until } from '@saite/runtime/testing';
import pg from 'pg';
import { asOperator, publishRaw, type TestOperator } from '../../support/held.ts';
import { openTestHub, type TestHub } from '../../support/hub.ts';

const PERSON = '32000000931';
const OTHER = '32000000932';
const TYPE = 'sais.payment.recorded.v1';

describe("the operator's console", () => {
  let hub: TestHub;
  let database: pg.Client;
  let one: TestOperator;
  let other: TestOperator;

  const payment = (paymentId: string, personCode: string, granted: string) =>
    hub.events.payment({ paymentId, personCode, periodFrom: '2026-01', periodTo: '2026-01', granted });
  const itemOf = async (query: string) => {
    const [item] = await until(
      () => one.held(query),
      (items) => items.length > 0,
    );
    return item ?? assert.fail('nothing is held');
  };
  const detail = async (itemId: string) => HeldItemDetail.parse(await one.good(`held/${itemId}`));
  const ended = (jobId: string) =>
    until(
      async () => Job.parse(await one.good(`jobs/${jobId}`)),
      ({ endedAt }) => endedAt !== null,
    );
  const start = async (body: object) =>
    Job.parse(await one.good('jobs', { note: 'made for a test', ...body }));
  const problem = async (answer: ReturnType<TestOperator['call']>) => Problem.parse((await answer).json);
  const facts = async (recordId: string): Promise<unknown[]> =>
    (
      await database.query('SELECT data ->> $2 AS granted FROM hub.fact WHERE record_id = $1', [
        recordId,
        'granted',
      ])
    ).rows;

  before(async () => {
    hub = await openTestHub();
    database = new pg.Client({ connectionString: hub.room.databaseUrl });
    await database.connect();
    [one, other] = [await asOperator(hub, 'anna'), await asOperator(hub, 'boris')];
    await hub.publish(payment('P-1', PERSON, '100.00'), payment('P-1', PERSON, '200.00'));
    const wrong = JSON.parse(JSON.stringify(payment('P-2', OTHER, '300.00')));
    wrong.data.granted = `Anna ${OTHER}`;
    const unknown = { ...wrong, data: { ...wrong.data, granted: '300.00', periodFrom: '2026-13' } };
    await publishRaw(hub, [
      { type: TYPE, body: wrong },
      { type: TYPE, body: unknown },
    ]);
    await until(
      () => one.held(),
      (items) => items.length === 3,
    );
  });
  after(async () => {
    await database.end();
    await hub.close();
  });

  it('groups failures by cause, and counts what the lists hold', async () => {
    const { total, items } = FailureList.parse(await one.good('failures'));
    assert.equal(total, 3);
    assert.deepEqual(
      items
        .map(({ kind, service, queue, type, reason, path, state, count }) => [
          [kind, service, queue, type].join(' '),
          reason,
          path,
          state,
          count,
        ])
        .sort(),
      [
        [`message hub saite.hub.intake ${TYPE}`, 'CONTRACT_VIOLATED', 'data.granted', 'parked', 1],
        [`message hub saite.hub.intake ${TYPE}`, 'CONTRACT_VIOLATED', 'data.periodFrom', 'parked', 1],
        [`message hub saite.hub.intake ${TYPE}`, 'VERSION_CONFLICT', null, 'parked', 1],
      ],
    );
    for (const { reason, path, count } of items) {
      const query = `?reason=${reason}${path === null ? '' : `&path=${path}`}`;
      assert.equal((await one.held(query)).length, count);
    }
    assert.deepEqual(await one.held('?reason=NOT_THERE'), []);
    assert.equal((await one.held('?from=2000-01-01T00:00:00Z&to=2000-01-02T00:00:00Z')).length, 0);
  });

  it('pages through what is held without a gap or a repeat', async () => {
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const page = HeldList.parse(await one.good(`held?limit=1${after}`));
      seen.push(...page.items.map(({ itemId }) => itemId));
      if (page.next === null) break;
      after = `&after=${page.next}`;
    }
    assert.deepEqual(
      seen,
      (await one.held()).map(({ itemId }) => itemId),
    );
  });

  it('shows one with its fields and no personal data, though there is some where none belongs', async () => {
    const { itemId } = await itemOf('?path=data.granted');
    const shown = await one.call(`held/${itemId}`);
    assert.doesNotMatch(shown.text, /Anna|32000000932/);
    const {
      fields,
      body,
      recentAttempts,
      timeline,
      personRef: ref,
      errorPath,
    } = HeldItemDetail.parse(shown.json);
    const stateOf = (path: string) => fields.find((field) => field.path === path)?.state;
    assert.deepEqual(
      [body, errorPath, stateOf('data.granted'), stateOf('data.identity'), stateOf('data.kind')],
      ['event', 'data.granted', 'invalid', 'sealed', 'clear'],
    );
    assert.deepEqual([recentAttempts.length, timeline[0]?.what], [1, 'held']);
    assert.equal(ref, personRef(hub.keyRing, PersonCode.parse(OTHER)));
    assert.equal((await problem(one.call('held/00000000-0000-4000-8000-000000000000'))).code, 'NOT_FOUND');
  });

  it('finds what is held about a person by the code, only for a purpose, and notes who looked', async () => {
    const found = HeldList.parse(await one.good('held/search', { personCode: OTHER }));
    assert.equal(found.items.length, 2);
    const byRecord = HeldList.parse(await one.good('held/search', { recordId: 'P-1' }));
    assert.deepEqual(
      byRecord.items.map(({ reason }) => reason),
      ['VERSION_CONFLICT'],
    );
    const without = await problem(one.call('held/search', { personCode: OTHER }, { 'saite-purpose': '' }));
    assert.equal(without.code, 'PURPOSE_NEEDED');
    assert.equal((await problem(one.call('held/search', {}))).code, 'INVALID');
    const token = await hub.token({ sub: 'auditor', roles: ['auditor'] });
    const log = AuditLog.parse((await hub.call('/v1/audit-log', undefined, { token })).json);
    const entry = log.items.find(({ operation, target }) => operation === 'searchHeld' && target === null);
    assert.deepEqual(
      [entry?.personRef, entry?.purpose, entry?.actor],
      [personRef(hub.keyRing, PersonCode.parse(OTHER)), 'looking into a failure', 'anna'],
    );
    const opened = log.items.find(({ operation }) => operation === 'readHeld');
    assert.equal(opened?.personRef, personRef(hub.keyRing, PersonCode.parse(OTHER)));
    // The lists themselves, which show nobody, are no look at anybody.
    assert.deepEqual(
      log.items.filter(({ operation }) => operation === 'listHeld'),
      [],
    );
  });

  it('says before a retry how many, whose, and that it would fail again; nothing of it is done', async () => {
    const before = await facts('P-1');
    const preview = JobPreview.parse(await one.good('jobs/preview', { action: 'retry', filter: {} }));
    assert.deepEqual(
      [preview.total, preview.persons, preview.busy, preview.sample.size, preview.sample.readable],
      [3, 2, 0, 3, 1],
    );
    assert.deepEqual(preview.hub?.notTaken.map(({ reason }) => reason).sort(), [
      'CONTRACT_VIOLATED',
      'CONTRACT_VIOLATED',
      'VERSION_CONFLICT',
    ]);
    assert.deepEqual(await facts('P-1'), before);
  });

  it('edits only with a second person: the difference is shown, the contract is held, the original is kept', async () => {
    const { itemId } = await itemOf('?path=data.granted');
    const propose = (changes: object[]) =>
      one.call(`held/${itemId}/edits`, { changes, note: 'the amount was a name' });
    const wrong = await problem(propose([{ path: 'data.granted', value: 'much' }]));
    assert.deepEqual([wrong.code, wrong.errors?.map(({ path }) => path)], ['INVALID', ['data.granted']]);
    for (const path of [
      'data.recordId',
      'data.recordVersion',
      'data.identity',
      'data.identity.box',
      'data.made',
    ])
      assert.equal((await problem(propose([{ path, value: '1' }]))).code, 'INVALID', path);
    const note = await problem(
      one.call(`held/${itemId}/edits`, {
        changes: [{ path: 'data.granted', value: '300.00' }],
        note: `of ${OTHER}`,
      }),
    );
    assert.deepEqual(
      note.errors?.map(({ path }) => path),
      ['note'],
    );

    const edit = Edit.parse((await propose([{ path: 'data.granted', value: '300.00' }])).json);
    assert.deepEqual(
      [edit.state, edit.difference, edit.mine],
      ['proposed', [{ path: 'data.granted', before: null, beforeState: 'invalid', after: '300.00' }], true],
    );
    assert.equal((await problem(propose([{ path: 'data.granted', value: '1.00' }]))).code, 'WRONG_STATE');
    const decide = (who: TestOperator, decision: string) =>
      who.call(`edits/${edit.editId}/decision`, { decision, note: 'as the register says' });
    assert.equal((await problem(decide(one, 'approve'))).code, 'SECOND_PERSON_NEEDED');
    assert.deepEqual(await facts('P-2'), []);
    assert.equal(EditList.parse(await other.good('edits?state=proposed')).items[0]?.mine, false);

    const decisions = await Promise.all([decide(other, 'approve'), decide(other, 'approve')]);
    assert.deepEqual(decisions.map(({ status }) => status).sort(), [200, 409]);
    await until(
      () => facts('P-2'),
      (rows) => rows.length === 1,
    );
    assert.deepEqual(await facts('P-2'), [{ granted: '300.00' }]);
    const { state, decidedBy } = Edit.parse(await one.good(`edits/${edit.editId}`));
    assert.deepEqual([state, decidedBy], ['approved', 'boris']);
    const { rows } = await database.query('SELECT original_sealed AS sealed FROM operations.edit');
    assert.deepEqual(rows, [{ sealed: true }]);
  });

  it('rejects an edit and leaves the message as it was', async () => {
    const { itemId } = await itemOf('?path=data.periodFrom');
    const body = { changes: [{ path: 'data.periodFrom', value: '2026-01' }], note: 'there is no such month' };
    const edit = Edit.parse(await one.good(`held/${itemId}/edits`, body));
    await other.good(`edits/${edit.editId}/decision`, { decision: 'reject', note: 'ask the register' });
    const { state, timeline } = await detail(itemId);
    assert.equal(state, 'parked');
    assert.deepEqual(
      timeline.map(({ what, by }) => [what, by]),
      [
        ['held', null],
        ['edit-proposed', 'anna'],
        ['edit-rejected', 'boris'],
      ],
    );
  });

  it('retries: a double click starts one job, and the page says how it ended', async () => {
    const body = { action: 'retry', filter: { reason: 'VERSION_CONFLICT' }, expected: 1, note: 'once more' };
    const click = () => one.good('jobs', body, { 'idempotency-key': 'a-click' });
    const [first, second] = [Job.parse(await click()), Job.parse(await click())];
    assert.equal(first.jobId, second.jobId);
    const job = await ended(first.jobId);
    assert.deepEqual([job.state, job.total, job.done, job.failed, job.by], ['done', 1, 0, 1, 'anna']);
    const { attempts, timeline } = await detail((await itemOf('?reason=VERSION_CONFLICT')).itemId);
    assert.equal(attempts, 2);
    const steps = timeline.map(({ what }) => what);
    assert.deepEqual(
      ['held', 'job-chosen', 'job-handed-in', 'failed-again', 'job-ended'].filter(
        (step) => !steps.some((what) => what === step),
      ),
      [],
    );
    assert.equal(JobList.parse(await one.good('jobs?state=done')).items[0]?.jobId, first.jobId);
    const changed = await problem(one.call('jobs', { ...body, expected: 0 }));
    assert.equal(changed.code, 'COUNT_CHANGED');
    assert.equal(
      (await problem(one.call(`jobs/${first.jobId}/steer`, { step: 'pause' }))).code,
      'WRONG_STATE',
    );
  });

  it('takes what can be taken by now, and the dry run had said what it would tell', async () => {
    await database.query("DELETE FROM hub.fact WHERE record_id = 'P-1'");
    const filter = { reason: 'VERSION_CONFLICT' };
    const preview = JobPreview.parse(await one.good('jobs/preview', { action: 'retry', filter }));
    assert.deepEqual([preview.hub?.taken, preview.hub?.persons, preview.hub?.notTaken], [1, 1, []]);
    assert.deepEqual(await facts('P-1'), []);
    const job = await ended((await start({ action: 'retry', filter })).jobId);
    assert.deepEqual([job.done, job.failed], [1, 0]);
    assert.deepEqual(await facts('P-1'), [{ granted: '200.00' }]);
  });

  it('dismisses with a note, and puts back', async () => {
    const { itemId } = await itemOf('?path=data.periodFrom');
    await ended((await start({ action: 'dismiss', ids: [itemId], note: 'the register sent it anew' })).jobId);
    assert.deepEqual(
      (await one.held('?state=dismissed')).map((item) => item.itemId),
      [itemId],
    );
    const { timeline } = await detail(itemId);
    assert.deepEqual(timeline.at(-1) && [timeline.at(-1)?.what, timeline.at(-1)?.note], [
      'dismissed',
      'the register sent it anew',
    ]);
    await ended((await start({ action: 'restore', filter: {} })).jobId);
    assert.deepEqual(
      (await one.held('?state=parked')).map((item) => item.itemId),
      [itemId],
    );
  });

  it('pauses the hub: what comes waits in its queue, and is taken when it goes on', async () => {
    const overview = async () => OperatorOverview.parse(await one.good('overview'));
    const hubOf = async () => {
      const { services } = await overview();
      return services.find(({ service }) => service === 'hub') ?? assert.fail('the hub tells nothing');
    };
    const control = Control.parse(
      await one.good('controls', { service: 'hub', stopped: true, reason: 'the register sends nonsense' }),
    );
    assert.deepEqual([control.stopped, control.by], [true, 'anna']);
    const paused = await until(hubOf, (told) => told.control?.acknowledged === true);
    assert.deepEqual([paused.state, paused.code], ['degraded', 'PAUSED']);
    await hub.publish(payment('P-9', PERSON, '900.00'));
    const waiting = await until(hubOf, ({ queues }) => queues.some(({ depth }) => depth === 1));
    const queue = waiting.queues.find(({ depth }) => depth === 1);
    assert.deepEqual([queue?.queue, queue?.consumers], ['saite.hub.intake', 0]);
    assert.ok((queue?.oldestSeconds ?? -1) >= 0);
    assert.deepEqual(await facts('P-9'), []);
    await one.good('controls', { service: 'hub', stopped: false, reason: 'it is mended' });
    await until(
      () => facts('P-9'),
      (rows) => rows.length === 1,
    );
    assert.deepEqual((await overview()).controls, []);
    for (const body of [
      { service: 'adapter-nobody', stopped: true, reason: 'made up' },
      { service: 'hub', upstream: 'nobody', stopped: true, reason: 'made up' },
    ])
      assert.equal((await problem(one.call('controls', body))).code, 'NOT_FOUND');
  });

  it('keeps minutes for charts', async () => {
    const { points } = await until(
      async () => History.parse(await one.good('history?service=hub')),
      (history) => history.points.length > 0,
      20_000,
    );
    assert.ok(points.every(({ depth, parked }) => depth >= 0 && parked >= 0));
    assert.ok(History.parse(await one.good('history')).points.length > 0);
  });
});
