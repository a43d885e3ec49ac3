import assert from 'node:assert/strict';
import { after, afterEach, before, suite, test } from 'node:test';
import { eventContracts, type PersonCode } from '@saite/contracts';
import { openCode } from '@saite/identity';
import { waitFor } from '@saite/runtime/testing';
import { madeCode, madeDecision } from './testing/made.ts';
import { openWorld, type World } from './testing/world.ts';

const DECIDED = 'vdeavk.disability.decided.v1';
const CHECKED = 'vdeavk.person.checked.v1';

suite('the adapter of VDEĀVK', () => {
  let world: World;
  let shiftMs = 0;
  let last = 0;
  const next = (): PersonCode => {
    last += 1;
    return madeCode(last);
  };
  const parkedAs = (item: string, reason: string, state = 'parked') =>
    waitFor(`${reason} of ${item} to be ${state}`, async () =>
      (await world.parked()).find((row) => row.item === item && row.reason === reason && row.state === state),
    );
  /** Waits until the adapter has dealt with all changes so far: they come in order, and this one is the last. */
  async function changesArePassed(): Promise<void> {
    const code = next();
    await world.vdeavk.decide(madeDecision(code, `marker-${last}`));
    await world.enough(code);
  }

  before(async () => {
    world = await openWorld({ clock: { now: () => new Date(Date.now() + shiftMs) } });
  });
  afterEach(() => world.vdeavk.fault('none'));
  after(() => world.close());

  test('tells a decision on a person whom nobody watches, the code sealed', async () => {
    const code = next();
    await world.vdeavk.decide(madeDecision(code, 'of-anybody'));
    const [event] = await world.enough(code);
    assert.ok(event);
    eventContracts[DECIDED].parse(event);
    assert.deepEqual([event.data.recordId, event.data.group], ['of-anybody', 'I']);
    assert.equal(openCode(world.adapter.keys, event.subject, event.data.identity), code);
    assert.ok(!JSON.stringify(event).includes(code));
  });

  test('given the decisions of a country in the register, then tells them all, and later ones behind them', async () => {
    const [first, second, later] = [next(), next(), next()];
    await world.vdeavk.decide(madeDecision(later, 'before-the-country'));
    await world.enough(later);
    world.vdeavk.settle([madeDecision(first, 'country-1'), madeDecision(second, 'country-2')]);
    for (const code of [first, second]) await world.enough(code);
    await world.vdeavk.decide(
      madeDecision(later, 'after-the-country'),
      madeDecision(first, 'country-1', { recordVersion: 2, group: 'III' }),
    );
    await world.enough(later, 2);
    const versions = await world.enough(first, 2);
    assert.deepEqual(
      versions.map(({ data }) => [data.recordVersion, data.group]),
      [
        [1, 'I'],
        [2, 'III'],
      ],
    );
  });

  test('tells each version, the withdrawal too', async () => {
    const code = next();
    const version = (recordVersion: number, differing: object) =>
      madeDecision(code, 'changing', { recordVersion, ...differing });
    await world.vdeavk.decide(version(1, {}));
    await world.enough(code, 1);
    await world.vdeavk.decide(version(2, { group: 'II', validTo: undefined }));
    await world.enough(code, 2);
    await world.vdeavk.decide(version(3, { group: 'II', withdrawn: true }));
    const events = await world.enough(code, 3);
    assert.deepEqual(
      events.map(({ data }) => [data.recordVersion, data.group, data.validTo, data.withdrawn]),
      [
        [1, 'I', '2028-01-31', false],
        [2, 'II', null, false],
        [3, 'II', '2028-01-31', true],
      ],
    );
  });

  test('says for a person of a social service, and one in care, that VDEĀVK has no decision', async () => {
    const [served, placed] = [next(), next()];
    await world.serve(served);
    await world.place(placed);
    for (const code of [served, placed]) {
      const word = await world.checked(code);
      eventContracts[CHECKED].parse(word);
      assert.equal(word.data.recordId, world.ref(code));
      assert.deepEqual(world.decided(code), []);
    }
  });

  test('says that VDEĀVK has answered only after every decision on the person', async () => {
    const code = next();
    await world.vdeavk.decide(
      ...['a', 'b', 'c'].map((id) => madeDecision(code, `word-${id}`, { withdrawn: id === 'c' })),
    );
    await world.serve(code);
    await world.checked(code);
    const types = world.typesOf(code);
    assert.equal(types.slice(0, types.indexOf(CHECKED)).filter((type) => type === DECIDED).length >= 3, true);
    assert.equal(world.decided(code).length, 3);
  });

  test('does not ask about a person of the feed until a service or a placement wants the answer', async () => {
    const [served, left] = [next(), next()];
    await world.vdeavk.decide(madeDecision(served, 'heard-1'), madeDecision(left, 'heard-2'));
    await world.enough(served);
    await world.enough(left);
    await world.serve(served);
    await world.checked(served);
    assert.deepEqual(world.typesOf(left), [DECIDED]);
    shiftMs += 32 * 86_400_000;
    await world.checked(left); // with the next month everybody is
  });

  test('asks about nobody for a social service that was deleted', async () => {
    const [deleted, standing] = [next(), next()];
    await world.serve(deleted, true);
    await world.serve(standing);
    await world.checked(standing);
    assert.deepEqual(world.typesOf(deleted), []);
    assert.equal((await world.adapter.watched.among([world.ref(deleted)])).size, 0);
  });

  test('asks about former codes too, whichever was known first', async () => {
    const [present, former] = [next(), next()];
    await world.serve(present);
    await world.tellCodes(present, former);
    await world.checked(former);

    const [present2, former2] = [next(), next()];
    await world.tellCodes(present2, former2);
    await world.serve(former2);
    await world.checked(present2);
  });

  test('an outage parks nothing, and all comes once VDEĀVK is back', async () => {
    const [served, decided] = [next(), next()];
    const parked = await world.parked();
    await world.vdeavk.fault('garbage');
    await world.vdeavk.decide(madeDecision(decided, 'late'));
    await world.serve(served);
    await waitFor('VDEĀVK to be away', async () => {
      const health = await fetch(`http://127.0.0.1:${world.adapter.healthPort}/health/ready`);
      return health.status === 200 && (await health.text()).includes('REGISTER_AWAY');
    });
    assert.deepEqual([...world.typesOf(served), ...world.typesOf(decided)], []);
    await world.vdeavk.fault('none');
    await world.checked(served);
    await world.enough(decided);
    assert.deepEqual(await world.parked(), parked);
  });

  test("parks an answer with another person's decision, and takes the next good one", async () => {
    const code = next();
    await world.vdeavk.decide(madeDecision(code, 'mine'));
    await changesArePassed();
    await world.serve(code);
    await world.checked(code);
    await world.vdeavk.fault('other-person');
    shiftMs += 32 * 86_400_000; // another month: everybody is asked about again
    await parkedAs(world.ref(code), 'ANSWER_OF_ANOTHER');
    assert.ok(!JSON.stringify(await world.parked()).includes('39999999999'));
    await world.vdeavk.fault('none');
    shiftMs += 3_600_000;
    await parkedAs(world.ref(code), 'ANSWER_OF_ANOTHER', 'resolved');
  });

  test('parks a change that cannot be read, without what it says, and takes it later', async () => {
    const code = next();
    await world.vdeavk.fault('changed-schema');
    await world.vdeavk.decide(madeDecision(code, 'unreadable'));
    assert.equal((await parkedAs('decision:unreadable', 'DECISION_INVALID')).path, 'group');
    assert.ok(!world.typesOf(code).includes(CHECKED), 'nothing is concluded meanwhile');
    await world.vdeavk.fault('none');
    await world.enough(code);
    await world.checked(code);
    // A reading that was under way may have parked it once more; the next word on the decision ends that.
    await world.vdeavk.decide(madeDecision(code, 'unreadable', { recordVersion: 2 }));
    await world.enough(code, 2);
    await parkedAs('decision:unreadable', 'DECISION_INVALID', 'resolved');
  });

  test('does not believe an answer that is empty where there were decisions', async () => {
    await changesArePassed();
    await world.vdeavk.fault('empty');
    const code = next();
    await world.serve(code);
    await parkedAs(world.ref(code), 'SUSPICIOUSLY_EMPTY');
    assert.deepEqual(world.typesOf(code), []);
    await world.vdeavk.fault('none');
    await world.checked(code);
    await parkedAs(world.ref(code), 'SUSPICIOUSLY_EMPTY', 'resolved');
  });

  test('does not believe an empty answer on a person whose decision only the feed told', async () => {
    const code = next();
    await world.vdeavk.decide(madeDecision(code, 'heard-only'));
    await world.enough(code);
    await world.vdeavk.fault('empty');
    await world.serve(code);
    await parkedAs(world.ref(code), 'SUSPICIOUSLY_EMPTY');
    await world.vdeavk.fault('none');
    await world.checked(code);
    await parkedAs(world.ref(code), 'SUSPICIOUSLY_EMPTY', 'resolved');
  });

  test('goes on with a new token when one ends in the middle of a run', async () => {
    const parked = await world.parked();
    const code = next();
    await world.vdeavk.fault('token-ended');
    await world.vdeavk.decide(madeDecision(code, 'after-token'));
    await world.enough(code);
    assert.deepEqual(await world.parked(), parked);
  });

  test('reads from the beginning when VDEĀVK does not know the cursor', async () => {
    const code = next();
    await world.vdeavk.decide(madeDecision(code, 'kept'));
    await world.enough(code);
    await world.vdeavk.restart({ losing: true });
    await world.vdeavk.decide(madeDecision(code, 'kept', { recordVersion: 7 }));
    await waitFor('what the restored register says', () =>
      world.decided(code).some(({ data }) => data.recordVersion === 7),
    );
  });

  test('store, metrics and addresses hold no code in clear', async () => {
    const tables = ['watched_person', 'linked_code', 'parked_answer', 'cursor'];
    const texts = await Promise.all(
      tables.map(async (table) =>
        JSON.stringify(
          (await world.adapter.database.query(`SELECT * FROM ${world.adapter.schema}.${table}`)).rows,
        ),
      ),
    );
    const metrics = await (await fetch(`http://127.0.0.1:${world.adapter.healthPort}/metrics`)).text();
    assert.match(metrics, /saite_upstream_calls_total\{[^}]*operation="decisions"/);
    const text = [metrics, ...texts, ...world.vdeavk.requests].join('\n');
    assert.ok(text.includes(world.ref(madeCode(1))));
    for (let number = 1; number <= last; number += 1) assert.ok(!text.includes(madeCode(number)));
  });
});
