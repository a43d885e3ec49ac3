import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createLog, openDatabase } from '@saite/runtime';
import { binaryToken, envelope, timestamp, WSA } from '../testing/envelopes.ts';
import { signed } from '../testing/hostile-envelopes.ts';
import { sign } from '../testing/sign.ts';
import { NOW, openWorld, type World } from '../testing/world.ts';
import { markOf, ReplayGuard } from './replay.ts';

const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

describe('an envelope that comes again', () => {
  let world: World;
  let count = 0;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());
  /** Right, and like no other. */
  const fresh = (headers: readonly string[] = [], ids: readonly string[] = []): string => {
    count += 1;
    const security = [binaryToken(world.rsa.certificate), timestamp(new Date(NOW.getTime() + count))];
    return signed(world, { ids: ['body', 'timestamp', ...ids] }, envelope({ security, headers }));
  };

  it('is refused', async () => {
    const xml = fresh();
    assert.equal(typeof (await world.judge(xml)), 'object');
    assert.equal(await world.judge(xml), 'REPLAYED');
  });

  it('is refused after a restart', async () => {
    const xml = fresh();
    assert.equal(typeof (await world.judge(xml)), 'object');
    const again = openDatabase(world.room.databaseUrl, 'soap-test', createLog('soap-test', 'silent'));
    assert.equal(await world.judge(xml, {}, { replay: new ReplayGuard(again) }), 'REPLAYED');
    await again.end();
  });

  it('is let in once if several processes get it at the same time', async () => {
    const databases = Array.from({ length: 4 }, () =>
      openDatabase(world.room.databaseUrl, 'soap-test', createLog('soap-test', 'silent')),
    );
    for (let round = 0; round < 5; round += 1) {
      const xml = fresh();
      const answers = await Promise.all(
        databases.map((database) => world.judge(xml, {}, { replay: new ReplayGuard(database) })),
      );
      assert.equal(answers.filter((answer) => typeof answer === 'object').length, 1);
      assert.equal(answers.filter((answer) => answer === 'REPLAYED').length, 3);
    }
    await Promise.all(databases.map((database) => database.end()));
  });

  it('is refused by its MessageID, whatever else it says', async () => {
    const header = `<a:MessageID xmlns:a="${WSA}" wsu:Id="id">urn:uuid:7</a:MessageID>`;
    assert.equal(typeof (await world.judge(fresh([header], ['id']))), 'object');
    assert.equal(await world.judge(fresh([header], ['id'])), 'REPLAYED');
  });

  it('is refused though its signature was made to look like another', async () => {
    const { key, certificate } = world.ec;
    const xml = sign(envelope({ security: [binaryToken(certificate), timestamp(NOW)] }), {
      key,
      signature: 'ecdsa-sha256',
    });
    // (r, n - s) is as right as (r, s), and needs no key.
    const twin = xml.replace(/(<ds:SignatureValue>)([^<]*)/, (_, start: string, value: string) => {
      const bytes = Buffer.from(value, 'base64');
      const s = P256_ORDER - BigInt(`0x${bytes.subarray(32).toString('hex')}`);
      return (
        start +
        Buffer.concat([bytes.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')]).toString(
          'base64',
        )
      );
    });
    assert.notEqual(twin, xml);
    assert.equal(typeof (await world.judge(xml)), 'object');
    assert.equal(await world.judge(twin), 'REPLAYED');
    assert.equal(await world.judge(xml.replace(/(<ds:SignatureValue>)/, '$1\n ')), 'REPLAYED');
  });

  it('is forgotten only when its time alone refuses it', async () => {
    const guard = new ReplayGuard(world.database);
    const mark = markOf('nonce', 'somebody', 'x');
    const until = new Date(NOW.getTime() + 60_000);
    assert.equal(await guard.admit([mark], until), true);
    await guard.forget(until);
    assert.equal(await guard.admit([mark], until), false);
    await guard.forget(new Date(until.getTime() + 11 * 60_000));
    assert.equal(await guard.admit([mark], until), true);
  });
});
