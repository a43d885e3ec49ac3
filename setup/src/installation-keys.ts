import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  forgetOldIndexKeys,
  forgetOldSealingKeys,
  indexKeyVersions,
  type KeyVersions,
  rotateIndexKey,
  rotateSealingKey,
  sealingKeyVersions,
} from '@saite/identity';
import type { StoredBoxes, StoredRefs } from '@saite/runtime';
import { replaceSecret } from './files.ts';
import { SetupProblem } from './problem.ts';
import type { Settings } from './settings.ts';
import { indexProgress, queuesNeverEmpty, storedBoxes } from './stored-keys.ts';

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
  await demandEmptyQueues(path, settings);
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

/** @throws SetupProblem while messages are on their way that an old key may have made */
async function demandEmptyQueues(path: string, settings: Settings): Promise<void> {
  const waiting = await queuesNeverEmpty(settings, statSync(path).mtime);
  if (waiting.length === 0) return;
  const list = waiting.map(({ queue, messages }) => `\n  ${queue}: ${messages}`).join('');
  throw new SetupProblem(
    `Messages wait at the broker that may need an old key; nothing was forgotten.${list}`,
    'Brokerī gaida ziņojumi, kuriem var vajadzēt veco atslēgu; nekas nav aizmirsts.',
  );
}

const lineOf = (family: string, { current, versions }: KeyVersions): string =>
  `✓ ${family}: version ${current} of ${versions.join(', ')} / versija ${current}`;

const versionLine = (path: string): string =>
  lineOf('sealing', sealingKeyVersions(readFileSync(path, 'utf8')));
const indexLine = (path: string): string => lineOf('index', indexKeyVersions(readFileSync(path, 'utf8')));

const tellBoxes = (counts: readonly StoredBoxes[]): string[] =>
  [...counts]
    .sort((a, b) => a.keyVersion - b.keyVersion || (a.schema < b.schema ? -1 : 1))
    .map(({ schema, keyVersion, boxes }) => `  version ${keyVersion}: ${boxes} in ${schema}`);

const NEXT_INDEX = `
The hub makes known what everybody is called under the new key; then each service, for as long as that takes, closes its
door, brings its tables under the new references and opens again. npm run keys -- show index says how far each schema is;
when none has an old one, npm run keys -- forget index destroys the old key. Keep a copy of the file apart from the
backups of the database; a backup of before needs the old key for as long as it is kept.

Centrmezgls izzina, kā katru sauks ar jauno atslēgu; tad katrs dienests uz to laiku, kas vajadzīgs, aizver durvis, pārnes
savas tabulas uz jaunajām norādēm un atveras no jauna. Cik tālu tikts, rāda npm run keys -- show index; kad veco vairs nav,
npm run keys -- forget index iznīcina veco atslēgu. Glabājiet datnes kopiju atsevišķi no datubāzes rezerves kopijām; agrākai
rezerves kopijai vajag veco atslēgu.`;

/** One version more of the index key. */
export function rotateIndex(path: string): string {
  replaceSecret(path, rotateIndexKey(readFileSync(path, 'utf8')));
  return `${indexLine(path)}\n${NEXT_INDEX}`;
}

/** How many references of which version lie where. */
export async function showIndex(path: string, settings: Settings): Promise<string> {
  const { prepared, stored } = await indexProgress(settings);
  const known =
    prepared === undefined
      ? '  nobody is made known yet: the hub has to run'
      : `  everybody is known up to version ${prepared}`;
  return [indexLine(path), known, ...tellRefs(stored)].join('\n');
}

/**
 * Destroys the index keys that are no longer current.
 *
 * @throws SetupProblem while a reference that was made with one is stored or on its way
 */
export async function forgetIndex(path: string, settings: Settings): Promise<string> {
  const { current } = indexKeyVersions(readFileSync(path, 'utf8'));
  const { prepared } = await indexProgress(settings);
  if (prepared !== current)
    throw new SetupProblem(
      'The hub has not made everybody known under the new index key yet; nothing was forgotten. Let the system run.',
      'Centrmezgls vēl nav izzinājis jaunās norādes; nekas nav aizmirsts. Ļaujiet sistēmai strādāt.',
    );
  const demandNone = async () => {
    const old = (await indexProgress(settings)).stored.filter(({ version }) => version !== current);
    if (old.length > 0)
      throw new SetupProblem(
        `References of an old index key are stored; nothing was forgotten. They are renewed while the system runs:\n${tellRefs(old).join('\n')}`,
        'Glabājas norādes ar veco atslēgu; nekas nav aizmirsts. Sistēmai strādājot, tās tiek atjaunotas.',
      );
  };
  await demandNone();
  await demandEmptyQueues(path, settings);
  await demandNone(); // what was on its way may have been stored meanwhile
  replaceSecret(path, forgetOldIndexKeys(readFileSync(path, 'utf8')));
  return indexLine(path);
}

const tellRefs = (counts: readonly StoredRefs[]): string[] =>
  [...counts]
    .sort((a, b) => a.version - b.version || (a.schema < b.schema ? -1 : 1))
    .map(({ schema, version, refs }) => `  version ${version}: ${refs} in ${schema}`);
