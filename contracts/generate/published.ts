import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { breakagesOf } from './compatibility.ts';
import { eventSchema, eventTypes } from './event-schemas.ts';
import { fileText, type JsonObject, plainObject } from './json.ts';

/** The frozen schemas in a folder, by event type. */
export function readPublished(folder: string): Map<string, JsonObject> {
  return new Map(
    globSync('*.json', { cwd: folder })
      .sort()
      .map((file) => [
        file.replace(/\.json$/, ''),
        plainObject(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
      ]),
  );
}

/** Event types of today that are not published yet. */
export const unpublishedTypes = (folder: string) => {
  const published = readPublished(folder);
  return eventTypes().filter((type) => !published.has(type));
};

/** Every way in which today's events break what was published, as lines for a person; empty if none does. */
export function compatibilityProblems(folder: string): string[] {
  const types = new Map<string, JsonObject>(eventTypes().map((type) => [type, eventSchema(type)]));
  return [...readPublished(folder)].flatMap(([type, published]) => {
    const current = types.get(type);
    if (!current) return [`${type}: the published event is gone`];
    return breakagesOf(published, current).map(
      ({ path, what }) => `${type}: ${path || '(whole event)'}: ${what}`,
    );
  });
}

/**
 * Freezes the schemas of types that were never published. What is published is never written again.
 *
 * @returns the types that were frozen
 */
export function publish(folder: string): string[] {
  const types = unpublishedTypes(folder);
  mkdirSync(folder, { recursive: true });
  for (const type of types) {
    writeFileSync(join(folder, `${type}.json`), fileText(eventSchema(type)), { flag: 'wx' });
  }
  return types;
}
