import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * What sets a test file apart: programs of its own, hooks of the whole file or an await in it, which would meet the
 * tests of other files, and what a process has only once, such as its variables, signals, memory and time.
 */
const APART = [
  /^import .* from 'node:(?:child_process|perf_hooks|worker_threads)';$/m,
  /^(?:before|beforeEach|after|afterEach)\(/m,
  /^(?:(?:export )?const .* = )?await /m,
  /\bprocess\.(?!env\b)\w/,
  /\bprocess\.env(?:\.\w+|\[\w+\])? = |\bdelete process\.env|\bassign\(process\.env/,
  /\b(?:globalThis|mock|performance)\./,
];
const IMPORTED = /\bfrom '(\.[^']+\.ts)';$/gm;
const HELPERS = /\/testing\/|(?:^|\/)tests\//;

/** So many that the modules are seldom loaded again, and so few that there is work for each core until the end. */
const FILES_TOGETHER = 16;

/**
 * Puts test files together that may share a process, as loading modules is most of what most of them do. Whether a
 * file may is seen from its text and from that of the test helpers that it imports.
 *
 * @param root the checkout
 * @param files paths in it, sorted
 * @param folder where a file is written for each group, which imports the group's
 * @returns what the runner shall run, each in a process of its own
 */
export function groupTestFiles(root: string, files: readonly string[], folder: string): string[] {
  const apart = files.filter((file) => isApart(root, file));
  const groups: string[][] = [];
  for (const [, sharing] of Map.groupBy(
    files.filter((file) => !apart.includes(file)),
    (file) => file.split('/')[0],
  ))
    for (let at = 0; at < sharing.length; at += FILES_TOGETHER)
      groups.push(sharing.slice(at, at + FILES_TOGETHER));
  return [...groups.map((group, index) => writeGroup(root, group, join(folder, `${index}.mjs`))), ...apart];
}

function isApart(root: string, file: string, seen = new Set<string>()): boolean {
  seen.add(file);
  const text = readFileSync(join(root, file), 'utf8');
  if (APART.some((sign) => sign.test(text))) return true;
  return [...text.matchAll(IMPORTED)]
    .map(([, imported = '']) => join(dirname(file), imported))
    .filter((path) => HELPERS.test(path) && !seen.has(path) && existsSync(join(root, path)))
    .some((path) => isApart(root, path, seen));
}

function writeGroup(root: string, group: readonly string[], path: string): string {
  const [only, another] = group;
  if (only !== undefined && another === undefined) return only;
  const lines = group.map((file) => `await import('${pathToFileURL(join(root, file))}');\n`);
  writeFileSync(path, lines.join(''));
  return path;
}
