import { Readable } from 'node:stream';
import { parseBody, SandboxProblem } from '@saite/adapter-kit/sandbox';
import { Atvk, CalendarDate, dayNumber } from '@saite/contracts';
import { FILE_RULES, importFileName, OBJECT_RULES, type ObjectRuleCode } from '@saite/contracts/sopa';
import { type Clock, codeOf, type Log, rigaDate } from '@saite/runtime';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { dateOf } from '../made/days.ts';
import { casesOf, type MistakeCount } from '../mistakes/cases.ts';
import { type FileMistakeCode, isFileMistake } from '../mistakes/file-mistakes.ts';
import { type ImportFileOptions, personsOfBytes, townOfFile, writeImportFile } from '../write-import-file.ts';
import { type ExchangePlan, exchange } from './exchange.ts';
import type { HubDoor } from './hub-client.ts';

const isObjectRule = (code: string): code is ObjectRuleCode => Object.hasOwn(OBJECT_RULES, code);
const CODES = [...Object.keys(OBJECT_RULES), ...Object.keys(FILE_RULES).filter(isFileMistake)];
const MEGABYTE = 1_000_000;

const ExchangeBody = z
  .strictObject({
    seed: z.int().min(0).max(1_000_000).default(1).describe('Another seed gives other contents'),
    municipality: Atvk.describe('ATVK code of the municipality that sends'),
    persons: z.int().min(1).max(3_900_000).default(200).describe('Persons of the first day'),
    megabytes: z.int().min(1).max(10_000).optional().describe('Size of the first file, in place of persons'),
    days: z.int().min(1).max(31).default(1).describe('How many days; the mistakes stand in the last one'),
    from: CalendarDate.optional().describe('First day; by default so that the last one was yesterday'),
    sequence: z.int().min(1).max(900_000_000).default(1).describe('Sequence of the first file'),
    mistakes: z
      .array(
        z.strictObject({
          code: z.enum(CODES, { error: 'expected the code of a rule of the import' }),
          count: z.int().min(1).max(90_000).default(1),
        }),
      )
      .max(200)
      .default([])
      .describe('Rules that the file of the last day breaks, and how often'),
  })
  .describe("Files that SOPA's job exchanges with Saite");

const FileBody = ExchangeBody.extend({
  day: z.int().min(1).max(31).optional().describe('Which of the days; the last one if not said'),
  plain: z.boolean().default(false).describe('Without references and CDATA'),
}).describe('A file of SOPA to make');

/** Turns a limit that was met into a problem of the field it is about. */
function demand(path: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new SandboxProblem('INVALID', [{ path, message: error.message }]);
  }
}

function planOf(body: z.output<typeof ExchangeBody>, clock: Clock): ExchangePlan {
  const { seed, municipality, days, sequence, megabytes } = body;
  const yesterday = dayNumber(rigaDate(clock.now())) - 1;
  const from = body.from ?? dateOf(yesterday - days + 1);
  const mistakes: MistakeCount[] = [];
  const fileMistakes: FileMistakeCode[] = [];
  for (const { code, count } of body.mistakes) {
    if (isObjectRule(code)) mistakes.push({ code, count });
    else if (isFileMistake(code)) fileMistakes.push(code);
  }
  const plan = { seed, municipality, days, from, sequence, mistakes, fileMistakes };
  const last = dateOf(dayNumber(CalendarDate.parse(from)) + days - 1);
  const file = { ...plan, kind: 'daily' as const, periodFrom: last, periodTo: last };
  let { persons } = body;
  demand('municipality', () => {
    if (megabytes !== undefined) persons = personsOfBytes({ ...file, mistakes: [] }, megabytes * MEGABYTE);
    townOfFile({ ...file, persons, day: days });
  });
  demand('mistakes', () => {
    const cases = casesOf(townOfFile({ ...file, persons, day: days }), mistakes);
    while (!cases.next().done);
  });
  return { ...plan, persons };
}

/** One JSON text a line; a failure is the last line, since the status has gone out long before. */
async function* asLines(source: AsyncIterable<unknown>, log: Log): AsyncGenerator<string> {
  try {
    for await (const value of source) yield `${JSON.stringify(value)}\n`;
    yield `${JSON.stringify({ finished: true })}\n`;
  } catch (error) {
    log.warn('sopa.exchange-failed', { code: codeOf(error) }, error);
    yield `${JSON.stringify({ finished: false, code: codeOf(error) })}\n`;
  }
}

function fileOf(body: z.output<typeof FileBody>, plan: ExchangePlan): ImportFileOptions {
  const { seed, municipality, persons, mistakes, fileMistakes, days } = plan;
  const day = body.day ?? days;
  const date = dateOf(dayNumber(CalendarDate.parse(plan.from)) + day - 1);
  const [fileMistake] = fileMistakes;
  return {
    seed,
    municipality,
    persons,
    sequence: plan.sequence,
    kind: 'daily',
    periodFrom: date,
    periodTo: date,
    day,
    isPlain: body.plain,
    ...(day === days && { mistakes, ...(fileMistake && { fileMistake }) }),
  };
}

export interface ImportRouteOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** The hub's door; without one nothing can be exchanged. */
  readonly hub: HubDoor | undefined;
}

/** Mounts `POST /sandbox/sopa/files` and `POST /sandbox/sopa/exchange`. */
export function mountImports(app: FastifyInstance, { clock, log, hub }: ImportRouteOptions): void {
  app.post('/sandbox/sopa/files', (request, reply) => {
    const body = parseBody(FileBody, request.body);
    const options = fileOf(body, planOf(body, clock));
    const name = importFileName(options.municipality, options.sequence);
    return reply
      .type('application/xml')
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(Readable.from(writeImportFile(options)));
  });
  if (!hub) return;
  app.post('/sandbox/sopa/exchange', (request, reply) => {
    const plan = planOf(parseBody(ExchangeBody, request.body), clock);
    const stop = new AbortController();
    reply.raw.once('close', () => stop.abort()); // whoever asked has gone, or it is over
    const progress = exchange(plan, hub, stop.signal);
    return reply.type('application/x-ndjson').send(Readable.from(asLines(progress, log)));
  });
}
