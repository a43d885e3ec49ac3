import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Paths of a folder's files, with forward slashes. */
const filesIn = (folder: string): string[] =>
  globSync('**/*.{json,md,wsdl,xsd}', { cwd: folder }).map((path) => path.replaceAll('\\', '/'));

/** Files of a folder that are missing, differ from what would be generated, or are generated no more. */
export function outdatedFiles(folder: string, files: ReadonlyMap<string, string>): string[] {
  const differing = [...files].flatMap(([path, text]) => {
    const file = join(folder, path);
    return existsSync(file) && readFileSync(file, 'utf8') === text ? [] : [path];
  });
  return [...differing, ...filesIn(folder).filter((path) => !files.has(path))].sort();
}

/**
 * Writes generated files and removes those that are generated no more.
 *
 * @returns the paths that changed
 */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): string[] {
  const outdated = outdatedFiles(folder, files);
  for (const path of outdated) {
    const file = join(folder, path);
    const text = files.get(path);
    mkdirSync(dirname(file), { recursive: true });
    if (text === undefined) rmSync(file);
    else writeFileSync(file, text);
  }
  return outdated;
}
