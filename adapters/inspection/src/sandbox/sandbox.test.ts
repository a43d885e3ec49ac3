import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { ClientFile } from '../protocol.ts';
import { type PlayedInspection, playInspection } from '../testing/played-inspection.ts';

const SURVEY = {
  childCode: '36000000001',
  surveyId: 's-1',
  recordVersion: 1,
  surveyedOn: '2026-10-05',
  findings: 'Viss labi',
  withdrawn: false,
};

suite('the played inspection', () => {
  let inspection: PlayedInspection;
  let key = '';
  beforeEach(async () => {
    inspection = await playInspection();
    key = ClientFile.parse(JSON.parse(await readFile(inspection.clientPath, 'utf8'))).apiKey;
  });
  afterEach(() => inspection.close());
  const send = (messageId: string, survey: object, apiKey = key) =>
    inspection.app.inject({
      method: 'POST',
      url: '/inspection/surveys',
      headers: { 'x-api-key': apiKey, 'idempotency-key': messageId },
      payload: survey,
    });
  const ask = (messageId: string) =>
    inspection.app.inject({
      url: `/inspection/messages/${messageId}`,
      headers: { 'x-api-key': key },
    });

  test('takes a message once: sent again it has the same receipt, with another body it is refused', async () => {
    const id = randomUUID();
    assert.equal((await ask(id)).statusCode, 404);
    const first = await send(id, SURVEY);
    assert.equal(first.statusCode, 201);
    assert.deepEqual((await send(id, SURVEY)).json(), first.json());
    assert.deepEqual((await ask(id)).json(), first.json());
    const other = await send(id, { ...SURVEY, findings: 'Citādi' });
    assert.equal(other.statusCode, 409);
    assert.deepEqual(other.json(), { error: { code: 'MESSAGE_ID_TAKEN' } });
    assert.equal((await inspection.inbox()).length, 1);
  });

  test('lets nobody in without the key', async () => {
    assert.equal((await send(randomUUID(), SURVEY, 'wrong')).statusCode, 401);
    assert.deepEqual(await inspection.inbox(), []);
  });

  test('refuses a survey that is not valid, without showing it', async () => {
    const answer = await send(randomUUID(), { ...SURVEY, childCode: '01019010010' });
    assert.equal(answer.statusCode, 422);
    assert.deepEqual(answer.json(), { error: { code: 'SURVEY_NOT_VALID' } });
  });
});
