import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { openRoom } from '@saite/runtime/testing';
import { type ImportRoom, type ImportState, openImportRoom } from '../sopa/import-room.ts';
import { type MadeFile, makeFile } from '../sopa/made-file.ts';
import { TimedAnswer } from '../sopa/timed-answer.ts';
import { ensureXmllint, timeXmllint } from '../sopa/xmllint.ts';
import { median } from '../statistics.ts';
import { answerOf, peakMemory } from '../support/processes.ts';
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

/** A program that holds the whole file in memory, and inserts its objects row by row. */
export interface LoaderResult {
  /** All rows in one transaction, MB a second. */
  readonly oneTransaction: number;
  /** Each row in its own. */
  readonly transactionARow: number;
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
const ASK_MS = 20;
const LIMIT_MS = 3_600_000;

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

const megabytesOf = ({ bytes }: MadeFile): number => bytes / 1_000_000;

/** Seconds of each, and the objects that the stream of records had. */
async function timeReaders(run: Run, name: string, file: MadeFile, hasXmllint: boolean) {
  const outcome = (seconds: number) => rate(megabytesOf(file) / seconds);
  const read = (reader: 'bare-saxes' | 'record-stream') =>
    step(`${name}: ${reader}`, () => ask(run, `${reader}.ts`, [file.path]), {
      outcome: ({ seconds }) => outcome(seconds),
    });
  const { seconds: saxes } = await read('bare-saxes');
  const { seconds: records, objects } = await read('record-stream');
  const lint = () => run.endings.within((closes) => timeXmllint(file.path, closes));
  const xmllint = hasXmllint ? await step(`${name}: xmllint`, lint, { outcome }) : undefined;
  return { saxes, records, objects, xmllint };
}

/** A program of its own that tells how long it took. */
const ask = (run: Run, file: string, args: readonly string[], environment = {}): Promise<TimedAnswer> =>
  run.endings.within(async (closes) =>
    TimedAnswer.parse(
      await answerOf(
        { name: file, file: `tests/bench/sopa/${file}`, args, environment, folder: run.folder },
        closes,
      ),
    ),
  );

const rate = (megabytesPerSecond: number): string => `${megabytesPerSecond.toFixed(1)} MB/s`;

function measureImport(run: Run, name: string, file: MadeFile) {
  return run.endings.within(async (closes) => {
    const room = await openImportRoom(run, closes);
    let far = '';
    return step(
      `${name}: import`,
      async () => {
        let sent = 0;
        const startedAt = performance.now();
        const rateNow = () => (megabytesOf(file) * 1000) / (performance.now() - startedAt);
        const importId = await room.send(file.path, (bytes) => {
          sent += bytes;
          far = `${whole(sent / 1_000_000)} MB sent`;
        });
        const received = rateNow();
        far = 'received';
        await until(room, ({ state }) => state !== 'received' && state !== 'checking');
        const accepted = rateNow();
        const last = await until(room, ({ state, toldUpTo, objects, isTold }) => {
          far = `${whole(toldUpTo)} of ${whole(objects)} told`;
          return isTold || !state.startsWith('accepted');
        });
        const told = rateNow();
        const { state, objects } = last;
        if (state !== 'accepted' || last.accepted !== objects)
          throw new Error(`the file is ${state}, of ${objects} objects ${last.accepted} are`);
        await room.readResult(importId);
        return { objects, received, accepted, told, peakMemory: peakMemory(room.adapter) };
      },
      {
        far: () => far,
        outcome: ({ accepted, told }) => `accepted ${rate(accepted)}, told ${rate(told)}`,
      },
    );
  });
}

async function until(room: ImportRoom, isSo: (state: ImportState) => boolean): Promise<ImportState> {
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    const now = await room.state();
    if (now && isSo(now)) return now;
    if (Date.now() > end) throw new Error(`not done after ${LIMIT_MS / 60_000} minutes`);
    room.adapter.assertRuns();
    await pause(ASK_MS);
  }
}

async function measureLoader(run: Run, file: MadeFile, wanted: number): Promise<LoaderResult> {
  const load = (transactions: 'one' | 'each') =>
    step(
      `plain loader, ${transactions === 'one' ? 'one transaction' : 'a transaction a row'}`,
      () =>
        run.endings.within(async (closes) => {
          const room = await openRoom();
          closes(() => room.close());
          const environment = { DATABASE_URL: room.databaseUrl };
          const { seconds, objects } = await ask(
            run,
            'plain-loader.ts',
            [file.path, transactions],
            environment,
          );
          if (objects !== wanted) throw new Error(`the loader has ${objects} objects, the import ${wanted}`);
          return megabytesOf(file) / seconds;
        }),
      { outcome: rate },
    );
  return { oneTransaction: await load('one'), transactionARow: await load('each') };
}
