import assert from 'node:assert/strict';
import { after, afterEach, before, suite, test } from 'node:test';
import type { PersonCode } from '@saite/contracts';
import { waitFor } from '@saite/runtime/testing';
import { madeCode } from './testing/made.ts';
import { openWorld, type World } from './testing/world.ts';

suite('the adapter of SOPA, while SOPA fails', () => {
  let world: World;
  let last = 0;
  const next = (): PersonCode => {
    last += 1;
    return madeCode(last);
  };
  /** Each test has a municipality of its own. */
  const place = (): string => String(1_000_000 + last * 10);

  before(async () => {
    world = await openWorld();
  });
  afterEach(async () => {
    world.sopa.cutOff(undefined);
    await world.sopa.fault('none');
  });
  after(() => world.close());

  test("another file's receipts are parked, and the right ones resolve it", async () => {
    const childCode = next();
    const municipality = place();
    await world.sopa.fault('other-receipts');
    const request = world.make.alert({ childCode, municipality });
    await world.request(childCode, request);
    const parkedAs = (state: string) =>
      waitFor(`the receipts to be ${state}`, async () =>
        (await world.parked()).some(
          (row) =>
            row.item === `file:SAITE-${municipality}-1.xml` &&
            row.reason === 'ANSWER_OF_ANOTHER' &&
            row.state === state,
        ),
      );
    await parkedAs('parked');
    assert.deepEqual(world.settled(request), []);
    await world.sopa.fault('none');
    assert.equal((await world.told(request)).data.outcome, 'delivered');
    await parkedAs('resolved');
  });

  test('a lost answer puts the same file in again, and nothing arrives twice', async () => {
    const childCode = next();
    const municipality = place();
    await world.sopa.fault('lost-answer');
    const request = world.make.report({ childCode, municipality });
    await world.request(childCode, request);
    await waitFor('the document to arrive', async () => (await world.arrived(request)).length > 0);
    await world.sopa.fault('none');
    const { data } = await world.told(request);
    assert.equal(data.outcome, 'delivered');
    assert.equal((await world.arrived(request)).length, 1);
    assert.ok(
      world.calls(municipality, 'PUT').some((line) => line.endsWith('200')),
      'other bytes came',
    );
    assert.ok(world.calls(municipality, 'PUT').every((line) => !line.endsWith('409')));
  });

  test('what is asked for anew meanwhile does not change a file that may have arrived', async () => {
    const childCode = next();
    const municipality = place();
    await world.sopa.fault('lost-answer');
    const request = world.make.report({ childCode, municipality });
    await world.request(childCode, request);
    await waitFor('the document to arrive', async () => (await world.arrived(request)).length > 0);
    const changed = world.make.report({ childCode, municipality, document: { reportedOn: '2026-11-03' } });
    await world.request(childCode, { ...changed, deliveryId: request.deliveryId, round: 2 });
    await waitFor('the second round to be taken', () => world.roundOf(request).then((round) => round === 2));
    await world.sopa.fault('none');
    assert.equal((await world.told(request)).data.recordVersion, 2);
    assert.ok(
      world.calls(municipality, 'PUT').every((line) => line.includes(`-1.xml 20`)),
      'another file came',
    );
    assert.equal((await world.arrived(request)).length, 1);
  });

  for (const mode of ['down', 'http-500', 'garbage', 'slow'] as const) {
    test(`goes on by itself when SOPA was ${mode}, and parks nothing`, async () => {
      const childCode = next();
      const municipality = place();
      await world.sopa.fault(mode);
      const request = world.make.alert({ childCode, municipality });
      await world.request(childCode, request);
      await waitFor('the register to be away', async () => {
        const health = await fetch(`http://127.0.0.1:${world.adapter.healthPort}/health/ready`);
        return health.status === 200 && (await health.text()).includes('REGISTER_AWAY');
      });
      assert.deepEqual(world.settled(request), []);
      await world.sopa.fault('none');
      assert.equal((await world.told(request)).data.outcome, 'delivered');
      assert.deepEqual(
        (await world.parked()).filter((row) => row.item.includes(municipality)),
        [],
      );
    });
  }

  test('a municipality that is away holds up no other', async () => {
    const childCode = next();
    const [away, near] = [place(), '0099000'];
    world.sopa.cutOff(away);
    const stuck = world.make.alert({ childCode, municipality: away });
    await world.request(childCode, stuck);
    await world.fileMade(away);
    const free = Array.from({ length: 3 }, () => world.make.alert({ childCode, municipality: near }));
    for (const request of free) {
      await world.request(childCode, request);
      await world.told(request);
    }
    assert.deepEqual(world.settled(stuck), []);
    const health = await fetch(`http://127.0.0.1:${world.adapter.healthPort}/health/ready`);
    const states: unknown = await health.json();
    assert.partialDeepStrictEqual(states, {
      dependencies: { [`sopa:${away}`]: { state: 'degraded' }, [`sopa:${near}`]: { state: 'up' } },
    });
    world.sopa.cutOff(undefined);
    await world.told(stuck);
  });

  test('waits for receipts that come late', async () => {
    const childCode = next();
    const municipality = place();
    await world.sopa.fault('slow-reading');
    const request = world.make.alert({ childCode, municipality });
    await world.request(childCode, request);
    await world.told(request);
    assert.equal(world.calls(municipality, 'PUT').length, 1);
    assert.ok(world.calls(municipality, 'GET').some((line) => line.endsWith('404')));
  });
});
