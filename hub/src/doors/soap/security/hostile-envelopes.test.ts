import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { HOSTILE_ENVELOPES, signed } from '../testing/hostile-envelopes.ts';
import { openWorld, type World } from '../testing/world.ts';

describe('a signed envelope that is not let in', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  for (const [name, reason, make] of HOSTILE_ENVELOPES) {
    it(name, async () => {
      const made = make(world);
      const { xml, connection } = typeof made === 'string' ? { xml: made, connection: {} } : made;
      assert.equal(await world.judge(xml, connection), reason);
    });
  }

  it('is remembered nowhere: the right one is let in after all of them', async () => {
    const { rows } = await world.database.query('SELECT count(*) AS count FROM hub.soap_seen');
    assert.deepEqual(rows, [{ count: 0 }]);
    const answer = await world.judge(signed(world));
    assert.equal(typeof answer === 'object' && answer.system.system, 'vsaa');
  });
});
