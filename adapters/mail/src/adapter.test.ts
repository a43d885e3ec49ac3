import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { waitFor } from '@saite/runtime/testing';
import { openWorld, type World } from './testing/world.ts';

/** A window that ends only when a test lets time pass. */
const WINDOW_MS = 600_000;

suite('letters of new alerts', () => {
  let world: World;
  before(async () => {
    world = await openWorld({ digestMs: WINDOW_MS });
  });
  after(() => world.close());

  test('given alerts within a window, when it ends, then each recipient gets one letter of its own', async () => {
    const [court, ministry] = ['orphan-court:BT-1', 'ministry:lm-1'];
    await world.raise({ alertId: 'd-1', to: [court, ministry] }, { alertId: 'd-2', to: [court] });
    await world.raise({ alertId: 'd-3', to: [court], kind: 'stay-6-months', dueOn: null });
    await world.waiting(4);
    assert.deepEqual(await world.mail.inbox(), []);
    world.pass(WINDOW_MS);
    const [toCourt] = await world.letters('orphan-court+BT-1@saite.test', 1);
    const [toMinistry] = await world.letters('ministry+lm-1@saite.test', 1);
    assert.equal(toCourt?.subject, 'Saite: 3 jauni brīdinājumi / 3 new alerts');
    assert.ok(['d-1', 'd-2', 'd-3'].every((id) => toCourt.text.includes(`lieta ${id}`)));
    assert.equal(toMinistry?.subject, 'Saite: 1 jauns brīdinājums / 1 new alert');
    assert.ok(!toMinistry.text.includes('d-2'));
  });

  test('a letter says that a program sent it, and names neither person nor institution', async () => {
    const institution = 'care-institution:BAC-SECRET-7';
    await world.raise({ alertId: 'p-1', to: [institution] });
    await world.waiting(1);
    world.pass(WINDOW_MS);
    const [letter] = await world.letters('care-institution+BAC-SECRET-7@saite.test', 1);
    assert.ok(letter);
    assert.match(letter.raw, /^Auto-Submitted: auto-generated\r$/m);
    const said = `${letter.subject}\n${letter.text}\n${letter.html}`;
    assert.doesNotMatch(said, /SECRET|p1\.|[0-9]{6}-?[0-9]{5}/);
    assert.doesNotMatch(letter.html, /<img|<script|<link/);
    const links = said.match(/https?:\/\/[^\s"<]+/g) ?? [];
    assert.ok(links.length > 0 && links.every((link) => link === 'https://saite.test/?alert=p-1'));
  });

  test('given an alert that is cleared before its letter, then it is left out, and a letter of nothing is not sent', async () => {
    const both = { alertId: 'c-1', to: ['orphan-court:BT-2', 'ministry:lm-2'] };
    await world.raise(both, { alertId: 'c-2', to: ['orphan-court:BT-2'] });
    await world.clear(both);
    await world.raise({ alertId: 'c-3', to: ['orphan-court:BT-2'] });
    await world.waiting(4);
    world.pass(WINDOW_MS);
    const [letter] = await world.letters('orphan-court+BT-2@saite.test', 1);
    assert.ok(letter?.text.includes('c-2') && !letter.text.includes('c-1'), letter?.text);
    await world.waiting(0);
    assert.deepEqual(await world.rows('lm-2'), []);
    assert.deepEqual(await world.mail.to('ministry+lm-2@saite.test'), []);
  });

  test('given the word that an alert is cleared before the alert itself, then it is left out too', async () => {
    const alert = { alertId: 'o-1', to: ['orphan-court:BT-3'] };
    await world.clear(alert);
    await world.raise(alert, { alertId: 'o-2', to: ['orphan-court:BT-3'] });
    await world.waiting(2);
    world.pass(WINDOW_MS);
    const [letter] = await world.letters('orphan-court+BT-3@saite.test', 1);
    assert.ok(letter?.text.includes('o-2') && !letter.text.includes('o-1'), letter?.text);
  });

  test('given an alert that was cleared and is raised anew, then it is told', async () => {
    const alert = { alertId: 'n-1', to: ['orphan-court:BT-4'] };
    await world.raise(alert);
    await world.clear(alert);
    await world.raise({ ...alert, recordedAt: '2026-11-17T00:00:00Z' });
    await world.raise({ alertId: 'n-2', to: ['orphan-court:BT-4'] });
    await world.waiting(2);
    world.pass(WINDOW_MS);
    const [letter] = await world.letters('orphan-court+BT-4@saite.test', 1);
    assert.ok(letter?.text.includes('n-1'), letter?.text);
  });

  test('given copies of an event, at once and after the letter, then a recipient is told once; a new one is told', async () => {
    const alert = { alertId: 'x-1', to: ['orphan-court:BT-5'] };
    await world.raise(alert, alert, alert);
    await world.waiting(1);
    world.pass(WINDOW_MS);
    await world.settled('BT-5', 'sent');
    await world.raise(alert, { ...alert, to: ['orphan-court:BT-5', 'orphan-court:BT-6'] });
    await world.waiting(1);
    world.pass(WINDOW_MS);
    await world.settled('BT-6', 'sent');
    assert.equal((await world.mail.to('orphan-court+BT-5@saite.test')).length, 1);
    assert.equal((await world.mail.to('orphan-court+BT-6@saite.test')).length, 1);
  });

  test('given a recipient without address, then others get their letters, and it gets its own when there is one', async () => {
    await world.mail.configure((config) => ({
      ...config,
      addresses: config.addresses.filter(({ role }) => role !== 'social-service'),
    }));
    await world.raise({ alertId: 'a-1', to: ['social-service:0001000', 'orphan-court:BT-7'] });
    await world.waiting(2);
    world.pass(WINDOW_MS);
    await world.settled('BT-7', 'sent');
    const parked = () => world.parked().then((rows) => rows.filter(({ reason }) => reason === 'NO_ADDRESS'));
    await waitFor('the missing address to be noted', async () => (await parked()).length > 0);
    assert.deepEqual(await parked(), [
      { item: 'social-service:0001000', reason: 'NO_ADDRESS', state: 'parked' },
    ]);
    assert.match(
      await world.adapter.metrics.metrics(),
      /saite_adapter_parked_answers{[^}]*NO_ADDRESS[^}]*} 1/,
    );
    await world.mail.configure((config) => ({
      ...config,
      addresses: [
        ...config.addresses,
        { role: 'social-service', id: '0001000', address: 'dienests@riga.test' },
      ],
    }));
    world.pass(20_000);
    await world.letters('dienests@riga.test', 1);
    assert.deepEqual(await parked(), [
      { item: 'social-service:0001000', reason: 'NO_ADDRESS', state: 'resolved' },
    ]);
  });

  test('given 10 000 alerts of one recipient, then one letter counts them all and lists 50', async () => {
    const alerts = Array.from({ length: 10_000 }, (_, index) => ({
      alertId: `m-${index}`,
      to: ['ministry:lm-8'],
    }));
    await world.raise(...alerts);
    await world.waiting(10_000);
    world.pass(WINDOW_MS);
    await world.settled('lm-8', 'sent');
    const [letter, ...others] = await world.letters('ministry+lm-8@saite.test', 1);
    assert.deepEqual(others, []);
    assert.equal(letter?.subject, 'Saite: 10000 jaunu brīdinājumu / 10000 new alerts');
    assert.equal(new Set(letter.text.match(/alert=m-[0-9]+/g)).size, 50);
    assert.ok(letter.text.includes('un vēl 9950,') && letter.text.includes('and 9950 more,'));
    await world.waiting(0);
  });
});
