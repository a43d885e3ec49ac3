import { setTimeout as pause } from 'node:timers/promises';
import { Atvk, CalendarDate, dayNumber } from '@saite/contracts';
import { SaiteError } from '@saite/runtime';
import { dateOf } from '../made/days.ts';
import { casesOf, type MistakeCount } from '../mistakes/cases.ts';
import type { FileMistakeCode } from '../mistakes/file-mistakes.ts';
import { type ImportFileOptions, townOfFile } from '../write-import-file.ts';
import { HubClient, type HubDoor } from './hub-client.ts';
import { type Outcome, sendFile } from './send-file.ts';

/** What SOPA's job exchanges, night after night. */
export interface ExchangePlan {
  readonly seed: number;
  readonly municipality: string;
  readonly persons: number;
  /** How many days; each has a file. */
  readonly days: number;
  /** Day that the first file is about. */
  readonly from: string;
  /** Sequence that the first file is given; the hub's word holds if it is another one. */
  readonly sequence: number;
  /** Mistakes of the last day's file. */
  readonly mistakes: readonly MistakeCount[];
  /** What makes the last day's file wrong as a whole, one attempt each. */
  readonly fileMistakes: readonly FileMistakeCode[];
}

/** What is told of a file: numbers only. */
export interface Progress {
  readonly day: number;
  readonly sequence: number;
  readonly kind: 'daily' | 'correction';
  readonly importId: string;
  readonly state: string;
  readonly accepted: number;
  readonly unchanged: number;
  readonly deleted: number;
  readonly failed: number;
  readonly errors: Readonly<Record<string, number>>;
}

const MOST_CORRECTIONS = 5;
/** Rejections for the sequence that are put right; more would be a quarrel. */
const MOST_NUMBERINGS = 2;
const NUMBERED_WRONG = ['SEQUENCE_WRONG', 'SEQUENCE_TAKEN'];
/** Time that the hub has to pass on what SPOLIS told, ms. */
const TOLD_MS = 3_000;

const progressOf = (options: ImportFileOptions, { importId, header, errors }: Outcome): Progress => ({
  day: options.day ?? 1,
  sequence: options.sequence,
  kind: options.kind,
  importId,
  state: header.result,
  accepted: header.accepted,
  unchanged: header.unchanged,
  deleted: header.deleted,
  failed: header.failed,
  errors,
});

/** The file of a day, before anything was said of it. */
function fileOfDay(plan: ExchangePlan, day: number, sequence: number): ImportFileOptions {
  const { seed, municipality, persons } = plan;
  const date = dateOf(dayNumber(CalendarDate.parse(plan.from)) + day - 1);
  const mistakes = day === plan.days ? plan.mistakes : [];
  const period = { periodFrom: date, periodTo: date };
  return { seed, municipality, sequence, kind: 'daily', ...period, persons, day, mistakes };
}

/** Tells what SPOLIS has to have told before mistakes about state care can be found. */
async function tellStateCare(
  client: HubClient,
  options: ImportFileOptions,
  signal: AbortSignal,
): Promise<void> {
  let told = 0;
  for (const { stateCare = [] } of casesOf(townOfFile(options), options.mistakes ?? []))
    for (const stay of stateCare) {
      await client.tellStateCare(stay);
      told += 1;
    }
  if (told > 0) await pause(TOLD_MS, undefined, { signal });
}

/** Sends a day's file until it is taken: without its mistakes as a whole, and with the sequence that is expected. */
async function* sendDay(
  client: HubClient,
  file: ImportFileOptions,
  fileMistakes: readonly FileMistakeCode[],
): AsyncGenerator<Progress, { readonly file: ImportFileOptions; readonly outcome: Outcome }> {
  const waiting = [...fileMistakes];
  let { sequence } = file;
  for (let numberings = 0; ; ) {
    const fileMistake = waiting.shift();
    const options = { ...file, sequence, ...(fileMistake && { fileMistake }) };
    const outcome = await sendFile(client, options);
    yield progressOf(options, outcome);
    if (outcome.header.result !== 'rejected') return { file: options, outcome };
    const isMisnumbered = NUMBERED_WRONG.some((rule) => rule in outcome.errors);
    if (isMisnumbered && numberings < MOST_NUMBERINGS) {
      sequence = outcome.header.nextSequence;
      numberings += fileMistake ? 0 : 1;
    } else if (!fileMistake) {
      throw new SaiteError('FILE_REJECTED', 'The hub rejected a file that should be right.');
    }
  }
}

/** Sends corrections until nothing is wrong any more. */
async function* correct(
  client: HubClient,
  file: ImportFileOptions,
  outcome: Outcome,
): AsyncGenerator<Progress, number> {
  let { nextSequence } = outcome.header;
  let { failed } = outcome;
  for (let round = 1; failed.size > 0; round += 1) {
    if (round > MOST_CORRECTIONS) throw new SaiteError('NOT_CLEAN', 'Corrections did not mend every error.');
    const options: ImportFileOptions = {
      ...file,
      kind: 'correction',
      corrects: file.sequence,
      sequence: nextSequence,
      mended: failed,
    };
    const corrected = await sendFile(client, options);
    yield progressOf(options, corrected);
    if (corrected.header.result === 'rejected')
      throw new SaiteError('FILE_REJECTED', 'The hub rejected a file of corrections.');
    nextSequence = corrected.header.nextSequence;
    failed = corrected.failed;
  }
  return nextSequence;
}

/**
 * Exchanges files with the hub as SOPA's job does at night, and says what became of each.
 *
 * @throws SaiteError with a code that says why it ended before time
 */
export async function* exchange(
  plan: ExchangePlan,
  door: HubDoor,
  signal: AbortSignal,
): AsyncGenerator<Progress, void> {
  const municipality = Atvk.parse(plan.municipality);
  const claims = { institutionIds: [], sub: 'sopa' };
  const client = new HubClient(door, { ...claims, roles: ['social-service'], municipality }, signal);
  const spolis = new HubClient(door, { ...claims, roles: ['spolis'] }, signal);
  let { sequence } = plan;
  for (let day = 1; day <= plan.days; day += 1) {
    const made = fileOfDay(plan, day, sequence);
    await tellStateCare(spolis, made, signal);
    const { file, outcome } = yield* sendDay(client, made, day === plan.days ? plan.fileMistakes : []);
    sequence = yield* correct(client, file, outcome);
  }
}
