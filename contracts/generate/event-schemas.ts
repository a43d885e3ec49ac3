import { z } from 'zod';
import { type EventType, eventContracts } from '../src/index.ts';
import { type JsonObject, plainObject } from './json.ts';

/** Every event type, in the order of the alphabet. */
export const eventTypes = (): EventType[] => {
  const types: EventType[] = [];
  for (const type of Object.keys(eventContracts)) if (isOurs(type)) types.push(type);
  return types.sort();
};

const isOurs = (type: string): type is EventType => Object.hasOwn(eventContracts, type);

/** The JSON Schema (2020-12) of an event as it travels, envelope and data. */
export function eventSchema(type: EventType): JsonObject {
  const { $schema, ...schema } = plainObject(z.toJSONSchema(eventContracts[type], { io: 'input' }));
  return { $schema: $schema ?? null, $id: `urn:saite:event:${type}`, title: type, ...schema };
}

/** The same in draft 7, which is what AsyncAPI's tools understand. */
export function eventSchemaOfAsyncApi(type: EventType): JsonObject {
  const { $schema: _, ...schema } = plainObject(
    z.toJSONSchema(eventContracts[type], { io: 'input', target: 'draft-7' }),
  );
  return schema;
}
