import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project.ts';
import type { Say } from './screen.ts';

const SETTING = /\bSAITE_[A-Z0-9_]+\b/g;

/** Variables that are set and that no program of the project reads, found by looking into the programs. */
export function findUnknownSettings(root: string, environment: NodeJS.ProcessEnv): string[] {
  const set = Object.keys(environment).filter((name) => name.startsWith('SAITE_'));
  if (set.length === 0) return [];
  const programs = globSync('{*,adapters/*}/{src,commands,launch}/**/*.{ts,mjs}', {
    cwd: root,
    exclude: (path) => path.includes('node_modules'),
  });
  const known = new Set(
    programs
      .filter((path) => !path.endsWith('.test.ts'))
      .flatMap((path) => readFileSync(join(root, path), 'utf8').match(SETTING) ?? []),
  );
  return set.filter((name) => !known.has(name));
}

/** Says which variables nobody reads: most likely another one was meant. */
export function tellUnknownSettings(say: Say, environment: NodeJS.ProcessEnv = process.env): void {
  for (const name of findUnknownSettings(projectRoot, environment))
    say(`! ${name}: no setting of Saite has this name / Saitei nav tāda iestatījuma`);
}
