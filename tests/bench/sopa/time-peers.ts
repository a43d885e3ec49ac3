import { openRoom } from '@saite/runtime/testing';
import { answerOf } from '../support/processes.ts';
import type { Run } from '../support/run.ts';
import { step } from '../support/screen.ts';
import { type MadeFile, megabytesOf, rate } from './made-file.ts';
import { TimedAnswer } from './timed-answer.ts';
import { timeXmllint } from './xmllint.ts';

/** A program that holds the whole file in memory, and inserts its objects row by row. */
export interface LoaderResult {
  /** All rows in one transaction, MB a second. */
  readonly oneTransaction: number;
  /** Each row in its own. */
  readonly transactionARow: number;
}

/** Seconds of each, and the objects that the stream of records had. */
export async function timeReaders(run: Run, name: string, file: MadeFile, hasXmllint: boolean) {
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

/**
 * @param wanted objects that the file has
 */
export async function measureLoader(run: Run, file: MadeFile, wanted: number): Promise<LoaderResult> {
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
