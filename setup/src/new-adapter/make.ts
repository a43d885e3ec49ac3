import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { addEvent, EVENT_LIST } from './event-list.ts';
import { addMeanings, MEANINGS } from './meanings.ts';
import { renderTemplate } from './template.ts';

/** The event of a new register, until its author finds a better word. */
export const eventTypeOf = (name: string): string => `${name}.record.recorded.v1`;

/**
 * Writes a new register's adapter and its event into a checkout. All texts are made before the first is written,
 * and no file that is there is overwritten but the list of events and the table of what their fields mean in Latvian.
 *
 * @param root the checkout
 * @returns the paths that were written
 */
export function makeAdapter(root: string, name: string): string[] {
  const files = renderTemplate(root, name);
  const list = addEvent(readFileSync(join(root, EVENT_LIST), 'utf8'), name, eventTypeOf(name));
  const meanings = addMeanings(readFileSync(join(root, MEANINGS), 'utf8'), name);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { flag: 'wx' });
  }
  writeFileSync(join(root, EVENT_LIST), list);
  writeFileSync(join(root, MEANINGS), meanings);
  return [...files.keys(), EVENT_LIST, MEANINGS];
}

/** What finishes the files, as arguments for Node from the checkout's folder: puts them in shape, generates. */
export const finishingPrograms = (paths: readonly string[]): readonly string[][] => [
  ['node_modules/@biomejs/biome/bin/biome', 'check', '--write', ...paths],
  ['contracts/generate/main.ts'],
];
