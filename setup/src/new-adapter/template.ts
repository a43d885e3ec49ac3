import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project.ts';

const TEMPLATE = join(projectRoot, 'setup', 'templates', 'adapter');
const ENDING = '.template';
const PLACEHOLDER = /__(name|Name|NAME|version|fastify|zod)__/g;

type Manifest = { version: string; dependencies: Record<string, string> };

/**
 * The files of a new adapter, by their path from the checkout. Their versions are those of the adapters' kit, so
 * that a new adapter brings no second copy of a package.
 *
 * @param root the checkout
 */
export function renderTemplate(root: string, name: string): Map<string, string> {
  const kit: Manifest = JSON.parse(readFileSync(join(root, 'adapters/kit/package.json'), 'utf8'));
  const values: Readonly<Record<string, string | undefined>> = {
    name,
    Name: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    NAME: name.toUpperCase(),
    version: kit.version,
    fastify: kit.dependencies.fastify,
    zod: kit.dependencies.zod,
  };
  const fill = (text: string) =>
    text.replace(PLACEHOLDER, (placeholder, key: string) => values[key] ?? placeholder);
  return new Map(
    globSync(`**/*${ENDING}`, { cwd: TEMPLATE })
      .sort()
      .map((path) => [fill(path.slice(0, -ENDING.length)), fill(readFileSync(join(TEMPLATE, path), 'utf8'))]),
  );
}
