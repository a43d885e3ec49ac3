import { rmSync } from 'node:fs';
import { type MadeFile, makeFile, megabytesOf } from '../sopa/made-file.ts';
import { measureImport } from '../sopa/time-import.ts';
import { type LoaderResult, measureLoader, timeReaders } from '../sopa/time-peers.ts';
import { ensureXmllint } from '../sopa/xmllint.ts';
import { median } from '../statistics.ts';
import type { Run } from '../support/run.ts';
import { step, whole } from '../support/screen.ts';

/** One file through SOPA's import, and through programs that do a part of it. Rates are MB (10⁶ bytes) a second. */
export interface ImportResult {
  readonly megabytes: number;
  readonly objects: number;
  /** From the first byte sent until the last one was taken by the door. */
  readonly received: number;
  /** From the first byte sent until the file was accepted and its result there. */
  readonly accepted: number;
  /** From the first byte sent until the broker had confirmed the last event. */
  readonly told: number;
  /** Of the adapter's process, from its start until then, MiB. */
  readonly peakMemory: number;
  /** The parser without handlers. */
  readonly saxes: number;
  /** Our stream of records that nobody takes. */
  readonly records: number;
  /** `undefined` if it cannot be had. */
  readonly xmllint: number | undefined;
}

export interface SopaImportResult {
  /** From the smallest file to the largest. */
  readonly imports: readonly ImportResult[];
  /** With the smallest file only: its memory grows with the file. */
  readonly loader: LoaderResult;
  /** Why there is no figure of xmllint. */
  readonly xmllintMissing: string | undefined;
}

/** How often the smallest file is measured: its times are short, and other work on the machine hits them hard. */
const ROUNDS = 3;

export async function measureSopaImport(run: Run): Promise<SopaImportResult> {
  const xmllintMissing = await ensureXmllint();
  if (xmllintMissing !== undefined) console.log(`! no ratio to xmllint / nav attiecības: ${xmllintMissing}`);
  const imports: ImportResult[] = [];
  let loader: LoaderResult | undefined;
  for (const megabytes of run.options.importSizes) {
    const file = await step(`file of SOPA, ${whole(megabytes)} MB`, () =>
      makeFile(run.folder, megabytes, run.today),
    );
    const rounds: ImportResult[] = [];
    const wanted = imports.length === 0 ? ROUNDS : 1;
    while (rounds.length < wanted)
      rounds.push(await measureFile(run, megabytes, file, xmllintMissing === undefined));
    const one = middleOf(rounds);
    imports.push(one);
    loader ??= await measureLoader(run, file, one.objects);
    rmSync(file.path);
  }
  if (!loader) throw new Error('no sizes');
  return { imports, loader, xmllintMissing };
}

/** The round whose ratio to the bare parser is the middle one. */
function middleOf(rounds: readonly ImportResult[]): ImportResult {
  const ratioOf = ({ accepted, saxes }: ImportResult): number => accepted / saxes;
  const middle = median(rounds.map(ratioOf));
  const round = rounds.find((each) => ratioOf(each) === middle);
  if (!round) throw new Error('no rounds');
  return round;
}

/** Readers before and after the import, the faster time of each: what else the machine does hits them like it. */
async function measureFile(
  run: Run,
  megabytes: number,
  file: MadeFile,
  hasXmllint: boolean,
): Promise<ImportResult> {
  const name = `${whole(megabytes)} MB`;
  const before = await timeReaders(run, name, file, hasXmllint);
  const imported = await measureImport(run, name, file);
  const after = await timeReaders(run, name, file, hasXmllint);
  for (const { objects } of [before, after])
    if (objects !== imported.objects)
      throw new Error(`the stream has ${objects} objects, the import ${imported.objects}`);
  const faster = (one: number, other: number) => megabytesOf(file) / Math.min(one, other);
  return {
    megabytes,
    ...imported,
    saxes: faster(before.saxes, after.saxes),
    records: faster(before.records, after.records),
    xmllint:
      before.xmllint === undefined || after.xmllint === undefined
        ? undefined
        : faster(before.xmllint, after.xmllint),
  };
}
