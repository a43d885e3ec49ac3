import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional().describe('Version that is installed'),
      link: z.boolean().optional().describe('A room of this project'),
      dev: z.boolean().optional().describe('Needed for working on the project alone'),
      optional: z.boolean().optional().describe('Left out where it does not fit, and in the images'),
      devOptional: z.boolean().optional().describe('Both'),
    }),
  ),
});

interface Component {
  readonly group?: string | undefined;
  readonly name: string;
  readonly version?: string | undefined;
  readonly components?: readonly Component[] | undefined;
}
const Component: z.ZodType<Component> = z.object({
  group: z.string().optional().describe('Scope, like @saite'),
  name: z.string().describe('Name without its scope'),
  version: z.string().optional().describe('Version'),
  get components() {
    return z.array(Component).optional().describe('Packages installed inside of it');
  },
});

const Sbom = z.object({
  bomFormat: z.literal('CycloneDX').describe('Form of the list'),
  specVersion: z
    .string()
    .regex(/^1\.[6-9]$/)
    .describe('Version of the form'),
  components: z.array(Component).min(1).describe('What the project is made of'),
});

/** The packages that run in production, as the lock file has them: `name@version`, each once. */
export function productionPackages(root: string): string[] {
  const { packages } = Lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const names = Object.entries(packages).flatMap(([path, { version, link, dev, optional, devOptional }]) => {
    const at = path.lastIndexOf('node_modules/');
    if (at < 0 || link || dev || optional || devOptional) return [];
    return [`${path.slice(at + 'node_modules/'.length)}@${version}`];
  });
  return [...new Set(names)].sort();
}

/**
 * The packages that a software bill of materials lacks.
 *
 * @param text CycloneDX, JSON
 * @throws ZodError if it is none
 */
export function missingIn(text: string, packages: readonly string[]): string[] {
  const listed = new Set<string>();
  const list = ({ group, name, version, components = [] }: Component): void => {
    listed.add(`${group === undefined ? '' : `${group}/`}${name}@${version}`);
    components.forEach(list);
  };
  Sbom.parse(JSON.parse(text)).components.forEach(list);
  return packages.filter((name) => !listed.has(name));
}
