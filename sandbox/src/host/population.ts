import { Readable } from 'node:stream';
import { parseBody, type RegisterSandbox } from '@saite/adapter-kit/sandbox';
import { CalendarDate } from '@saite/contracts';
import { type Clock, codeOf, type Log, rigaDate } from '@saite/runtime';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { eachPerson, type MadePerson } from '../population/index.ts';
import { admitAll } from './admission.ts';
import type { MadeDays } from './made-days.ts';

const PopulationBody = z.strictObject({
  seed: z.int().min(0).max(1_000_000).default(1),
  persons: z.int().min(1).max(1_000_000).default(5_000),
  today: CalendarDate.optional().describe(
    'Day up to which the population lives; kept from the first time on',
  ),
});

const PERSONS_AT_ONCE = 250;
const IN_FLIGHT = 24;
const PATIENCE_MS = 120_000;
const PROGRESS_MS = 500;

/** What filling with a population needs. */
export interface PopulationOptions {
  readonly registers: readonly RegisterSandbox[];
  readonly days: MadeDays;
  readonly hubUrl: string;
  readonly clock: Clock;
  readonly log: Log;
  /** A token with the role `spolis`. */
  readonly token: () => Promise<string>;
}

/** What each register takes of a made person; a register that is not named here is left as it is. */
const PARTS: Readonly<Record<string, (person: MadePerson) => readonly unknown[]>> = {
  pmlp: (person) => person.persons,
  sais: (person) => person.payments,
};

async function fillRegisters(registers: readonly RegisterSandbox[], persons: readonly MadePerson[]) {
  for (const register of registers) {
    const records = persons.flatMap((person) => PARTS[register.name]?.(person) ?? []);
    if (records.length > 0) await register.load(records);
  }
}

/** Fills the registers, then admits the clients; says how far it is, and at the end what was done. */
async function* populate(
  { seed, persons, today }: { seed: number; persons: number; today: CalendarDate },
  options: PopulationOptions,
): AsyncGenerator<unknown> {
  const startedAt = performance.now();
  const counts = { payments: 0, placements: 0 };
  const made = () => eachPerson(seed, persons, { today });
  let chunk: MadePerson[] = [];
  let filled = 0;
  for (const person of made()) {
    chunk.push(person);
    filled += 1;
    if (chunk.length < PERSONS_AT_ONCE && filled < persons) continue;
    await fillRegisters(options.registers, chunk);
    chunk = [];
    yield { stage: 'registers', done: filled, of: persons };
  }
  const stop = new AbortController();
  let done = 0;
  const admission = admitAll(made(), {
    hubUrl: options.hubUrl,
    token: await options.token(),
    inFlight: IN_FLIGHT,
    patienceMs: PATIENCE_MS,
    signal: stop.signal,
    onAdmitted: (person) => {
      done += 1;
      counts.payments += person.payments.length;
      counts.placements += person.placements.length;
    },
  }).then(
    () => 'done' as const,
    (error: unknown) => ({ error }),
  );
  try {
    for (;;) {
      const outcome = await Promise.race([admission, tick()]);
      if (outcome === 'tick') {
        yield { stage: 'admission', done, of: persons };
        continue;
      }
      if (outcome !== 'done') throw outcome.error;
      const seconds = Math.round(performance.now() - startedAt) / 1000;
      yield { finished: true, persons, ...counts, seconds };
      return;
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
    const { seed, persons, today } = parseBody(PopulationBody, request.body ?? {});
    const day = await options.days.dayOf(seed, today ?? rigaDate(options.clock.now()));
    const lines = asLines(populate({ seed, persons, today: day }, options), options.log);
    return reply.type('application/x-ndjson').send(Readable.from(lines));
  });
}
