import { Readable } from 'node:stream';
import { parseBody, type RegisterSandbox } from '@saite/adapter-kit/sandbox';
import { CalendarDate } from '@saite/contracts';
import { type Clock, codeOf, type Log, rigaDate } from '@saite/runtime';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { MOST_INHABITANTS } from '../inhabitants/index.ts';
import { MOST_CHILDREN } from '../population/index.ts';
import type { InhabitantCounts, Inhabitants } from './inhabitants.ts';
import type { MadeDays } from './made-days.ts';
import { sendAll } from './sending.ts';
import { type Call, everybody, type Size, type Told } from './told.ts';

/** Of 18 persons in care 5 are children: 18 000 persons are all of the country. */
const childrenAmong = (persons: number): number => Math.min(MOST_CHILDREN, Math.floor((persons * 5) / 18));

/** Persons in care who are made if nothing is said. */
const PERSONS_IN_CARE = 5_000;

const PopulationBody = z
  .strictObject({
    seed: z.int().min(0).max(1_000_000).default(1).describe('Another seed gives another population'),
    persons: z
      .int()
      .min(0)
      .max(1_000_000)
      .optional()
      .describe('How many persons in care, children among them; 5000 if not said, with inhabitants none'),
    inhabitants: z
      .int()
      .min(1)
      .max(MOST_INHABITANTS)
      .optional()
      .describe('How many persons who are not in care stand in the registers'),
    disability: z
      .enum(['june-2019'])
      .optional()
      .describe('Month whose published figures the decisions on disability of the inhabitants give'),
    children: z
      .int()
      .min(0)
      .max(MOST_CHILDREN)
      .optional()
      .describe('How many of the persons are children; 5 of 18 if not said'),
    today: CalendarDate.optional().describe(
      'Day up to which the population lives; kept from the first time on',
    ),
  })
  .transform((body) => ({
    ...body,
    persons: body.persons ?? (body.inhabitants === undefined ? PERSONS_IN_CARE : 0),
  }))
  .refine(({ persons, children }) => children === undefined || children <= persons, {
    path: ['children'],
    error: 'must not be more than persons',
  })
  .refine(({ persons, inhabitants }) => persons > 0 || inhabitants !== undefined, {
    path: ['persons'],
    error: 'must not be 0 without inhabitants',
  })
  .refine(({ disability, inhabitants }) => disability === undefined || inhabitants !== undefined, {
    path: ['disability'],
    error: 'needs inhabitants',
  })
  .describe('A population to make');

const PERSONS_AT_ONCE = 250;
const IN_FLIGHT = 24;
const PATIENCE_MS = 120_000;
const PROGRESS_MS = 500;

/** What filling with a population needs. */
export interface PopulationOptions {
  readonly registers: readonly RegisterSandbox[];
  readonly days: MadeDays;
  readonly inhabitants: Inhabitants;
  readonly hubUrl: string;
  readonly clock: Clock;
  readonly log: Log;
  /** A token with the role `spolis`. */
  readonly token: () => Promise<string>;
}

interface PopulationToMake extends Size {
  readonly seed: number;
  readonly today: CalendarDate;
  /** Those who were settled before, if any were wanted. */
  readonly settled?: InhabitantCounts;
}

/** Fills the registers, then admits the clients, then reports on the children; says how far it is, and what was done. */
async function* populate(
  { seed, today, adults, children, settled }: PopulationToMake,
  options: PopulationOptions,
): AsyncGenerator<unknown> {
  const startedAt = performance.now();
  const persons = adults + children;
  const made = () => everybody(seed, { adults, children }, { today });
  const counts = { payments: 0, placements: 0, decisions: 0, reports: 0 };
  if (settled) yield { stage: 'inhabitants', done: settled.persons, of: settled.persons };
  let chunk: Told[] = [];
  let filled = 0;
  for (const told of made()) {
    chunk.push(told);
    filled += 1;
    counts.payments += told.counts.payments;
    counts.placements += told.counts.placements;
    counts.decisions += told.counts.decisions;
    counts.reports += told.counts.reports;
    if (chunk.length < PERSONS_AT_ONCE && filled < persons) continue;
    await fillRegisters(options.registers, chunk);
    chunk = [];
    yield { stage: 'registers', done: filled, of: persons };
  }
  if (persons > 0) yield* send('admission', persons, callsOf(made(), 'admission'), options);
  const onChildren = everybody(seed, { adults: 0, children }, { today });
  if (children > 0) yield* send('reports', children, callsOf(onChildren, 'reports'), options);
  const seconds = Math.round(performance.now() - startedAt) / 1000;
  yield {
    finished: true,
    persons,
    children,
    ...counts,
    ...(settled ? { inhabitants: settled } : {}),
    seconds,
  };
}

async function fillRegisters(registers: readonly RegisterSandbox[], chunk: readonly Told[]): Promise<void> {
  for (const register of registers) {
    const records = chunk.flatMap((told) => told.registers[register.name] ?? []);
    if (records.length > 0) await register.load(records);
  }
}

function* callsOf(persons: Iterable<Told>, stage: 'admission' | 'reports'): Generator<readonly Call[]> {
  for (const told of persons) yield told[stage];
}

/** Sends the calls of a stage; says how far it is. */
async function* send(
  stage: string,
  of: number,
  calls: Iterable<readonly Call[]>,
  options: PopulationOptions,
): AsyncGenerator<unknown> {
  const stop = new AbortController();
  let done = 0;
  const sending = sendAll(calls, {
    hubUrl: options.hubUrl,
    token: await options.token(),
    inFlight: IN_FLIGHT,
    patienceMs: PATIENCE_MS,
    signal: stop.signal,
    onSent: () => {
      done += 1;
    },
  }).then(
    () => 'done' as const,
    (error: unknown) => ({ error }),
  );
  try {
    for (;;) {
      const outcome = await Promise.race([sending, tick()]);
      if (outcome !== 'tick' && outcome !== 'done') throw outcome.error;
      if (of > 0) yield { stage, done, of };
      if (outcome === 'done') return;
    }
  } finally {
    stop.abort(); // whoever asked has gone, or it is over
  }
}

const tick = () => new Promise<'tick'>((resolve) => setTimeout(resolve, PROGRESS_MS, 'tick'));

/** One JSON text a line; a failure is the last line, since the status has gone out long before. */
async function* asLines(source: AsyncIterable<unknown>, log: Log): AsyncGenerator<string> {
  try {
    for await (const value of source) yield `${JSON.stringify(value)}\n`;
  } catch (error) {
    log.warn('population.failed', { code: codeOf(error) }, error);
    yield `${JSON.stringify({ finished: false, code: codeOf(error) })}\n`;
  }
}

/** Mounts `POST /sandbox/population`. */
export function mountPopulation(app: FastifyInstance, options: PopulationOptions): void {
  app.post('/sandbox/population', async (request, reply) => {
    const body = parseBody(PopulationBody, request.body ?? {});
    const { seed, persons, inhabitants, disability } = body;
    const children = body.children ?? childrenAmong(persons);
    const today = await options.days.dayOf(seed, body.today ?? rigaDate(options.clock.now()));
    const settled =
      inhabitants === undefined
        ? undefined
        : await options.inhabitants.settle({
            seed,
            inhabitants,
            today,
            ...(disability === undefined ? {} : { disability }),
          });
    const size = { adults: persons - children, children };
    const made = populate({ seed, today, ...size, ...(settled ? { settled } : {}) }, options);
    return reply.type('application/x-ndjson').send(Readable.from(asLines(made, options.log)));
  });
}
