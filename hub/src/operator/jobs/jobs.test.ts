import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, afterEach, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inTransaction } from '@saite/runtime';
import { until } from '@saite/runtime/testing';
import { forgetOld, sumCounts } from '../keeping.ts';
import { causesOf } from '../selection.ts';
import { type HeldRoom, openHeldRoom, QUEUE } from '../testing/held-room.ts';
import { advanceJobs } from './advance.ts';
import { steerJob } from './steer.ts';

const DRIVER = fileURLToPath(new URL('../testing/driver.ts', import.meta.url));
const PERSONS = 30;
const VERSIONS = 4;
/** Later versions first, as they may have come. */
const SHUFFLED = Array.from({ length: PERSONS * VERSIONS }, (_, place) => ({
  person: place % PERSONS,
  version: VERSIONS - Math.floor(place / PERSONS),
}));

describe('a job over what is held', () => {
  let room: HeldRoom;
  before(async () => {
    room = await openHeldRoom();
  });
  after(() => room.close());
  afterEach(() => room.clear());

  interface Taken {
    readonly person: number;
    readonly version: number;
  }

  /** A service that takes what is handed in until it is told to end, and notes in which order. */
  function service(outcome: (message: Taken) => 'done' | 'park' = () => 'done') {
    const taken: Taken[] = [];
    let open = true;
    const work = async () => {
      while (open) {
        await room.held.retryDue(QUEUE, async (messages) =>
          messages.map(({ body }) => {
            const message: Taken = JSON.parse(body.toString());
            taken.push(message);
            return outcome(message) === 'done'
              ? { verdict: 'done' }
              : { verdict: 'park', code: 'STILL_WRONG', detail: '' };
          }),
        );
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    const running = Promise.all([work(), work()]);
    return {
      taken,
      end: async () => {
        open = false;
        await running;
      },
    };
  }

  const ended = (jobId: string, drive: () => Promise<unknown>) =>
    until(
      async () => {
        await drive();
        room.pass(1);
        return room.job(jobId);
      },
      ({ endedAt }) => endedAt !== null,
      30_000,
    );

  const assertInOrder = (taken: readonly Taken[]) => {
    for (const [person, messages] of Map.groupBy(taken, (message) => message.person))
      assert.deepEqual(
        messages.map(({ version }) => version),
        Array.from({ length: VERSIONS }, (_, place) => place + 1),
        `person ${person}`,
      );
    assert.equal(taken.length, PERSONS * VERSIONS);
  };

  it('hands in each once and in the order of versions, though two hubs and two processes are at work', async () => {
    await room.park(SHUFFLED);
    const { jobId } = await room.start();
    const worker = service();
    const drive = () => Promise.all([room.advance(), advanceJobs(room.database, room.clock)]);
    const job = await ended(jobId, drive);
    await worker.end();
    assertInOrder(worker.taken);
    assert.deepEqual(
      [job.state, job.total, job.done, job.failed, job.setAside, job.queued, job.inFlight],
      ['done', 120, 120, 0, 0, 0, 0],
    );
    assert.deepEqual(await room.states(), {});
  });

  it('stands where it stood when the hub is killed, and goes on with nothing lost or twice', async () => {
    await room.park(SHUFFLED);
    const { jobId } = await room.start({ rate: 200 });
    const worker = service();
    for (let kill = 0; kill < 2; kill += 1) {
      const driver = spawn(
        process.execPath,
        [DRIVER, room.room.databaseUrl, room.clock.now().toISOString()],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      await once(driver.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, 60 + 50 * kill));
      driver.kill('SIGKILL');
      await once(driver, 'exit');
    }
    const job = await ended(jobId, room.advance);
    await worker.end();
    assertInOrder(worker.taken);
    assert.deepEqual([job.state, job.done, job.failed], ['done', 120, 0]);
  });

  it('started twice does nothing twice: what one job has no other gets', async () => {
    await room.park(SHUFFLED);
    const jobs = await Promise.all([room.start(), room.start(), room.start()]);
    const worker = service();
    for (const { jobId } of jobs) await ended(jobId, room.advance);
    await worker.end();
    assertInOrder(worker.taken);
    const totals = await Promise.all(jobs.map(async ({ jobId }) => (await room.job(jobId)).total));
    assert.equal(
      totals.reduce((sum, total) => sum + total, 0),
      120,
    );
  });

  it('tells what failed again, and parks it with one more attempt', async () => {
    await room.park(SHUFFLED);
    const { jobId } = await room.start();
    const worker = service(({ person }) => (person < 10 ? 'park' : 'done'));
    const job = await ended(jobId, room.advance);
    await worker.end();
    assert.deepEqual([job.done, job.failed], [80, 40]);
    const { rows } = await room.database.query(
      `SELECT state, attempts, reason, jsonb_array_length(recent) AS recent, count(*) AS count
       FROM operations.held JOIN operations.cause USING (cause_id) GROUP BY 1, 2, 3, 4`,
    );
    assert.deepEqual(rows, [{ state: 'parked', attempts: 2, reason: 'STILL_WRONG', recent: 2, count: 40 }]);
  });

  it('begins no more a second than it may, and never two things of one person at once', async () => {
    await room.park(SHUFFLED);
    const { jobId } = await room.start({ rate: 10 });
    while ((await room.job(jobId)).state === 'gathering') await room.advance();
    for (let second = 1; second <= 3; second += 1) {
      for (let tick = 0; tick < 4; tick += 1) {
        room.pass(0.25);
        await room.advance();
      }
      const { inFlight } = await room.job(jobId);
      assert.ok(inFlight <= Math.min(PERSONS, second * 10 + 1), `${inFlight} after ${second} s`);
    }
    for (let tick = 0; tick < 10; tick += 1) {
      room.pass(1);
      await room.advance();
    }
    const { inFlight, queued } = await room.job(jobId);
    assert.deepEqual([inFlight, queued], [PERSONS, PERSONS * (VERSIONS - 1)]);
  });

  const steer = (jobId: string, body: Parameters<typeof steerJob>[2]) =>
    inTransaction(room.database, (transaction) => steerJob(transaction, jobId, body, room.clock.now()));

  it('is paused, resumed and stopped; what it has not begun is parked as it was, for another job', async () => {
    await room.park(SHUFFLED);
    const { jobId } = await room.start({ rate: 5 });
    await steer(jobId, { step: 'pause' });
    await room.advance();
    assert.equal((await room.job(jobId)).total, 0);
    await steer(jobId, { step: 'resume' });
    while ((await room.job(jobId)).state === 'gathering') await room.advance();
    room.pass(1);
    await room.advance();
    await steer(jobId, { step: 'pause' });
    const before = await room.job(jobId);
    room.pass(60);
    await room.advance();
    assert.equal((await room.job(jobId)).queued, before.queued);
    assert.equal(await steer(jobId, { step: 'pause' }), 'wrong-state');
    await steer(jobId, { step: 'stop' });
    const worker = service();
    const job = await ended(jobId, room.advance);
    assert.deepEqual([job.state, job.done, job.setAside], ['stopped', before.inFlight, before.queued]);
    assert.equal(await steer(jobId, { step: 'resume' }), 'wrong-state');
    const again = await room.start();
    const rest = await ended(again.jobId, room.advance);
    await worker.end();
    assert.equal(rest.done, before.queued);
    assert.equal(worker.taken.length, 120);
  });

  it('leaves what came after it was started', async () => {
    await room.park([{ person: 1, version: 1 }]);
    const { jobId } = await room.start();
    await room.park([{ person: 2, version: 1 }]);
    const worker = service();
    await ended(jobId, room.advance);
    await worker.end();
    assert.deepEqual(worker.taken, [{ person: 1, version: 1 }]);
  });

  it('dismisses, restores and deletes; what is dismissed long ago goes by itself', async () => {
    await room.park(SHUFFLED);
    const dismissed = await room.start({ action: 'dismiss' });
    assert.equal((await ended(dismissed.jobId, room.advance)).done, 120);
    assert.deepEqual(await room.states(), { dismissed: 120 });
    const restored = await room.start({ action: 'restore', filter: { reason: 'MADE' } });
    assert.equal((await ended(restored.jobId, room.advance)).done, 120);
    assert.deepEqual(await room.states(), { parked: 120 });
    const refused = await room.start({ action: 'delete' });
    assert.equal((await ended(refused.jobId, room.advance)).total, 0, 'only what was dismissed is deleted');
    await ended((await room.start({ action: 'dismiss' })).jobId, room.advance);
    const { rows } = await room.database.query<{ id: string }>(
      'SELECT item_id AS id FROM operations.held ORDER BY seq LIMIT 20',
    );
    const deleted = await room.start({ action: 'delete', ids: rows.map(({ id }) => id) });
    assert.equal((await ended(deleted.jobId, room.advance)).done, 20);
    assert.deepEqual(await room.states(), { dismissed: 100 });
    await forgetOld(room.database, new Date(room.clock.now().getTime() - 86_400_000));
    assert.deepEqual(await room.states(), { dismissed: 100 });
    room.pass(86_400 * 2);
    await forgetOld(room.database, room.clock.now());
    assert.deepEqual(await room.states(), {});
    const left = await room.database.query(
      'SELECT FROM operations.job UNION ALL SELECT FROM operations.job_item',
    );
    assert.equal(left.rowCount, 0);
  });

  it('counts the same as its lists at every moment', async () => {
    const check = async () => {
      const { rows } = await room.database.query<{ causeId: number; state: string; count: number }>(
        'SELECT cause_id AS "causeId", state, count(*) AS count FROM operations.held GROUP BY 1, 2 ORDER BY 1, 2',
      );
      const counted = (await causesOf(room.database, {})).map(({ causeId, state, count }) => ({
        causeId,
        state,
        count,
      }));
      assert.deepEqual(
        counted.sort((a, b) => a.causeId - b.causeId || a.state.localeCompare(b.state)),
        rows,
      );
    };
    for (const reason of ['ONE', 'OTHER', 'ONE']) {
      await room.park(SHUFFLED.slice(0, 40).map((message) => ({ ...message, reason })));
      await check();
      await sumCounts(room.database);
      await check();
    }
    const { jobId } = await room.start({ action: 'dismiss', filter: { reason: 'ONE' } });
    await ended(jobId, room.advance);
    await check();
    await room.database.query('DELETE FROM operations.held WHERE record_version = 4');
    await check();
    await sumCounts(room.database);
    await check();
  });
});
