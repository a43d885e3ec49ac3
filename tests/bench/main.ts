import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseKeyFile } from '@saite/identity';
import { rigaDate } from '@saite/runtime';
import { type Aim, aimsOf, type Measured, type Round } from './aims.ts';
import { auditAimsOf } from './audit-aims.ts';
import { consoleAimsOf } from './console-aims.ts';
import { doorsAimsOf } from './doors-aims.ts';
import { importAimsOf } from './import-aims.ts';
import { measureAudit } from './measures/audit.ts';
import { measureCeiling } from './measures/ceiling.ts';
import { measureChildren } from './measures/children.ts';
import { measureConsole } from './measures/console.ts';
import { measureDoors } from './measures/doors.ts';
import { measureFlow } from './measures/flow.ts';
import { measureLatency } from './measures/latency.ts';
import { measureOpenData } from './measures/open-data.ts';
import { measureOperator } from './measures/operator.ts';
import { measurePeer } from './measures/peer.ts';
import { measureSopaImport } from './measures/sopa-import.ts';
import { openDataAimsOf } from './open-data-aims.ts';
import { operatorAimsOf } from './operator-aims.ts';
import { HELP, type Options, readOptions } from './options.ts';
import { type AllMeasured, otherLoad, tableOf, writeResults } from './report.ts';
import { Endings } from './support/endings.ts';
import type { Run } from './support/run.ts';

/** How often ceiling and hub are measured in turn: other work on the machine hits both, and the middle ratio counts. */
const ROUNDS = 3;
/** Children beside whom the cost of a fact is first measured. */
const FEW_CHILDREN = 1_000;

async function measureHub(run: Run): Promise<Measured> {
  const { persons, mixedPersons } = run.options;
  const rounds: Round[] = [];
  while (rounds.length < ROUNDS) {
    const ceiling = await measureCeiling(run);
    rounds.push({ ceiling, flow: await measureFlow(run, persons, 'by person') });
  }
  const large = await measureFlow(run, persons * 10, 'by person');
  const peer = await measurePeer(run, 'by person');
  const mixed = await measureFlow(run, mixedPersons, 'mixed');
  const peerMixed = await measurePeer(run, 'mixed');
  const latency = await measureLatency(run);
  const fewChildren = await measureChildren(run, FEW_CHILDREN);
  const children = await measureChildren(run, run.options.children);
  return { rounds, large, mixed, peer, peerMixed, latency, fewChildren, children };
}

async function measure(run: Run): Promise<{ readonly measured: AllMeasured; readonly aims: readonly Aim[] }> {
  const { parts } = run.options;
  const hub = parts.includes('hub') ? await measureHub(run) : undefined;
  const sopaImport = parts.includes('sopa-import') ? await measureSopaImport(run) : undefined;
  const openData = parts.includes('open-data') ? await measureOpenData(run) : undefined;
  const audit = parts.includes('audit') ? await measureAudit(run) : undefined;
  const doors = parts.includes('doors') ? await measureDoors(run) : undefined;
  const operator = parts.includes('operator') ? await measureOperator(run) : undefined;
  const lists = parts.includes('console') ? await measureConsole(run) : undefined;
  return {
    measured: {
      ...hub,
      ...(sopaImport && { sopaImport }),
      ...(openData && { openData }),
      ...(audit && { audit }),
      ...(doors && { doors }),
      ...(operator && { operator }),
      ...(lists && { console: lists }),
    },
    aims: [
      ...(hub ? aimsOf(hub) : []),
      ...(sopaImport ? importAimsOf(sopaImport) : []),
      ...(openData ? openDataAimsOf(openData) : []),
      ...(audit ? auditAimsOf(audit) : []),
      ...(doors ? doorsAimsOf(doors) : []),
      ...(operator ? operatorAimsOf(operator) : []),
      ...(lists ? consoleAimsOf(lists) : []),
    ],
  };
}

async function runBenchmarks(options: Options, endings: Endings): Promise<void> {
  const load = otherLoad();
  const { measured, aims } = await endings.within(async (closes) => {
    const folder = mkdtempSync(join(tmpdir(), 'saite-bench-run-'));
    closes(async () => rmSync(folder, { recursive: true, force: true }));
    const { SAITE_KEYS } = process.env;
    if (!SAITE_KEYS) throw new Error('SAITE_KEYS is not set: run the benchmarks by "npm run bench"');
    const keyRing = parseKeyFile(readFileSync(SAITE_KEYS, 'utf8'));
    return measure({ options, endings, folder, keyRing, today: rigaDate(new Date()) });
  });
  writeResults(options, measured, aims, load);
  console.log(`\n${tableOf(aims)}\n\n${options.out}`);
}

const endings = new Endings();
await endings.run(async () => {
  const options = readOptions(process.argv.slice(2));
  if (options) await runBenchmarks(options, endings);
  else console.log(HELP);
});
