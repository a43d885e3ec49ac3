import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import {
  exportTrail,
  FAULTS,
  type Fault,
  linesOf,
  readHeadsFile,
  TrailVerifier,
  type Verdict,
} from '@saite/hub/audit';
import { type AuditPublicKey, parseAuditPublicKey } from '@saite/identity';
import { createLog, inTransaction, openDatabase } from '@saite/runtime';
import { runCommand } from '../src/command.ts';
import { runningDatabaseUrl } from '../src/database/running.ts';
import { reasonOf, SetupProblem } from '../src/problem.ts';
import { progressBar } from '../src/progress-bar.ts';
import { readSettings } from '../src/settings.ts';

const TOLD_EVERY = 100_000;
const SHOWN_FAULTS = 100;

// Takes the audit trail out of the database, or verifies what was taken out.
await runCommand(async () => {
  const { action, file, keys, heads } = readArguments();
  if (action === 'export') return exportTo(file);
  const verdict = await verify(file, keys, heads);
  tell(verdict);
  return verdict.faultCount === 0 ? 0 : 1;
});

function readArguments() {
  const { values, positionals } = parseArgs({
    options: { key: { type: 'string', multiple: true }, heads: { type: 'string' } },
    allowPositionals: true,
  });
  const [action, file, ...more] = positionals;
  const isExport = action === 'export' && values.key === undefined && values.heads === undefined;
  const isVerify = action === 'verify' && values.key !== undefined;
  if ((isExport || isVerify) && file !== undefined && more.length === 0)
    return { action, file, keys: values.key ?? [], heads: values.heads };
  throw new SetupProblem(
    'Say what: npm run audit -- export <file>, or npm run audit -- verify <file> --key <audit-key.pub.json> [--heads <audit-heads.jsonl>]',
    'Norādiet darbību: npm run audit -- export <datne> vai npm run audit -- verify <datne> --key <audit-key.pub.json> [--heads <audit-heads.jsonl>]',
  );
}

/** The file appears whole or not at all. */
async function exportTo(file: string): Promise<number> {
  const database = openDatabase(
    runningDatabaseUrl(readSettings()),
    'saite-audit-export',
    createLog('audit', 'silent'),
    1,
    'sandbox', // as the administrator: nobody else may leave the machine with all of it
  );
  const draft = `${file}.${process.pid}.draft`;
  let lines = 0;
  async function* counted(source: AsyncIterable<string>): AsyncGenerator<string> {
    for await (const line of source) {
      lines += 1;
      if (lines % TOLD_EVERY === 0) console.log(`… ${lines}`);
      yield line;
    }
  }
  try {
    await inTransaction(database, (transaction) =>
      pipeline(Readable.from(counted(exportTrail(transaction))), createWriteStream(draft, { mode: 0o600 })),
    );
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw new SetupProblem(
      `The audit trail was not exported: ${reasonOf(error)}`,
      `Audita pieraksti nav izrakstīti: ${reasonOf(error)}`,
      { cause: error },
    );
  } finally {
    await database.end();
  }
  console.log(`✓ ${file}: ${lines} lines / rindas`);
  return 0;
}

async function verify(
  file: string,
  keyFiles: readonly string[],
  headsFile: string | undefined,
): Promise<Verdict> {
  const keys = keyFiles.map((path): AuditPublicKey => {
    try {
      return parseAuditPublicKey(readFileSync(path, 'utf8'));
    } catch {
      throw new SetupProblem(
        `${path} is not the public half of an audit trail's key.`,
        `${path} nav audita pierakstu atslēgas publiskā daļa.`,
      );
    }
  });
  const byId = new Map(keys.map((key) => [key.keyId, key]));
  const known = headsFile === undefined ? undefined : readHeadsFile(textOf(headsFile), byId);
  const { size } = await stat(file).catch(() => {
    throw noFile(file);
  });
  const verifier = new TrailVerifier(keys, known);
  const bar = progressBar(size);
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError('a file gives bytes');
      bar.add(chunk.byteLength);
      yield chunk;
    }
  }
  for await (const line of linesOf(counted())) verifier.take(line);
  bar.end();
  return verifier.end();
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw noFile(file);
  }
}

function noFile(file: string): SetupProblem {
  return new SetupProblem(`There is no file ${file}.`, `Nav datnes ${file}.`);
}

function tell({ entries, heads, waiting, faults, faultCount }: Verdict): void {
  for (const fault of faults.slice(0, SHOWN_FAULTS)) {
    const { en, lv } = FAULTS[fault.code];
    console.log(`✗ ${fault.code} ${placeOf(fault)}\n    ${en}\n    ${lv}`);
  }
  if (faultCount > SHOWN_FAULTS) console.log(`… ${faultCount - SHOWN_FAULTS} more / vēl`);
  if (waiting > 0) console.log(`… ${waiting} wait to be chained / gaida aizzīmogošanu`);
  console.log(`audit: ${entries} entries, ${heads} heads, ${faultCount} faults`);
}

function placeOf({ position, to, head, id, line }: Fault): string {
  return [
    position !== undefined &&
      `position / pozīcija ${position}${to !== undefined && to > position ? `-${to}` : ''}`,
    head !== undefined && `head / stāvoklis ${head}`,
    id !== undefined && `id ${id}`,
    line !== undefined && `line / rinda ${line}`,
  ]
    .filter((part) => part !== false)
    .join(', ');
}
