import assert from 'node:assert/strict';
import { after, afterEach, before, suite, test } from 'node:test';
import { CalendarDate, type DeliveryRequested, type PersonCode } from '@saite/contracts';
import { waitFor } from '@saite/runtime/testing';
import { MADE_NARRATIVE, madeCode } from './testing/made.ts';
import { openWorld, type World } from './testing/world.ts';

suite('the adapter of SOPA', () => {
  let world: World;
  let last = 0;
  const next = (): PersonCode => {
    last += 1;
    return madeCode(last);
  };
  /** Each test has a municipality of its own. */
  const place = (): string => String(1_000_000 + last * 10);
  const arrived = async (request: DeliveryRequested) =>
    (await world.sopa.inbox()).filter((message) => message.messageId === request.deliveryId);
  const calls = (municipality: string, method: string) =>
    world.sopa.requests.filter((line) => line.startsWith(method) && line.includes(`/${municipality}/`));
  const tried = (municipality: string) =>
    waitFor('a file to be made', async () => {
      const { rows } = await world.adapter.database.query(
        `SELECT FROM ${world.adapter.schema}.outgoing_file WHERE municipality = $1 AND closed_at IS NULL`,
        [municipality],
      );
      return rows.length > 0;
    });

  before(async () => {
    world = await openWorld();
  });
  afterEach(async () => {
    world.sopa.cutOff(undefined);
    await world.sopa.fault('none');
  });
  after(() => world.close());

  test('delivers each kind of document once, and tells the receipt', async () => {
    const childCode = next();
    const municipality = place();
    const { make } = world;
    const requests = [
      make.report({ childCode, municipality }),
      make.crisis({ childCode, municipality }),
      make.decision({ childCode, municipality }),
    ];
    await world.request(childCode, ...requests);
    for (const request of requests) {
      const { data } = await world.told(request);
      const [message, ...more] = await arrived(request);
      assert.ok(message);
      assert.deepEqual(more, []);
      assert.equal(message.childCode, childCode);
      assert.equal(message.municipality, municipality);
      assert.equal(message.kind, request.document.kind);
      assert.deepEqual(
        [data.outcome, data.receipt, data.at, data.reason],
        ['delivered', message.receipt, message.receivedAt, null],
      );
    }
    const [report] = requests;
    assert.ok(report);
    const [message] = await arrived(report);
    assert.ok(message?.kind === 'contact-report');
    assert.equal(message.cooperation, MADE_NARRATIVE.cooperation);
    assert.deepEqual(message.contacts, MADE_NARRATIVE.contacts);
  });

  test('sends versions of one document in their order', async () => {
    const childCode = next();
    const municipality = place();
    const versions = [3, 1, 2].map((recordVersion) =>
      world.make.report({ childCode, municipality, document: { reportId: 'ordered', recordVersion } }),
    );
    await world.request(childCode, ...versions);
    for (const version of versions) await world.told(version);
    const taken = (await world.sopa.inbox()).filter((message) => message.municipality === municipality);
    assert.deepEqual(
      taken.map((message) => 'recordVersion' in message && message.recordVersion),
      [1, 2, 3],
    );
  });

  test('puts many that wait into few files', async () => {
    const childCode = next();
    const municipality = place();
    world.sopa.cutOff(municipality);
    await world.request(childCode, world.make.alert({ childCode, municipality }));
    await tried(municipality);
    const many = Array.from({ length: 620 }, () => world.make.alert({ childCode, municipality }));
    await world.request(childCode, ...many);
    await waitFor('all requests to be taken', async () => {
      const { rows } = await world.adapter.database.query<{ count: number }>(
        `SELECT count(*) AS count FROM ${world.adapter.schema}.delivery WHERE municipality = $1`,
        [municipality],
      );
      return rows[0]?.count === 621;
    });
    world.sopa.cutOff(undefined);
    for (const request of many) await world.told(request);
    assert.deepEqual(
      calls(municipality, 'PUT').map((line) => line.split('/').at(-1)),
      [1, 2, 3].map((sequence) => `SAITE-${municipality}-${sequence}.xml 201`),
    );
  });

  test('a file is at most 4 MB, and a document that is larger is refused', async () => {
    const childCode = next();
    const municipality = place();
    const { make } = world;
    world.sopa.cutOff(municipality);
    await world.request(childCode, make.alert({ childCode, municipality }));
    await tried(municipality);
    const cooperation = '&'.repeat(10_000); // five times as long once it is written
    const reports = Array.from({ length: 100 }, (_, index) =>
      make.report(
        { childCode, municipality, document: { reportId: `long-${index}` } },
        { ...MADE_NARRATIVE, cooperation },
      ),
    );
    const dates = Array.from({ length: 1_000 }, () => CalendarDate.parse('2026-09-01'));
    const contacts = Array.from(
      { length: 220 },
      () => ({ relation: 'parent', kind: 'call', dates }) as const,
    );
    const tooLong = make.report(
      { childCode, municipality, document: { reportId: 'too-long' } },
      { ...MADE_NARRATIVE, contacts },
    );
    await world.request(childCode, ...reports, tooLong);
    world.sopa.cutOff(undefined);
    assert.equal((await world.told(tooLong)).data.reason, 'DOCUMENT_TOO_LARGE');
    for (const report of reports) await world.told(report);
    assert.ok(calls(municipality, 'PUT').length >= 3);
    assert.ok(calls(municipality, 'PUT').every((line) => line.endsWith('201')));
  });

  test('a file that SOPA will not have is sent item by item, and each ends with a word', async () => {
    const childCode = next();
    const municipality = place();
    world.sopa.cutOff(municipality);
    const first = world.make.alert({ childCode, municipality });
    await world.request(childCode, first);
    await tried(municipality);
    const both = [
      world.make.alert({ childCode, municipality }),
      world.make.alert({ childCode, municipality }),
    ];
    await world.request(childCode, ...both);
    await world.sopa.fault('refuse-files');
    world.sopa.cutOff(undefined);
    for (const request of [first, ...both])
      assert.equal((await world.told(request)).data.reason, 'FILE_NOT_TAKEN');
    await world.sopa.fault('none');
    const after = world.make.alert({ childCode, municipality });
    await world.request(childCode, after);
    assert.equal((await world.told(after)).data.outcome, 'delivered');
    assert.ok((await world.parked()).some((row) => row.reason === 'FILE_NOT_TAKEN'));
  });

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
    await waitFor('the document to arrive', async () => (await arrived(request)).length > 0);
    await world.sopa.fault('none');
    const { data } = await world.told(request);
    assert.equal(data.outcome, 'delivered');
    assert.equal((await arrived(request)).length, 1);
    assert.ok(
      calls(municipality, 'PUT').some((line) => line.endsWith('200')),
      'other bytes came',
    );
    assert.ok(calls(municipality, 'PUT').every((line) => !line.endsWith('409')));
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
    await tried(away);
    const free = Array.from({ length: 3 }, () => world.make.alert({ childCode, municipality: near }));
    for (const request of free) {
      await world.request(childCode, request);
      await world.told(request);
    }
    assert.deepEqual(world.settled(stuck), []);
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
    assert.equal(calls(municipality, 'PUT').length, 1);
    assert.ok(calls(municipality, 'GET').some((line) => line.endsWith('404')));
  });

  test("a refused item is told with SOPA's code; a second round delivers it", async () => {
    const childCode = next();
    const municipality = place();
    await world.sopa.fault('refuse-items');
    const request = world.make.report({ childCode, municipality });
    await world.request(childCode, request);
    const { data } = await world.told(request);
    assert.deepEqual([data.outcome, data.reason, data.receipt], ['refused', 'CHILD_NOT_KNOWN', null]);
    await world.sopa.fault('none');
    await world.request(childCode, { ...request, round: 2 });
    const second = await world.told(request, 2);
    assert.deepEqual([second.data.recordVersion, second.data.outcome], [2, 'delivered']);
    assert.equal((await arrived(request)).length, 1);
  });

  test('what was withdrawn before it was in a file is not sent', async () => {
    const childCode = next();
    const municipality = place();
    world.sopa.cutOff(municipality);
    await world.request(childCode, world.make.alert({ childCode, municipality }));
    await tried(municipality);
    const request = world.make.alert({ childCode, municipality });
    await world.request(childCode, request, { ...request, round: 2, cancelled: true });
    assert.equal((await world.told(request)).data.outcome, 'cancelled');
    world.sopa.cutOff(undefined);
    const after = world.make.alert({ childCode, municipality });
    await world.request(childCode, after);
    await world.told(after);
    assert.deepEqual(await arrived(request), []);
  });

  test('what was refused and then withdrawn is not sent again', async () => {
    const childCode = next();
    await world.sopa.fault('refuse-items');
    const request = world.make.alert({ childCode, municipality: place() });
    await world.request(childCode, request);
    await world.told(request);
    await world.sopa.fault('none');
    await world.request(childCode, { ...request, round: 2, cancelled: true });
    assert.equal((await world.told(request, 2)).data.outcome, 'cancelled');
    assert.deepEqual(await arrived(request), []);
  });

  test('what cannot go to SOPA is refused with our code', async () => {
    const childCode = next();
    const municipality = place();
    const survey = world.make.survey({ childCode, municipality });
    const elsewhere = world.make.alert({ childCode, municipality: 'BT-RIGA', role: 'orphan-court' });
    await world.request(childCode, survey, elsewhere);
    assert.equal((await world.told(survey)).data.reason, 'DOCUMENT_NOT_TAKEN');
    assert.equal((await world.told(elsewhere)).data.reason, 'RECIPIENT_UNKNOWN');
    assert.equal(calls(municipality, 'PUT').length, 0);
  });

  test('neither tables nor addresses nor metrics show who it is about', async () => {
    const { adapter } = world;
    const { rows } = await adapter.database.query<{ text: string }>(
      `SELECT to_jsonb(delivery)::text AS text FROM ${adapter.schema}.delivery
       UNION ALL SELECT to_jsonb(item)::text FROM ${adapter.schema}.outgoing_item AS item
       UNION ALL SELECT to_jsonb(file)::text FROM ${adapter.schema}.outgoing_file AS file
       UNION ALL SELECT to_jsonb(parked)::text FROM ${adapter.schema}.parked_answer AS parked`,
    );
    const metrics = await (await fetch(`http://127.0.0.1:${adapter.healthPort}/metrics`)).text();
    assert.ok(/saite_upstream_calls_total\{upstream="sopa",operation="put",outcome="ok"/.test(metrics));
    const text = [metrics, ...world.sopa.requests, ...rows.map((row) => row.text)].join('\n');
    assert.ok(rows.length > 600);
    for (let number = 1; number <= last; number += 1) assert.ok(!text.includes(madeCode(number)));
    assert.ok(!/ierodas|Vesels|krīzes centrā/.test(text));
  });
});
