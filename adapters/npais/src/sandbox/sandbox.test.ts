import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Upstream } from '@saite/adapter-kit';
import { createLog, createMetrics } from '@saite/runtime';
import { openSoapClient } from '../soap-client.ts';
import { madeCode, madeCrisis, madeDecision } from '../testing/made.ts';
import { type PlayedNpais, playNpais } from '../testing/played-npais.ts';
import { Npais } from '../upstream.ts';
import { SandboxCrisis } from './records.ts';

let played: PlayedNpais;
before(async () => {
  played = await playNpais();
});
after(() => played.close());

const clientOf = async (url: string) => {
  const log = createLog('test', 'silent');
  const upstream = new Upstream({ name: 'npais', timeoutMs: 2_000, log, metrics: createMetrics('test') });
  return new Npais(upstream, await openSoapClient(url));
};
const decisions = (...body: unknown[]) => played.post('/sandbox/npais/decisions', body);
const crises = (...body: unknown[]) => played.post('/sandbox/npais/crises', body);

test('records are taken once; an older version changes nothing', async () => {
  const decision = madeDecision(madeCode(1), 'a', { recordVersion: 2 });
  assert.deepEqual(await decisions(decision), { status: 200, body: { taken: 1, unchanged: 0 } });
  assert.deepEqual(await decisions(decision, { ...decision, recordVersion: 1 }), {
    status: 200,
    body: { taken: 0, unchanged: 2 },
  });
  assert.deepEqual(await crises(madeCrisis(madeCode(1), 'a')), {
    status: 200,
    body: { taken: 1, unchanged: 0 },
  });
});

test('an equal version with other content is a conflict, and nothing of the call is taken', async () => {
  const decision = madeDecision(madeCode(1), 'b');
  await decisions(decision);
  const answer = await decisions(madeDecision(madeCode(1), 'c'), { ...decision, kind: 'care-ended' });
  assert.equal(answer.status, 409);
  assert.deepEqual(await decisions(madeDecision(madeCode(1), 'c')), {
    status: 200,
    body: { taken: 1, unchanged: 0 },
  });
});

const wrong: readonly ['decisions' | 'crises', string, Record<string, unknown>, string][] = [
  ['decisions', 'a code with a wrong check digit', { childCode: '010101-12345' }, '[0].childCode'],
  ['decisions', 'a kind that is none', { kind: 'custody-lent' }, '[0].kind'],
  ['decisions', 'a date that is none', { decidedOn: '2026-02-30' }, '[0].decidedOn'],
  ['decisions', 'an unknown field', { extra: 1 }, '[0].extra'],
  ['crises', 'an instant without offset', { occurredAt: '2026-05-03T21:30:00' }, '[0].occurredAt'],
  ['crises', 'an empty text', { measure: ' ' }, '[0].measure'],
];
for (const [call, what, field, path] of wrong) {
  test(`${what} is refused with the field's path and without the code`, async () => {
    const good = call === 'decisions' ? madeDecision(madeCode(1), 'd') : madeCrisis(madeCode(1), 'd');
    const answer = await played.post(`/sandbox/npais/${call}`, [{ ...good, ...field }]);
    assert.equal(answer.status, 422);
    assert.ok(JSON.stringify(answer.body).includes(`"${path}"`));
    assert.ok(!/[0-9]{6}-?[0-9]{5}/.test(JSON.stringify(answer.body)));
  });
}

const instants: readonly [string, string][] = [
  ['2026-11-20T08:00:00+02:00', '2026-11-20T06:00:00.000Z'],
  ['2026-11-20T08:00:00Z', '2026-11-20T08:00:00.000Z'],
  ['2026-11-20', '2026-11-20T10:00:00.000Z'],
  ['2026-06-20', '2026-06-20T09:00:00.000Z'],
  ['2026-03-29', '2026-03-29T09:00:00.000Z'],
  ['2026-10-25', '2026-10-25T10:00:00.000Z'],
];
for (const [given, kept] of instants) {
  test(`a crisis that occurred at ${given} is kept with ${kept}`, () => {
    assert.equal(SandboxCrisis.parse(madeCrisis(madeCode(1), 'e', { occurredAt: given })).occurredAt, kept);
  });
}

test('the schema is served and explains every element and type in Latvian and English', async () => {
  assert.match(await (await fetch(`${played.url}?wsdl`)).text(), /SubmitSync/);
  const schema = await (await fetch(`${played.origin}/npais/NpaisExchange.xsd`)).text();
  assert.equal(schema, await readFile(new URL('../../wsdl/NpaisExchange.xsd', import.meta.url), 'utf8'));
  const named = /<xs:(?:element|complexType|simpleType) name="(\w+)"[^>]*>\s*(?=(.{0,100}))/g;
  const explained = [...schema.matchAll(named)];
  assert.ok(explained.length > 100);
  for (const [, name, rest] of explained)
    assert.ok(
      rest?.startsWith('<xs:annotation><xs:documentation xml:lang="lv">'),
      `${name} is not explained`,
    );
  const languages = (language: string) => schema.split(`<xs:documentation xml:lang="${language}">`).length;
  assert.equal(languages('en'), languages('lv'));
});

test('a request that is not as the schema says gets an error of the list, no stack and no code', async () => {
  const ns = 'http://ivis.eps.gov.lv/XMLSchemas/999002/NpaisExchange/v1-0';
  const send = (body: string) =>
    fetch(played.url, { method: 'POST', headers: { 'content-type': 'application/soap+xml' }, body });
  const text = await (
    await send(
      `<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Body><IVISRequest xmlns="${ns}"><Header/><Body><RecordsRequest><ChildCode>12345678901</ChildCode></RecordsRequest></Body></IVISRequest></e:Body></e:Envelope>`,
    )
  ).text();
  assert.match(text, /INVALID_REQUEST/);
  assert.ok(!text.includes('12345678901') && !/\.js|\.ts/.test(text));
  assert.equal((await send('<!DOCTYPE a><a/>')).status, 400);
});

test('what was taken and received is found at the next start', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'saite-npais-'));
  const code = madeCode(7);
  const first = await playNpais({ dataFolder });
  await first.sandbox.load([{ record: 'decision', ...madeDecision(code, 'a') }]);
  await first.sandbox.load([{ record: 'decision', ...madeDecision(code, 'a', { recordVersion: 2 }) }]);
  const messageId = crypto.randomUUID();
  const alert = {
    CourtID: 'court-1',
    ChildCode: code,
    AlertID: 'alert-1',
    AlertKind: 'report-overdue' as const,
    RaisedOn: '2026-06-01',
  };
  const receipt = await (await clientOf(first.url)).deliver(messageId, { CareAlert: alert });
  const inbox = await first.inbox();
  await first.close();

  const again = await playNpais({ dataFolder });
  try {
    const npais = await clientOf(again.url);
    const versions: unknown[] = [];
    for await (const { records } of npais.records([code]))
      for (const record of records) versions.push('content' in record && record.content);
    assert.equal(versions.length, 1);
    assert.match(JSON.stringify(versions), /"RecordVersion":2/);
    const changes = await npais.changes(undefined, 0, 10);
    assert.ok(changes !== 'cursor-unknown');
    assert.deepEqual([changes.last, changes.changes.map(({ number }) => number)], [2, [2]]);
    assert.equal(await npais.receiptOf(messageId), receipt);
    assert.deepEqual(await again.inbox(), inbox);
  } finally {
    await again.close();
    await rm(dataFolder, { recursive: true });
  }
});
