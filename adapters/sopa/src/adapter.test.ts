import assert from 'node:assert/strict';
import { after, afterEach, before, suite, test } from 'node:test';
import { CalendarDate, type PersonCode } from '@saite/contracts';
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
      make.discrepancy({ childCode, municipality }, []),
    ];
    await world.request(childCode, ...requests);
    for (const request of requests) {
      const { data } = await world.told(request);
      const [message, ...more] = await world.arrived(request);
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
    const [message] = await world.arrived(report);
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
    // All of them wait behind a file that is on its way: the order is that of what is known.
    world.sopa.cutOff(municipality);
    await world.request(childCode, world.make.alert({ childCode, municipality }));
    await world.fileMade(municipality);
    await world.request(childCode, ...versions);
    await waitFor('all requests to be taken', async () => {
      const { rows } = await world.adapter.database.query<{ count: number }>(
        `SELECT count(*) AS count FROM ${world.adapter.schema}.delivery WHERE municipality = $1`,
        [municipality],
      );
      return rows[0]?.count === 1 + versions.length;
    });
    world.sopa.cutOff(undefined);
    for (const version of versions) await world.told(version);
    const taken = (await world.sopa.inbox()).filter(
      (message) => message.municipality === municipality && message.kind === 'contact-report',
    );
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
    await world.fileMade(municipality);
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
      world.calls(municipality, 'PUT').map((line) => line.split('/').at(-1)),
      [1, 2, 3].map((sequence) => `SAITE-${municipality}-${sequence}.xml 201`),
    );
  });

  test('a file is at most 4 MB, and a document that is larger is refused', async () => {
    const childCode = next();
    const municipality = place();
    const { make } = world;
    world.sopa.cutOff(municipality);
    await world.request(childCode, make.alert({ childCode, municipality }));
    await world.fileMade(municipality);
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
    assert.ok(world.calls(municipality, 'PUT').length >= 3);
    assert.ok(world.calls(municipality, 'PUT').every((line) => line.endsWith('201')));
  });

  test('a file that SOPA will not have is sent item by item, and each ends with a word', async () => {
    const childCode = next();
    const municipality = place();
    world.sopa.cutOff(municipality);
    const first = world.make.alert({ childCode, municipality });
    await world.request(childCode, first);
    await world.fileMade(municipality);
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
    assert.equal((await world.arrived(request)).length, 1);
  });

  test('what was withdrawn before it was in a file is not sent', async () => {
    const childCode = next();
    const municipality = place();
    world.sopa.cutOff(municipality);
    await world.request(childCode, world.make.alert({ childCode, municipality }));
    await world.fileMade(municipality);
    const request = world.make.alert({ childCode, municipality });
    await world.request(childCode, request, { ...request, round: 2, cancelled: true });
    assert.equal((await world.told(request)).data.outcome, 'cancelled');
    world.sopa.cutOff(undefined);
    const after = world.make.alert({ childCode, municipality });
    await world.request(childCode, after);
    await world.told(after);
    assert.deepEqual(await world.arrived(request), []);
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
    assert.deepEqual(await world.arrived(request), []);
  });

  /** A file whose receipts are not there yet, and which will be refused or not. */
  const inFlight = async (mode: 'refuse-items' | 'slow-reading') => {
    const childCode = next();
    const request = world.make.alert({ childCode, municipality: place() });
    world.sopa.cutOff(place());
    await world.request(childCode, request);
    await world.fileMade(place());
    await world.sopa.fault(mode);
    return { childCode, request };
  };

  test('a refusal holds for the round that was sent: the next one is sent again', async () => {
    const { childCode, request } = await inFlight('refuse-items');
    await world.request(childCode, { ...request, round: 2 });
    await waitFor('the second round to be taken', () => world.roundOf(request).then((round) => round === 2));
    world.sopa.cutOff(undefined);
    const { data } = await world.told(request);
    assert.deepEqual([data.recordVersion, data.outcome], [2, 'refused']);
    const files = world.calls(request.recipient.id, 'PUT').map((line) => line.split('/').at(-1));
    assert.deepEqual(
      files,
      [1, 2].map((sequence) => `SAITE-${request.recipient.id}-${sequence}.xml 201`),
    );
  });

  test("what is withdrawn while it is in a file has SOPA's word", async () => {
    const { childCode, request } = await inFlight('slow-reading');
    await world.request(childCode, { ...request, round: 2, cancelled: true });
    await waitFor('the withdrawal to be taken', () => world.roundOf(request).then((round) => round === 2));
    world.sopa.cutOff(undefined);
    const { data } = await world.told(request);
    assert.deepEqual([data.recordVersion, data.outcome], [2, 'delivered']);
    assert.equal((await world.arrived(request)).length, 1);
  });

  test('what cannot go to SOPA is refused with our code', async () => {
    const childCode = next();
    const municipality = place();
    const survey = world.make.survey({ childCode, municipality });
    const elsewhere = world.make.alert({ childCode, municipality: 'BT-RIGA', role: 'orphan-court' });
    await world.request(childCode, survey, elsewhere);
    assert.equal((await world.told(survey)).data.reason, 'DOCUMENT_NOT_SERVED');
    assert.equal((await world.told(elsewhere)).data.reason, 'RECIPIENT_NOT_SERVED');
    assert.equal(world.calls(municipality, 'PUT').length, 0);
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
