import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { UpstreamError } from '@saite/adapter-kit';
import { z } from 'zod';
import { resultOf } from './answers.ts';

const answer = (status: number, body: unknown) => ({
  status,
  contentType: 'application/json',
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const read = (status: number, body: unknown) => resultOf(z.array(z.string()), answer(status, body));
const failure = (status: number, body: unknown): UpstreamError => {
  try {
    read(status, body);
  } catch (error) {
    if (error instanceof UpstreamError) return error;
    throw error;
  }
  throw new Error('it was read');
};
const HELP = 'https://demo.ckan.org/api/3/action/help_show?name=package_create';

/** Answers as the API guide (docs.ckan.org) and ckan/views/api.py give them. */
suite("answers of CKAN's Action API", () => {
  test('the result of a call that succeeded is read', () => {
    assert.deepEqual(read(200, { help: HELP, success: true, result: ['david', 'roger'] }), [
      'david',
      'roger',
    ]);
  });

  test('what is not there is no error, only if the portal itself says so', () => {
    const body = { help: HELP, success: false, error: { __type: 'Not Found Error', message: 'Not found' } };
    assert.equal(read(404, body), undefined);
    assert.equal(failure(404, '<html>no such page</html>').code, 'ANSWER_INVALID');
  });

  test('a refusal is a refusal whatever its status', () => {
    const error = { message: 'Access denied', __type: 'Authorization Error' };
    assert.equal(failure(200, { help: 'Creates a package', success: false, error }).code, 'NOT_AUTHORISED');
    assert.equal(failure(403, { help: HELP, success: false, error }).code, 'NOT_AUTHORISED');
    assert.equal(failure(403, 'Forbidden').code, 'NOT_AUTHORISED');
  });

  test('a validation error names our fields and repeats nothing that was sent', () => {
    const error = {
      __type: 'Validation Error',
      name: ['That URL is already in use.'],
      tags: [{}, { name: ['Tag "a!" can only contain alphanumeric characters'] }],
      'a value 161175-19997': ['?'],
    };
    const refused = failure(409, { help: HELP, success: false, error });
    assert.deepEqual(
      [refused.code, refused.registerCode, refused.path],
      ['REFUSED', 'VALIDATION_ERROR', 'name,tags'],
    );
    assert.doesNotMatch(`${refused.message}${refused.path}`, /161175|in use|a!/);
  });

  test('an error of the server is an outage, and a text that is no answer too', () => {
    const error = { __type: 'Search Index Error', message: 'Unable to add package to search index' };
    assert.equal(failure(500, { help: HELP, success: false, error }).consequence, 'outage');
    assert.equal(failure(502, 'Bad Gateway').consequence, 'outage');
    assert.equal(failure(429, '').consequence, 'outage');
    assert.equal(failure(200, '<html>login</html>').consequence, 'outage');
  });

  test('a result of another form, and a call that CKAN does not know, are no outage', () => {
    assert.equal(failure(200, { help: HELP, success: true, result: [1] }).code, 'ANSWER_INVALID');
    assert.equal(failure(400, '"Bad request - Action name not known: x"').code, 'ANSWER_INVALID');
  });
});
