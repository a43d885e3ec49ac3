import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project.ts';
import { readSettings } from '../settings.ts';
import { missingIn, productionPackages } from './sbom.ts';

// Makes the software bill of materials of what runs in production, and fails if it cannot be made or lacks a package.
const { dataFolder } = readSettings();
const file = join(dataFolder, 'sbom.json');
mkdirSync(dataFolder, { recursive: true, mode: 0o711 });
rmSync(file, { force: true });
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/@cyclonedx/cyclonedx-npm/bin/cyclonedx-npm-cli.js',
    ...['--omit', 'dev', '--omit', 'optional', '--output-reproducible', '--validate'],
    ...['--output-format', 'JSON', '--output-file', file],
  ],
  { cwd: projectRoot, stdio: ['ignore', 'inherit', 'inherit'] },
);
if (status === 0) {
  const packages = productionPackages(projectRoot);
  const missing = missingIn(readFileSync(file, 'utf8'), packages);
  for (const name of missing) console.error(`✗ not in the list / nav sarakstā: ${name}`);
  console.log(`${packages.length} packages in production / pakotnes darbībai: ${file}`);
  process.exitCode = missing.length === 0 ? 0 : 1;
} else {
  console.error('✗ the list of packages could not be made / pakotņu sarakstu neizdevās izveidot');
  process.exitCode = 1;
}
