import { existsSync, readFileSync } from 'node:fs';
import { type AdapterKeys, findAdapterKeys } from '../src/adapter-keys.ts';
import { runCommand } from '../src/command.ts';
import { replaceSecret } from '../src/files.ts';
import { SetupProblem } from '../src/problem.ts';
import { projectRoot } from '../src/project.ts';
import { readSettings } from '../src/settings.ts';

const ACTIONS = ['rotate', 'forget', 'show'] as const;
type Action = (typeof ACTIONS)[number];

const NEXT = `
The running adapter notices within seconds and tells everything anew under the new version. When its log says
"complete", the old key is needed no more: npm run keys -- forget <adapter>. Keep a copy of the file apart from the
backups of the database.

Adapteris, kas darbojas, to pamana dažās sekundēs un visu nosūta no jauna ar jauno versiju. Kad žurnālā ir
"complete", vecā atslēga vairs nav vajadzīga: npm run keys -- forget <adapteris>. Glabājiet datnes kopiju atsevišķi no
datubāzes rezerves kopijām.`;

// Changes the key file of an adapter that has keys of its own, while the adapter runs.
await runCommand(async () => {
  const { action, keys } = await readArguments(process.argv.slice(2));
  const { adapter, path, format } = keys;
  const text = readFileSync(path, 'utf8');
  if (action === 'rotate') replaceSecret(path, format.rotateKeyFile(text));
  if (action === 'forget') replaceSecret(path, format.forgetOldKeys(text));
  const { current, versions } = format.keyVersions(readFileSync(path, 'utf8'));
  console.log(`✓ ${adapter}: version ${current} of ${versions.join(', ')} / versija ${current}`);
  if (action === 'rotate') console.log(NEXT);
  return 0;
});

async function readArguments([word, adapter, ...more]: readonly string[]): Promise<{
  readonly action: Action;
  readonly keys: AdapterKeys;
}> {
  const action = ACTIONS.find((known) => known === word);
  const all = await findAdapterKeys(projectRoot, readSettings().dataFolder);
  const keys = all.find((one) => one.adapter === adapter);
  const names = all.map((one) => one.adapter).join(', ');
  if (!action || !keys || more.length > 0)
    throw new SetupProblem(
      `Say what and whose: npm run keys -- ${ACTIONS.join('|')} <adapter>. With keys of their own: ${names}.`,
      `Norādiet darbību un adapteri: npm run keys -- ${ACTIONS.join('|')} <adapteris>. Savas atslēgas ir: ${names}.`,
    );
  if (!existsSync(keys.path))
    throw new SetupProblem(
      `There is no ${keys.path}: it is made at the first npm start, or set ${keys.variable}.`,
      `Nav datnes ${keys.path}: to izveido pirmais npm start; citu norāda ${keys.variable}.`,
    );
  return { action, keys };
}
