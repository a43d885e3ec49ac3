import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { Upstream } from '@saite/adapter-kit';
import { createLog, createMetrics } from '@saite/runtime';
import { authorisation, InspectionCalls } from './client.ts';
import { SurveyBody } from './protocol.ts';
import { type PlayedInspection, playInspection } from './testing/played-inspection.ts';

const SURVEY = SurveyBody.parse({
  childCode: '36000000001',
  surveyId: 's-1',
  recordVersion: 1,
  surveyedOn: '2026-10-05',
  findings: 'Viss labi',
  withdrawn: false,
});
const codeIs = (code: string) => (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === code;

suite('the client of the inspection', () => {
  let inspection: PlayedInspection;
  let upstream: Upstream;
  beforeEach(async () => {
    inspection = await playInspection();
    upstream = new Upstream({
      name: 'inspection',
      timeoutMs: 500,
      log: createLog('test', 'silent'),
      metrics: createMetrics('test'),
      authorise: () => authorisation(inspection.clientPath),
    });
  });
  afterEach(async () => {
    upstream.close();
    await inspection.close();
  });

  test('a key that is not accepted refuses no message: it may be replaced', async () => {
    await writeFile(inspection.clientPath, '{"apiKey":"old"}');
    const calls = new InspectionCalls(inspection.url, upstream);
    await assert.rejects(calls.send(randomUUID(), SURVEY), codeIs('NOT_AUTHORISED'));
    await writeFile(inspection.clientPath, 'not a key');
    await assert.rejects(calls.send(randomUUID(), SURVEY), codeIs('NOT_AUTHORISED'));
  });

  test('a wrong address refuses no message', async () => {
    const calls = new InspectionCalls(`${inspection.url}/elsewhere`, upstream);
    await assert.rejects(calls.send(randomUUID(), SURVEY), codeIs('ANSWER_INVALID'));
    await assert.rejects(calls.receiptOf(randomUUID()), codeIs('ANSWER_INVALID'));
  });
});
