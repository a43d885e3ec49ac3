import assert from 'node:assert/strict';
import { after, afterEach, before, suite, test } from 'node:test';
import type { PersonCode } from '@saite/contracts';
import { waitFor } from '@saite/runtime/testing';
import { madeCode, madePerson } from './testing/made-person.ts';
import { openWorld, type World } from './testing/world.ts';

suite('the adapter of PMLP', () => {
  let world: World;
  let shiftMs = 0;
  let last = 0;
  const next = (): PersonCode => {
    last += 1;
    return madeCode(last);
  };
  const told = (code: PersonCode, count = 1) =>
    waitFor(`${count} records of a person`, () => {
      const events = world.told(code);
      return events.length >= count && events;
    });
  const parkedFor = (code: PersonCode, reason: string) =>
    waitFor(`parked ${reason}`, async () =>
      (await world.parked()).find((row) => row.item === world.ref(code) && row.reason === reason),
    );
  const resolved = (code: PersonCode) =>
    waitFor('the parked answer to be resolved', async () => {
      const rows = (await world.parked()).filter((row) => row.item === world.ref(code));
      return rows.length > 0 && rows.every((row) => row.state === 'resolved');
    });

  before(async () => {
    world = await openWorld({ clock: { now: () => new Date(Date.now() + shiftMs) } });
  });
  afterEach(() => world.pmlp.fault('none'));
  after(() => world.close());

  test('tells the record of a person who is placed in care, and nobody else', async () => {
    const [placed, other] = [next(), next()];
    await world.pmlp.persons([madePerson(placed), madePerson(other)]);
    await world.place(placed);
    const [event] = await told(placed);
    assert.equal(event?.data.bornOn, '1948-02-29');
    assert.equal(world.told(other).length, 0);
  });

  test('tells the record of a child of a crisis, without a placement', async () => {
    const child = next();
    await world.pmlp.persons([madePerson(child)]);
    await world.crisis(child);
    await told(child);
  });

  test('tells the record of a person who gets a social service, without a placement', async () => {
    const served = next();
    await world.pmlp.persons([madePerson(served)]);
    await world.serve(served);
    await told(served);
  });

  test('asks about nobody for a social service that was deleted', async () => {
    const [deleted, standing] = [next(), next()];
    await world.pmlp.persons([madePerson(deleted), madePerson(standing)]);
    await world.serve(deleted, true);
    await world.serve(standing);
    await told(standing);
    assert.equal(world.told(deleted).length, 0);
    assert.equal((await world.adapter.watched.among([world.ref(deleted)])).size, 0);
  });

  test('tells the record of a person with a decision on a disability, and of nobody for a withdrawn one', async () => {
    const [withdrawn, decided] = [next(), next()];
    await world.pmlp.persons([madePerson(withdrawn), madePerson(decided)]);
    await world.decide(withdrawn, true);
    await world.decide(decided);
    await told(decided);
    assert.equal(world.told(withdrawn).length, 0);
    assert.equal((await world.adapter.watched.among([world.ref(withdrawn)])).size, 0);
  });

  test('tells where a person was declared before', async () => {
    const code = next();
    const residence = (addressCode: string, atvk: string, since: string) => ({
      residence: { addressCode, atvk, since },
    });
    await world.pmlp.persons([
      madePerson(code, 1, residence('1', '0001000', '2001-01-01')),
      madePerson(code, 2, residence('2', '0003000', '2024-06-01')),
    ]);
    await world.place(code);
    const [event] = await told(code);
    assert.deepEqual(event?.data.residences, [
      { atvk: '0001000', since: '2001-01-01' },
      { atvk: '0003000', since: '2024-06-01' },
    ]);
  });

  test('leaves a register alone that asks to wait, and goes on by itself', async () => {
    const code = next();
    await world.pmlp.persons([madePerson(code)]);
    await world.pmlp.fault('quota');
    const before = world.pmlp.requests.length;
    await world.place(code);
    await waitFor('a call that is answered 429', () => world.pmlp.requests.length > before);
    await new Promise((resolve) => setTimeout(resolve, 400)); // several rounds of both loops
    assert.ok(world.pmlp.requests.length - before <= 3, 'called again and again');
    await world.pmlp.fault('none');
    await told(code);
    assert.deepEqual(
      (await world.parked()).filter((row) => row.item === world.ref(code)),
      [],
    );
  });

  test('goes on with a new token when one ends in the middle of a run', async () => {
    const [first, second] = [next(), next()];
    await world.pmlp.persons([madePerson(first), madePerson(second)]);
    await world.place(first);
    await told(first);
    await world.pmlp.fault('token-ended');
    await world.place(second);
    await told(second);
    assert.deepEqual(
      (await world.parked()).filter((row) => row.item === world.ref(second)),
      [],
    );
  });

  test('tells a change within seconds', async () => {
    const code = next();
    await world.pmlp.persons([madePerson(code)]);
    await world.place(code);
    await told(code);
    const began = performance.now();
    await world.pmlp.persons([madePerson(code, 2, { diedOn: '2026-01-31' })]);
    const events = await told(code, 2);
    assert.equal(events.at(-1)?.data.diedOn, '2026-01-31');
    assert.ok(performance.now() - began < 3_000);
  });

  test('tells a person whom PMLP knew later than SPOLIS', async () => {
    const code = next();
    await world.place(code);
    await waitFor(
      'the register to be asked',
      async () => (await world.adapter.watched.counts()).waiting === 0,
    );
    await world.pmlp.persons([madePerson(code)]);
    await told(code);
  });

  test('finds a person by a former code, and tells when the codes are parted again', async () => {
    const [former, present] = [next(), next()];
    await world.pmlp.persons([madePerson(present, 1, { formerCodes: [former] })]);
    await world.place(former);
    const [event] = await told(present);
    assert.deepEqual(event?.data.formerRefs, [world.ref(former)]);
    assert.equal(world.told(former).length, 0);
    const known = await waitFor('both codes to be watched', async () => {
      const among = await world.adapter.watched.among([world.ref(former), world.ref(present)]);
      return among.size === 2 && among;
    });
    assert.equal(known.size, 2);
    await world.pmlp.persons([madePerson(present, 2), madePerson(former)]);
    await waitFor('the version without a former code', () =>
      world.told(present).some(({ data }) => data.recordVersion === 2 && data.formerRefs.length === 0),
    );
    await told(former);
  });

  test('tells a code change that happens while the person is watched', async () => {
    const [former, present] = [next(), next()];
    await world.pmlp.persons([madePerson(former)]);
    await world.place(former);
    await told(former);
    await world.pmlp.persons([madePerson(present, 1, { formerCodes: [former] })]);
    const [event] = await told(present);
    assert.deepEqual(event?.data.formerRefs, [world.ref(former)]);
  });

  test('asks for a few hundred persons in few calls', async () => {
    const codes = Array.from({ length: 250 }, next);
    await world.pmlp.persons(codes.map((code) => madePerson(code)));
    const before = world.pmlp.requests.filter((line) => line.includes('/query')).length;
    await Promise.all(codes.map((code) => world.place(code)));
    for (const code of codes) await told(code);
    const calls = world.pmlp.requests.filter((line) => line.includes('/query')).length - before;
    assert.ok(calls < 60, `${calls} queries`);
  });

  test('waits for a register that is away and parks nothing for it', async () => {
    const code = next();
    await world.pmlp.persons([madePerson(code)]);
    await world.pmlp.fault('down');
    await world.place(code);
    await waitFor('a failed call', () => world.adapter.watched.counts().then(({ waiting }) => waiting === 1));
    await new Promise((resolve) => setTimeout(resolve, 800));
    assert.equal(world.told(code).length, 0);
    await world.pmlp.fault('none');
    await told(code);
    assert.deepEqual(
      (await world.parked()).filter((row) => row.item === world.ref(code)),
      [],
    );
  });

  for (const [mode, reason, path] of [
    ['changed-schema', 'ANSWER_INVALID', 'birth_date'],
    ['other-person', 'ANSWER_OF_ANOTHER', 'person_code'],
    ['empty', 'SUSPICIOUSLY_EMPTY', 'items'],
  ] as const) {
    test(`parks the answer of a register with ${mode}, and takes the next good one`, async () => {
      const code = next();
      await world.pmlp.persons([madePerson(code)]);
      await world.pmlp.fault(mode);
      await world.place(code);
      assert.equal((await parkedFor(code, reason)).path, path);
      assert.equal(world.told(code).length, 0);
      await world.pmlp.fault('none');
      await told(code);
      await resolved(code);
    });
  }

  test('parks a change that cannot be read, and takes it later', async () => {
    const code = next();
    await world.pmlp.persons([madePerson(code)]);
    await world.place(code);
    await told(code);
    await world.pmlp.fault('changed-schema');
    await world.pmlp.persons([madePerson(code, 2, { familyName: 'Ozoliņa' })]);
    await parkedFor(code, 'ANSWER_INVALID');
    await world.pmlp.fault('none');
    await waitFor('the second version', () => world.told(code).some(({ data }) => data.recordVersion === 2));
    await resolved(code);
  });

  test('watches and asks for everybody again when the register begins anew', async () => {
    const code = next();
    await world.pmlp.persons([madePerson(code)]);
    await world.place(code);
    await told(code);
    await waitFor('the cursor to stand', () => world.adapter.cursors.read('person-changes'));
    await world.pmlp.beginAnew();
    await world.pmlp.persons([madePerson(code, 5)]);
    await waitFor('the record of the new register', () =>
      world.told(code).some(({ data }) => data.recordVersion === 5),
    );
    await world.pmlp.persons([madePerson(code, 6)]);
    await waitFor('a change in the new register', () =>
      world.told(code).some(({ data }) => data.recordVersion === 6),
    );
  });

  test('asks for everybody once a day', async () => {
    const code = next();
    await world.pmlp.persons([madePerson(code)]);
    await world.place(code);
    await told(code);
    const before = world.copies(code);
    shiftMs = 86_400_000;
    await waitFor('the record to be told again', () => world.copies(code) > before);
  });

  test('puts no code into an address', () => {
    for (const line of world.pmlp.requests) assert.doesNotMatch(line, /\b[0-9]{11}\b/);
  });
});

suite('the adapter of PMLP with a narrow permission', () => {
  const code = madeCode(1);
  const open = async (permission: string): Promise<World> => {
    const world = await openWorld({ permission });
    const residence = { addressCode: '1', atvk: '0001000', since: '2001-01-01' };
    await world.pmlp.persons([madePerson(code, 1, { residence })]);
    await world.place(code);
    return world;
  };
  const told = (world: World) => waitFor('the record', () => world.told(code)[0]);
  const permission = (world: World, state: string) =>
    waitFor(`the permission to be ${state}`, async () =>
      (await world.parked()).find((row) => row.item === 'permission' && row.state === state),
    );

  test('asks for nobody while needed attributes are missing, and goes on once they are there', async () => {
    const world = await open('2002');
    try {
      const parked = await permission(world, 'parked');
      assert.equal(parked.reason, 'PERMISSION_INCOMPLETE');
      assert.match(parked.path, /given_name.*former_codes/);
      assert.ok(!world.pmlp.requests.some((line) => line.includes('/persons/query')));
      await world.pmlp.permit('2001');
      await world.pmlp.fault('token-ended');
      await told(world);
      await permission(world, 'resolved');
    } finally {
      await world.close();
    }
  });

  test('tells a person without former residences if it may not see them', async () => {
    const world = await open('2003');
    try {
      const { data } = await told(world);
      assert.deepEqual(data.residence, { atvk: '0001000', since: '2001-01-01' });
      assert.ok(!('residences' in data));
    } finally {
      await world.close();
    }
  });
});
