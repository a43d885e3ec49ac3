import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { forgetOldSealingKeys, rotateSealingKey, sealingKeyVersions } from '@saite/identity';
import type { StoredBoxes } from '@saite/runtime';
import { replaceSecret } from './files.ts';
import { SetupProblem } from './problem.ts';
import type { Settings } from './settings.ts';
import { queuesNeverEmpty, storedBoxes } from './stored-keys.ts';

/** The installation's key file. */
export function installationKeys(settings: Settings, environment: NodeJS.ProcessEnv = process.env): string {
  const path = environment.SAITE_KEYS?.trim() || join(settings.dataFolder, 'keys.json');
  if (existsSync(path)) return path;
  throw new SetupProblem(
    `There is no ${path}: it is made at the first npm start, or set SAITE_KEYS.`,
    `Nav datnes ${path}: to izveido pirmais npm start; citu norāda SAITE_KEYS.`,
  );
}

const NEXT = `
Every process notices within a second; new boxes are under the new key, and those that are stored are brought under it
in the background. npm run keys -- show sealing says how many are left; when none is, npm run keys -- forget sealing
destroys the old key. Keep a copy of the file apart from the backups of the database; a backup of before needs the old
key for as long as it is kept.

Katrs process to pamana sekundes laikā; jaunais tiek aizzīmogots ar jauno atslēgu, bet glabātais fonā pārnests uz to.
Cik vēl palicis, rāda npm run keys -- show sealing; kad nav vairs nekā, npm run keys -- forget sealing iznīcina veco
atslēgu. Glabājiet datnes kopiju atsevišķi no datubāzes rezerves kopijām; agrākai rezerves kopijai vajag veco atslēgu.`;

/** One version more of the sealing key. */
export function rotateSealing(path: string): string {
  replaceSecret(path, rotateSealingKey(readFileSync(path, 'utf8')));
  return `${versionLine(path)}\n${NEXT}`;
}

/** Which boxes are under which key. */
export async function showSealing(path: string, settings: Settings): Promise<string> {
  return [versionLine(path), ...tellBoxes(await storedBoxes(settings))].join('\n');
}

/**
 * Destroys the sealing keys that are no longer current.
 *
 * @throws SetupProblem while a box may still need one
 */
export async function forgetSealing(path: string, settings: Settings): Promise<string> {
  const { current } = sealingKeyVersions(readFileSync(path, 'utf8'));
  const waiting = await queuesNeverEmpty(settings, statSync(path).mtime);
  if (waiting.length > 0) {
    const list = waiting.map(({ queue, messages }) => `\n  ${queue}: ${messages}`).join('');
    throw new SetupProblem(
      `Messages wait at the broker that may hold boxes of an old key; nothing was forgotten.${list}`,
      'Brokerī gaida ziņojumi, kuriem var vajadzēt veco atslēgu; nekas nav aizmirsts.',
    );
  }
  const old = (await storedBoxes(settings)).filter(({ keyVersion }) => keyVersion !== current);
  if (old.length > 0) {
    throw new SetupProblem(
      `Stored boxes need an old key; nothing was forgotten. They are brought under the new one while the system runs:\n${tellBoxes(old).join('\n')}`,
      'Glabātajam vēl vajag veco atslēgu; nekas nav aizmirsts. Sistēmai strādājot, tas tiek pārnests uz jauno.',
    );
  }
  replaceSecret(path, forgetOldSealingKeys(readFileSync(path, 'utf8')));
  return versionLine(path);
}

function versionLine(path: string): string {
  const { current, versions } = sealingKeyVersions(readFileSync(path, 'utf8'));
  return `✓ sealing: version ${current} of ${versions.join(', ')} / versija ${current}`;
}

const tellBoxes = (counts: readonly StoredBoxes[]): string[] =>
  [...counts]
    .sort((a, b) => a.keyVersion - b.keyVersion || (a.schema < b.schema ? -1 : 1))
    .map(({ schema, keyVersion, boxes }) => `  version ${keyVersion}: ${boxes} in ${schema}`);
