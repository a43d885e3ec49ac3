import type { Catalogue } from './catalogue.ts';
import { shownPackage } from './shown.ts';

/** What arrived at the portal: packages as it shows them, each resource with the content of its file. */
export async function inboxOf(catalogue: Catalogue, site: string): Promise<unknown[]> {
  const packages: unknown[] = [];
  for (const stored of catalogue.all()) {
    const shown = shownPackage(stored, site);
    const contents = new Map<string, string>();
    for (const { id, fileName } of stored.resources)
      if (fileName) contents.set(id, (await catalogue.readFile(id)).toString('utf8'));
    packages.push({
      ...shown,
      resources: shown.resources.map((resource) => ({
        ...resource,
        content: contents.get(resource.id) ?? null,
      })),
    });
  }
  return packages;
}
