import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { Upstream } from '@saite/adapter-kit';
import { CalendarDate } from '@saite/contracts';
import { makeKeyFile, parseKeyFile, personRef } from '@saite/identity';
import { createLog, createMetrics } from '@saite/runtime';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { messageOf } from './outgoing/message.ts';
import { openSoapClient } from './soap-client.ts';
import {
  madeAlert,
  madeCode,
  madeCrisis,
  madeDecision,
  madeDiscrepancy,
  madeReport,
  madeSurvey,
} from './testing/made.ts';
import { playNpais } from './testing/played-npais.ts';
import { Npais } from './upstream.ts';

/** A way to the register that keeps every envelope that passes. */
async function listeningTo(url: string, passed: string[]) {
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const answer = await fetch(url, { method: 'POST', headers, body });
    const answered = await answer.text();
    passed.push(body, answered);
    const contentType = answer.headers.get('content-type') ?? '';
    response.writeHead(answer.status, { 'content-type': contentType }).end(answered);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

test('every request and every answer is valid against the schema', async () => {
  const played = await playNpais({ pageSize: 1 });
  const passed: string[] = [];
  const between = await listeningTo(played.url, passed);
  const log = createLog('test', 'silent');
  const upstream = new Upstream({ name: 'npais', timeoutMs: 2_000, log, metrics: createMetrics('test') });
  const npais = new Npais(upstream, await openSoapClient(between.url));
  const childCode = madeCode(1);
  const ring = parseKeyFile(makeKeyFile());
  const subject = personRef(ring, childCode);
  const dates = [CalendarDate.parse('2026-05-01'), CalendarDate.parse('2026-05-02')];
  const contacts = [{ relation: 'parent' as const, kind: 'call' as const, dates }];
  const messageId = randomUUID();
  try {
    await played.sandbox.load([
      { record: 'decision', ...madeDecision(childCode, 'd-1') },
      { record: 'crisis', ...madeCrisis(childCode, 'c-1', { withdrawn: true }) },
    ]);
    for await (const page of npais.records([childCode])) assert.equal(page.records.length, 1);
    await npais.changes(undefined, 0, 10);
    await npais.changes(randomUUID(), 0, 10);
    await npais.receiptOf(messageId);
    for (const document of [
      madeReport(ring, subject, { contacts }),
      madeAlert(ring, subject),
      madeSurvey(ring, subject),
      madeDiscrepancy(ring, subject),
      madeDiscrepancy(ring, subject, CalendarDate.parse('2026-11-20')),
    ]) {
      const recipient = { role: 'orphan-court' as const, id: 'court-1' };
      const body = messageOf(ring, { subject, personCode: childCode, recipient, document, cancelled: false });
      await npais.deliver(document.kind === 'care-alert' ? messageId : randomUUID(), body);
    }
    await npais.receiptOf(messageId);
  } finally {
    between.close();
    await played.close();
  }

  using schema = XmlDocument.fromString(
    await readFile(new URL('../wsdl/NpaisExchange.xsd', import.meta.url), 'utf8'),
  );
  using validator = XsdValidator.fromDoc(schema);
  assert.equal(passed.length, 22);
  for (const envelope of passed) {
    const [message] = /<(IVIS(?:Request|Response))\b[\s\S]*<\/\1>/.exec(envelope) ?? [];
    assert.ok(message, 'no message in the envelope');
    using document = XmlDocument.fromString(message);
    validator.validate(document);
  }
});
