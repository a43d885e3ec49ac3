import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { waitFor } from '@saite/runtime/testing';
import { found, madeDiscrepancy, resolved } from './testing/made-discrepancies.ts';
import { openWorld, type World } from './testing/world.ts';

const WINDOW_MS = 600_000;

suite('letters of discrepancies', () => {
  let world: World;
  before(async () => {
    world = await openWorld({ digestMs: WINDOW_MS });
  });
  after(() => world.close());

  const noted = (id: string) =>
    waitFor(`the word on ${id}`, async () => {
      const { rowCount } = await world.adapter.database.query(
        `SELECT FROM ${world.adapter.schema}.cleared_alert WHERE alert_id = $1`,
        [id],
      );
      return rowCount === 1;
    });

  test('given one that is found, and settled after its letter, then each recipient has a letter of both, once', async () => {
    const { keys } = world.adapter;
    const ministry = { role: 'ministry' as const, id: 'lm-1' };
    const discrepancy = madeDiscrepancy(ministry, { role: 'care-institution', id: 'H-1' });
    await world.publish(found(keys, discrepancy), found(keys, discrepancy), found(keys, discrepancy, 2));
    await world.waiting(2);
    world.pass(WINDOW_MS);
    for (const address of ['ministry+lm-1@saite.test', 'care-institution+H-1@saite.test']) {
      const [letter] = await world.letters(address, 1);
      assert.equal(letter?.subject, 'Saite: 1 jauna pretruna / 1 new discrepancy');
      assert.ok(letter.text.includes(`/?discrepancy=${discrepancy.discrepancyId}\n`), letter.text);
      assert.doesNotMatch(`${letter.text}${letter.html}`, /P-1|H-1|p1\./);
    }
    await world.settled('lm-1', 'sent');
    await world.settled('H-1', 'sent');
    await world.publish(resolved(keys, discrepancy), resolved(keys, discrepancy));
    await world.waiting(2);
    world.pass(WINDOW_MS);
    const [, letter] = await world.letters('ministry+lm-1@saite.test', 2);
    assert.equal(letter?.subject, 'Saite: 1 atrisināta pretruna / 1 settled discrepancy');
    assert.ok(letter.text.includes(`/?discrepancy=${discrepancy.discrepancyId}\n`), letter.text);
    await world.waiting(0);
  });

  test('given one that is settled before its letter, in any order, then nothing is sent', async () => {
    const { keys } = world.adapter;
    const early = madeDiscrepancy({ role: 'ministry', id: 'lm-2' });
    const late = madeDiscrepancy({ role: 'ministry', id: 'lm-2' });
    await world.publish(found(keys, early), resolved(keys, early));
    await noted(early.discrepancyId);
    await world.publish(resolved(keys, late));
    await noted(late.discrepancyId);
    await world.publish(found(keys, late));
    await world.waiting(2);
    world.pass(WINDOW_MS);
    await world.waiting(0);
    assert.deepEqual(await world.mail.to('ministry+lm-2@saite.test'), []);
  });

  test('given later facts that concern somebody else too, then that one has a letter of its own', async () => {
    const { keys } = world.adapter;
    const discrepancy = madeDiscrepancy({ role: 'ministry', id: 'lm-3' });
    await world.publish(found(keys, discrepancy));
    await world.waiting(1);
    world.pass(WINDOW_MS);
    await world.settled('lm-3', 'sent');
    const audience = [...discrepancy.audience, { role: 'care-institution' as const, id: 'H-3' }];
    await world.publish(found(keys, { ...discrepancy, audience }, 2));
    await world.waiting(1);
    world.pass(WINDOW_MS);
    await world.letters('care-institution+H-3@saite.test', 1);
    assert.equal((await world.mail.to('ministry+lm-3@saite.test')).length, 1);
  });
});
