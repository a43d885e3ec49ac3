import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseKeyFile } from '@saite/identity';
import { rigaDate } from '@saite/runtime';
import { measureCeiling } from './measures/ceiling.ts';
import { measureFlow } from './measures/flow.ts';
import { HELP, readOptions } from './options.ts';
import { Endings } from './support/endings.ts';
import type { Run } from './support/run.ts';

async function measure(run: Run) {
  const { persons } = run.options;
  const ceilings = [await measureCeiling(run)];
  const small = await measureFlow(run, persons);
  ceilings.push(await measureCeiling(run));
  const large = await measureFlow(run, persons * 10);
  ceilings.push(await measureCeiling(run));
  return { ceilings, small, large };
}

const options = readOptions(process.argv.slice(2));
if (!options) {
  console.log(HELP);
} else {
  const endings = new Endings();
  endings.onSignals();
  await endings.within(async (closes) => {
    const folder = mkdtempSync(join(tmpdir(), 'saite-bench-run-'));
    closes(async () => rmSync(folder, { recursive: true, force: true }));
    const keyRing = parseKeyFile(readFileSync(process.env.SAITE_KEYS ?? '', 'utf8'));
    const run: Run = { options, endings, folder, keyRing, today: rigaDate(new Date()) };
    console.log(await measure(run));
  });
}
