import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseKeyFile } from '@saite/identity';
import { rigaDate } from '@saite/runtime';
import { aimsOf, type Measured } from './aims.ts';
import { measureCeiling } from './measures/ceiling.ts';
import { measureFlow } from './measures/flow.ts';
import { measureLatency } from './measures/latency.ts';
import { measurePeer } from './measures/peer.ts';
import { HELP, type Options, readOptions } from './options.ts';
import { tableOf, writeResults } from './report.ts';
import { Endings } from './support/endings.ts';
import type { Run } from './support/run.ts';

async function measure(run: Run): Promise<Measured> {
  const { persons, mixedPersons } = run.options;
  const before = await measureCeiling(run);
  const small = await measureFlow(run, persons, 'by person');
  const between = await measureCeiling(run);
  const large = await measureFlow(run, persons * 10, 'by person');
  const ceilings = [before, between, await measureCeiling(run)];
  const peer = await measurePeer(run, 'by person');
  const mixed = await measureFlow(run, mixedPersons, 'mixed');
  const peerMixed = await measurePeer(run, 'mixed');
  const latency = await measureLatency(run);
  return { ceilings, small, large, mixed, peer, peerMixed, latency };
}

async function runBenchmarks(options: Options, endings: Endings): Promise<void> {
  const measured = await endings.within(async (closes) => {
    const folder = mkdtempSync(join(tmpdir(), 'saite-bench-run-'));
    closes(async () => rmSync(folder, { recursive: true, force: true }));
    const { SAITE_KEYS } = process.env;
    if (!SAITE_KEYS) throw new Error('SAITE_KEYS is not set: run the benchmarks by "npm run bench"');
    const keyRing = parseKeyFile(readFileSync(SAITE_KEYS, 'utf8'));
    return measure({ options, endings, folder, keyRing, today: rigaDate(new Date()) });
  });
  const aims = aimsOf(measured);
  writeResults(options, measured, aims);
  console.log(`\n${tableOf(aims)}\n\n${options.out}`);
}

const endings = new Endings();
try {
  const options = readOptions(process.argv.slice(2));
  if (!options) console.log(HELP);
  else {
    endings.onSignals();
    await runBenchmarks(options, endings);
  }
} catch (error) {
  // What fails because everything is being ended is no news.
  if (!endings.ending) {
    console.error('\n✗', error);
    process.exitCode = 1;
  }
}
