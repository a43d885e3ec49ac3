import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { eventSchema, eventTypes } from '../generate/event-schemas.ts';
import { isObject, type Json, plainObject } from '../generate/json.ts';
import { type Operation, operations, Problem } from './index.ts';

/** Fields without a description, by path. */
function undescribed(schema: Json, path: string): string[] {
  if (Array.isArray(schema)) return schema.flatMap((part) => undescribed(part, path));
  if (!isObject(schema)) return [];
  return Object.entries(schema).flatMap(([keyword, value]) => {
    if (keyword !== 'properties' || !isObject(value)) return undescribed(value, path);
    return Object.entries(value).flatMap(([name, field]) => {
      const missing = isObject(field) && typeof field.description === 'string' ? [] : [`${path}.${name}`];
      return [...missing, ...undescribed(field, `${path}.${name}`)];
    });
  });
}

const fieldsOf = (schema: z.ZodType, path: string) =>
  undescribed(plainObject(z.toJSONSchema(schema, { io: 'input' })), path);

describe('every field says what it means', () => {
  for (const type of eventTypes()) {
    it(`in the event ${type}`, () => {
      assert.deepEqual(undescribed(eventSchema(type), type), []);
    });
  }

  const calls: [string, Operation][] = Object.entries(operations);
  for (const [id, { params, query, body, answer }] of calls) {
    it(`in the call ${id}`, () => {
      const parts = [params, query, body, answer.schema].filter((schema) => schema !== undefined);
      assert.deepEqual(
        parts.flatMap((schema) => fieldsOf(schema, id)),
        [],
      );
    });
  }

  it('in problem details', () => {
    assert.deepEqual(fieldsOf(Problem, 'problem'), []);
  });
});
