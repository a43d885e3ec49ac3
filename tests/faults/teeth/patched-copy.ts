import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import type { Patch } from './defect.ts';

/** A planted defect that no longer fits the code: it would be caught, or not, for a wrong reason. */
export class StaleDefect extends Error {
  override readonly name = 'StaleDefect';
}

/** The text with one part put in place of another. @throws StaleDefect if that part is not there exactly once */
export function patched(text: string, { file, find, replace }: Patch): string {
  const parts = text.split(find);
  const [before, after] = parts;
  if (parts.length !== 2 || before === undefined || after === undefined)
    throw new StaleDefect(`${file} holds this ${parts.length - 1} times instead of once: ${find.trim()}`);
  return before + replace + after;
}

/**
 * Makes a copy of the checkout with defects in it, so that the code itself needs no switch for them. What is
 * committed is copied; without git, what is there.
 */
export function makePatchedCopy(root: string, copy: string, patches: readonly Patch[]): void {
  mkdirSync(copy, { recursive: true, mode: 0o711 });
  if (existsSync(join(root, '.git'))) {
    const archive = join(copy, 'archive.tar');
    execFileSync('git', ['archive', '--output', archive, 'HEAD'], { cwd: root });
    execFileSync('tar', ['-xf', archive, '-C', copy]);
    rmSync(archive);
  } else {
    const aside = new Set(['node_modules', '.git', '.saite']);
    cpSync(root, copy, { recursive: true, filter: (path) => path === root || !aside.has(basename(path)) });
  }
  linkPackages(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const patch of patches) {
    const path = join(copy, patch.file);
    writeFileSync(path, patched(readFileSync(path, 'utf8'), patch));
  }
}

/** Links every package to where it is, but the project's own to the copy: their links are relative. */
function linkPackages(from: string, to: string): void {
  mkdirSync(join(to, '@saite'), { recursive: true });
  for (const name of readdirSync(from)) {
    if (name !== '@saite') symlinkSync(join(from, name), join(to, name));
  }
  for (const name of readdirSync(join(from, '@saite')))
    symlinkSync(readlinkSync(join(from, '@saite', name)), join(to, '@saite', name));
}
