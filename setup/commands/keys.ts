import { existsSync, readFileSync } from 'node:fs';
import { type AdapterKeys, findAdapterKeys } from '../src/adapter-keys.ts';
import { runCommand } from '../src/command.ts';
import { replaceSecret } from '../src/files.ts';
import {
  forgetIndex,
  forgetSealing,
  installationKeys,
  rotateIndex,
  rotateSealing,
  showIndex,
  showSealing,
} from '../src/installation-keys.ts';
import { SetupProblem } from '../src/problem.ts';
import { projectRoot } from '../src/project.ts';
import { readSettings, type Settings } from '../src/settings.ts';

const ACTIONS = ['rotate', 'forget', 'show'] as const;
type Action = (typeof ACTIONS)[number];
/** Families of the installation's key file that can be rotated. */
const FAMILIES = ['sealing', 'index'] as const;
type Family = (typeof FAMILIES)[number];

const CHANGES: Readonly<
  Record<Family, Readonly<Record<Action, (path: string, settings: Settings) => string | Promise<string>>>>
> = {
  sealing: { rotate: rotateSealing, forget: forgetSealing, show: showSealing },
  index: { rotate: rotateIndex, forget: forgetIndex, show: showIndex },
};

const NEXT = `
The running adapter notices within seconds and tells everything anew under the new version. When its log says
"complete", the old key is needed no more: npm run keys -- forget <adapter>. Keep a copy of the file apart from the
backups of the database.

Adapteris, kas darbojas, to pamana dažās sekundēs un visu nosūta no jauna ar jauno versiju. Kad žurnālā ir
"complete", vecā atslēga vairs nav vajadzīga: npm run keys -- forget <adapteris>. Glabājiet datnes kopiju atsevišķi no
datubāzes rezerves kopijām.`;

// Changes the installation's key file, or that of an adapter that has keys of its own, while everything runs.
await runCommand(async () => {
  const { action, whose } = await readArguments(process.argv.slice(2));
  console.log(typeof whose === 'string' ? await changeFamily(action, whose) : changeAdapter(action, whose));
  return 0;
});

async function changeFamily(action: Action, family: Family): Promise<string> {
  const settings = readSettings();
  return CHANGES[family][action](installationKeys(settings), settings);
}

function changeAdapter(action: Action, { adapter, path, format }: AdapterKeys): string {
  const text = readFileSync(path, 'utf8');
  if (action === 'rotate') replaceSecret(path, format.rotateKeyFile(text));
  if (action === 'forget') replaceSecret(path, format.forgetOldKeys(text));
  const { current, versions } = format.keyVersions(readFileSync(path, 'utf8'));
  const line = `✓ ${adapter}: version ${current} of ${versions.join(', ')} / versija ${current}`;
  return action === 'rotate' ? `${line}\n${NEXT}` : line;
}

async function readArguments([word, name, ...more]: readonly string[]): Promise<{
  readonly action: Action;
  readonly whose: Family | AdapterKeys;
}> {
  const action = ACTIONS.find((known) => known === word);
  const all = await findAdapterKeys(projectRoot, readSettings().dataFolder);
  const keys = FAMILIES.find((family) => family === name) ?? all.find((one) => one.adapter === name);
  const names = [...FAMILIES, ...all.map((one) => one.adapter)].join(', ');
  if (!action || !keys || more.length > 0)
    throw new SetupProblem(
      `Say what and whose: npm run keys -- ${ACTIONS.join('|')} <name>. Keys there are: ${names}.`,
      `Norādiet darbību un nosaukumu: npm run keys -- ${ACTIONS.join('|')} <nosaukums>. Atslēgas ir: ${names}.`,
    );
  if (typeof keys !== 'string' && !existsSync(keys.path))
    throw new SetupProblem(
      `There is no ${keys.path}: it is made at the first npm start, or set ${keys.variable}.`,
      `Nav datnes ${keys.path}: to izveido pirmais npm start; citu norāda ${keys.variable}.`,
    );
  return { action, whose: keys };
}
