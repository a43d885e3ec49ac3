import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { eventSchema, eventTypes } from '../generate/event-schemas.ts';
import { PUBLISHED } from '../generate/folders.ts';
import { isObject, type Json, plainObject } from '../generate/json.ts';
import { readPublished } from '../generate/published.ts';
import { readSamples, samplesOf } from '../generate/samples.ts';
import { type EventType, eventContracts, isEventType, isFactType, isMunicipalType } from '../src/index.ts';

/** A validator made from a JSON Schema alone, as a foreign reader would make one. */
const readerOf = (schema: ReturnType<typeof eventSchema>) =>
  z.fromJSONSchema(z.record(z.string(), z.json()).parse(schema));

/** A published schema as its readers use it: they pass over optional fields that came later. */
function passingOver(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(passingOver);
  if (!isObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => keyword !== 'additionalProperties')
      .map(([keyword, part]) => [keyword, passingOver(part)]),
  );
}

type Reader = ReturnType<typeof readerOf>;
const frozen = readPublished(PUBLISHED);
const readers = new Map<EventType, { readonly today: Reader; readonly published: Reader | undefined }>();

/** Readers of today's schema of a type and of the published one, made once for all its samples. */
function readersOf(type: EventType) {
  const known = readers.get(type);
  if (known) return known;
  const schema = frozen.get(type);
  const made = {
    today: readerOf(eventSchema(type)),
    published: schema && readerOf(plainObject(passingOver(schema))),
  };
  readers.set(type, made);
  return made;
}

describe('the golden samples', () => {
  it('show every event in several forms, withdrawn facts too', () => {
    for (const type of eventTypes()) {
      const samples = samplesOf(type);
      assert.ok(samples.length >= 3, type);
      const withdrawn = samples.filter(({ event }) => isObject(event.data) && event.data.withdrawn === true);
      assert.equal(withdrawn.length > 0, isFactType(type) || isMunicipalType(type), type);
    }
  });

  it('lie in the folder of their type and have ids of their own', () => {
    const samples = readSamples();
    for (const { type, event } of samples) assert.equal(event.type, type);
    assert.equal(new Set(samples.map(({ event }) => event.id)).size, samples.length);
  });

  for (const { type, name, event } of readSamples()) {
    it(`${type} ${name} is what the contract says`, () => {
      assert.ok(isEventType(type));
      assert.deepEqual(eventContracts[type].parse(event), event);
    });

    it(`${type} ${name} is valid for a reader who has only the JSON Schema, today's and the published one`, () => {
      assert.ok(isEventType(type));
      const { today, published } = readersOf(type);
      assert.deepEqual(today.parse(event), event);
      if (published) assert.ok(published.safeParse(event).success);
    });
  }

  it('are refused by that reader once they say something else', () => {
    const [sample] = samplesOf('sais.payment.recorded.v1');
    assert.ok(sample && isObject(sample.event.data));
    const reader = readerOf(eventSchema('sais.payment.recorded.v1'));
    assert.equal(reader.safeParse({ ...sample.event, extra: 1 }).success, false);
    const data = { ...sample.event.data, granted: '1.005' };
    assert.equal(reader.safeParse({ ...sample.event, data }).success, false);
  });
});
