import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { COMMON_PROBLEMS, type Operation, operations, PROBLEMS } from '../src/index.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { openApi } from './openapi.ts';

const document = openApi('1.2.3');
const all: [string, Operation][] = Object.entries(operations);

/** A part of the document, by its steps. */
function part(...steps: readonly string[]): JsonObject {
  let place: Json = document;
  for (const step of steps) {
    place = isObject(place) ? (place[step] ?? null) : null;
  }
  return isObject(place) ? place : {};
}
const described = (operation: Operation, ...steps: readonly string[]) =>
  part('paths', operation.path, operation.method.toLowerCase(), ...steps);

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    assert.deepEqual(errors ?? [], []);
    assert.equal(valid, true);
    assert.equal(document.openapi, '3.1.0');
  });

  it('has every call, each with its path in full', () => {
    for (const [id, operation] of all) assert.equal(described(operation).operationId, id);
    const paths = Object.keys(part('paths')).filter((path) => path.startsWith('/v1/'));
    assert.equal(paths.length, new Set(all.map(([, operation]) => operation.path)).size);
    for (const path of ['/health/live', '/health/ready', '/metrics'])
      assert.ok(part('paths', path).get, path);
  });

  it('says which roles may make each call, and that a token is needed but for what is open', () => {
    for (const [id, operation] of all) {
      assert.deepEqual(described(operation)['x-roles'], operation.access);
      assert.deepEqual(
        described(operation).security,
        operation.open ? [] : [{ bearer: [] }, { mutualTls: [], bearer: [] }],
        id,
      );
      assert.equal(Object.keys(operation.access).length === 0, operation.open === true, id);
    }
    assert.equal(part('components', 'securitySchemes', 'bearer').scheme, 'bearer');
    assert.equal(part('components', 'securitySchemes', 'mutualTls').type, 'mutualTLS');
  });

  it('lists for each call the problems that it may answer with', () => {
    for (const [id, operation] of all) {
      for (const code of [...(operation.open ? [] : COMMON_PROBLEMS), ...operation.problems]) {
        const response = described(operation, 'responses', String(PROBLEMS[code].status));
        assert.match(String(response.description), new RegExp(`\`${code}\``), `${id} ${code}`);
        assert.ok(
          isObject(response.content) && response.content['application/problem+json'],
          `${id} ${code}`,
        );
      }
    }
  });

  it('names the headers: a key for changes, a purpose for looking somebody up, a language for all', () => {
    for (const [id, operation] of all) {
      const { parameters } = described(operation);
      const names = Array.isArray(parameters)
        ? parameters.filter(isObject).flatMap((entry) => (entry.in === 'header' ? [entry.name] : []))
        : [];
      assert.ok(names.includes('Accept-Language'), id);
      assert.equal(names.includes('Idempotency-Key'), operation.changes, id);
      assert.equal(names.includes('Saite-Purpose'), !operation.changes && !operation.open, id);
    }
  });

  it('offers the other forms of an answer', () => {
    const content = described(operations.listInstitutionAllowances, 'responses', '200', 'content');
    assert.deepEqual(Object.keys(content), [
      'application/json',
      'text/csv',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ]);
  });

  it('never takes a personal code in a path or a query', () => {
    for (const [id, operation] of all) {
      const names = [
        ...Object.keys(operation.params?.shape ?? {}),
        ...Object.keys(operation.query?.shape ?? {}),
      ];
      assert.deepEqual(
        names.filter((name) => /code/i.test(name)),
        [],
        id,
      );
    }
  });

  it('is the same each time it is made', () => {
    assert.equal(JSON.stringify(openApi('1.2.3')), JSON.stringify(document));
  });
});
