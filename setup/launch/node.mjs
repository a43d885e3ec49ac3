import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The Node that runs the project: the one among its packages, which is the same on every machine; where there is
 * none for the platform, the Node that runs now, if it is new enough.
 */
export function findNode(root) {
  const range = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node;
  const own = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  // Asked and not only looked for: on a system with another C library the file is there but does not run.
  if (existsSync(own) && spawnSync(own, ['--version']).status === 0) return own;
  if (satisfies(process.versions.node, range)) return process.execPath;
  throw new Error(
    `Node ${range} is needed; this is ${process.versions.node}, and there is no package of Node for ` +
      `${process.platform}-${process.arch}. Install it from https://nodejs.org and try again.\n` +
      `  Nepieciešams Node ${range}; šis ir ${process.versions.node}. Uzinstalējiet to no https://nodejs.org un mēģiniet vēlreiz.`,
  );
}

/** Whether a version lies in a range made of `>=` and `<`, the only signs that `engines` uses here. */
export function satisfies(version, range) {
  return range.split(/\s+/).every((part) => {
    const [, sign, bound] = /^(>=|<)(.+)$/.exec(part) ?? [];
    if (!bound) throw new Error(`The range of Node versions is not readable: ${range}`);
    const order = compare(version, bound);
    return sign === '>=' ? order >= 0 : order < 0;
  });
}

function compare(left, right) {
  const numbers = (text) => text.split('.').map(Number);
  const [a, b] = [numbers(left), numbers(right)];
  for (let index = 0; index < 3; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
