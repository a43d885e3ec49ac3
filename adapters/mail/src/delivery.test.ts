import assert from 'node:assert/strict';
import { after, afterEach, before, suite, test } from 'node:test';
import { waitFor } from '@saite/runtime/testing';
import { playMail } from './testing/played-mail.ts';
import { openStrangeServer, reply } from './testing/strange-server.ts';
import { openWorld, type World } from './testing/world.ts';

suite('a mail server that fails', () => {
  let world: World;
  let last = 0;
  const next = () => {
    last += 1;
    const id = `BT-${last}`;
    return {
      id,
      address: `orphan-court+${id}@saite.test`,
      alert: { alertId: `f-${last}`, to: [`orphan-court:${id}`] },
    };
  };
  /** Lets delays pass until so many attempts have failed. */
  const tried = (id: string, attempts: number) =>
    waitFor(`attempt ${attempts}`, async () => {
      world.pass(5_000);
      const [row] = await world.rows(id);
      return row !== undefined && row.attempts >= attempts && row.state === 'waiting' && row;
    });
  const sentInTheEnd = async (id: string) => {
    await world.mail.fault('none');
    await waitFor('the letter to be sent', async () => {
      world.pass(5_000);
      return (await world.rows(id))[0]?.state === 'sent';
    });
  };

  before(async () => {
    world = await openWorld();
  });
  afterEach(() => world.mail.fault('none'));
  after(() => world.close());

  for (const [mode, code] of [
    ['down', 'UPSTREAM_UNREACHABLE'],
    ['garbage', 'UPSTREAM_UNREADABLE'],
    ['http-500', 'UPSTREAM_BUSY'],
    ['busy', 'SMTP_450'],
  ] as const) {
    test(`given ${mode}, when it is over after several attempts, then the letter arrived once`, async () => {
      const { id, address, alert } = next();
      await world.mail.fault(mode);
      await world.raise(alert);
      assert.equal((await tried(id, 3)).code, code);
      assert.deepEqual(await world.mail.to(address), []);
      await sentInTheEnd(id);
      assert.equal((await world.mail.to(address)).length, 1);
    });
  }

  test('given 452 at the end of the content again and again, then the letter is surely not taken, and sent in the end', async () => {
    const { id, address, alert } = next();
    const server = await openStrangeServer({
      onData: (stream, _session, done) => void stream.resume().on('end', () => done(reply(452))),
    });
    await world.mail.configure((config) => ({ ...config, smtp: server.smtp }));
    await world.raise(alert);
    assert.equal((await tried(id, 4)).code, 'SMTP_452');
    await server.close();
    await world.mail.restart();
    await sentInTheEnd(id);
    assert.equal((await world.mail.to(address)).length, 1);
  });

  test('given no server at all at the port, then the letter waits, and goes to the server at its new port', async () => {
    const { id, address, alert } = next();
    const { configPath } = world.mail;
    await world.mail.configure((config) => ({ ...config, smtp: { ...config.smtp, port: 1 } }));
    await world.raise(alert);
    assert.equal((await tried(id, 2)).code, 'UPSTREAM_UNREACHABLE');
    await world.mail.restart();
    assert.equal(world.mail.configPath, configPath);
    await sentInTheEnd(id);
    assert.equal((await world.mail.to(address)).length, 1);
  });

  test('given an alert that is cleared while the server is away, then the letter goes without it', async () => {
    const { id, address, alert } = next();
    const other = { ...alert, alertId: `${alert.alertId}-other` };
    await world.mail.fault('busy');
    await world.raise(alert);
    await tried(id, 1);
    await world.clear(alert);
    await world.raise(other);
    await world.noted(other.alertId);
    const [row] = await world.rows(id);
    await tried(id, (row?.attempts ?? 0) + 2); // one attempt may have begun before the word came
    await sentInTheEnd(id);
    const [letter, ...others] = await world.mail.to(address);
    assert.deepEqual(others, []);
    assert.ok(letter?.text.includes(other.alertId) && letter.subject.includes('1 jauns'), letter?.text);
  });

  test('given a refusal, then the letter stays parked with its code, and later alerts still go', async () => {
    const { id, address, alert } = next();
    await world.mail.fault('refuse');
    await world.raise(alert);
    await world.settled(id, 'refused');
    assert.equal((await world.rows(id))[0]?.code, 'SMTP_550');
    assert.ok((await world.parked()).some(({ reason }) => reason === 'SMTP_550'));
    await world.mail.fault('none');
    await world.raise({ ...alert, alertId: `${alert.alertId}-later` });
    const [letter] = await world.letters(address, 1);
    assert.ok(letter && !letter.text.includes(`lieta ${alert.alertId},`), letter?.text);
    assert.deepEqual(
      (await world.rows(id)).map(({ attempts }) => attempts),
      [1, 1],
    );
  });

  for (const mode of ['lost-answer', 'slow'] as const) {
    test(`given ${mode} once, then the letter is repeated once, the same letter under the same id`, async () => {
      const { id, address, alert } = next();
      await world.mail.fault(mode);
      await world.raise(alert);
      await world.letters(address, 1);
      await waitFor('the attempt to end', async () => (await world.rows(id))[0]?.state === 'waiting');
      await sentInTheEnd(id);
      const arrived = await world.mail.to(address);
      assert.equal(arrived.length, 2);
      assert.equal(new Set(arrived.map(({ raw }) => raw)).size, 1);
      assert.match(arrived[0]?.messageId ?? '', /^<[0-9a-f-]{36}@saite\.test>$/);
    });

    test(`given ${mode} for ever, then the letter is tried twice and stays unknown`, async () => {
      const { id, address, alert } = next();
      await world.mail.fault(mode);
      await world.raise(alert);
      await tried(id, 1);
      world.pass(60_000);
      await world.settled(id, 'unknown');
      await world.mail.fault('none');
      world.pass(3_600_000);
      const other = next();
      await world.raise(other.alert);
      await world.letters(other.address, 1);
      const arrived = await world.mail.to(address);
      assert.equal(arrived.length, 2);
      assert.equal(new Set(arrived.map(({ messageId }) => messageId)).size, 1);
      assert.equal((await world.rows(id))[0]?.attempts, 2);
      assert.ok((await world.parked()).some(({ reason }) => reason === 'OUTCOME_UNKNOWN'));
    });
  }

  test('given sure failures after an unknown one, then they cost nothing, and the letter is not written anew', async () => {
    const { id, address, alert } = next();
    await world.mail.fault('lost-answer');
    await world.raise(alert);
    await world.letters(address, 1);
    await world.mail.fault('busy');
    await tried(id, 4);
    await world.clear(alert);
    await sentInTheEnd(id);
    const arrived = await world.mail.to(address);
    assert.equal(arrived.length, 2);
    assert.equal(arrived[0]?.raw, arrived[1]?.raw);
  });
});

test('given an adapter that ends while the server is away, then the next one sends what waited, once', async () => {
  const mail = await playMail();
  const first = await openWorld({ mail });
  try {
    await mail.fault('down');
    await first.raise({ alertId: 'r-1', to: ['orphan-court:BT-1'] });
    await waitFor('an attempt', async () => ((await first.rows('BT-1'))[0]?.attempts ?? 0) > 0);
    await first.end();
    await mail.fault('none');
    const second = await openWorld({ mail, sharing: first });
    second.pass(60_000);
    await second.settled('BT-1', 'sent');
    assert.equal((await mail.inbox()).length, 1);
    await second.end();
  } finally {
    await first.close();
    await mail.close();
  }
});
