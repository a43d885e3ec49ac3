import { basename, extname } from 'node:path';

const LONGEST = 100;
const LONGEST_ENDING = 21;

/** The name that CKAN gives to an uploaded file (`munge_filename`): lower case, ASCII, at least 3 characters. */
export function fileNameOf(name: string): string {
  const plain = basename(name)
    .toLowerCase()
    .trim()
    .normalize('NFD')
    .replaceAll(/[^a-z0-9_. -]/g, '')
    .replaceAll(' ', '-')
    .replaceAll(/-+/g, '-');
  const ending = extname(plain).slice(0, LONGEST_ENDING);
  const stem = plain.slice(0, plain.length - extname(plain).length);
  return stem.padEnd(Math.max(1, 3 - ending.length), '_').slice(0, LONGEST - ending.length) + ending;
}
