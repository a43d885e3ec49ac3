import { type Month, monthNumber, monthOf, monthOfNumber } from '@saite/contracts';
import { z } from 'zod';
import { peakMemory } from '../support/processes.ts';
import type { Run } from '../support/run.ts';
import { step, whole } from '../support/screen.ts';
import { type Far, hasDatasets, hasFiles, isAtRest, readFar, requireNothingAside } from './far.ts';
import type { SystemRoom } from './system-room.ts';
import { until } from './until.ts';

/** What a system did with a country. All times are seconds from the call that let the country stand in the registers. */
export interface CountryResult {
  readonly inhabitants: number;
  /** Persons with a decision on a disability: the hub takes each of those, beside the few in care. */
  readonly persons: number;
  readonly decisions: number;
  /** Rows of the files of one month. */
  readonly rows: number;
  /** Until hub and statistics had taken every decision. */
  readonly decisionsTaken: number;
  /** Until they knew each person from PMLP, and nothing waited. */
  readonly personsKnown: number;
  /** Until the played sources had made the files of the month and handed them in. */
  readonly filesMade: number;
  /** Until the statistics had every row of them. */
  readonly filesTaken: number;
  /** Until each data set had its edition of the month with all of that counted. */
  readonly datasetsMade: number;
  /** Editions made on the way, of all months. */
  readonly editions: number;
  /** Data sets of the month that would give somebody away beside their earlier editions. */
  readonly heldBack: number;
  /** Most that each service held at once, from its start until then, MiB, by its name. */
  readonly peakMemory: Readonly<Record<string, number>>;
}

/** Months that data sets are made of; the last one is the last that is over. */
export const MONTHS = 3;
const SEED = 1;
/** Of so many inhabitants one is in care: few, but without any the data set of state services has nothing to say. */
const IN_CARE_OF = 10_000;
const LEAST_IN_CARE = 18;

const Populated = z.object({
  finished: z.literal(true),
  inhabitants: z.object({ withDisability: z.int(), decisions: z.int() }).optional(),
});

export const lastMonth = ({ today }: Run): Month => monthOfNumber(monthNumber(monthOf(today)) - 1);
export const firstMonth = (run: Run): Month => monthOfNumber(monthNumber(lastMonth(run)) - MONTHS + 1);

/** Lets a country stand in the registers, hands in the files of its last month, and waits for the data sets. */
export async function timeCountry(run: Run, room: SystemRoom, inhabitants: number): Promise<CountryResult> {
  const month = lastMonth(run);
  let far: Far | undefined;
  return step(
    `${whole(inhabitants)} inhabitants: from the registers to the data sets`,
    async () => {
      const startedAt = performance.now();
      const secondsNow = () => (performance.now() - startedAt) / 1000;
      const standing = await populate(room, { inhabitants, disability: 'june-2019' });
      if (!standing.inhabitants) throw new Error('nobody stands in the registers');
      const { withDisability: persons, decisions } = standing.inhabitants;
      const files = { seed: SEED, period: month, persons: inhabitants };
      const inCare = Math.max(LEAST_IN_CARE, Math.ceil(inhabitants / IN_CARE_OF));
      const [filesMade, times] = await Promise.all([
        room.control('/sandbox/sources/period', files).then(secondsNow),
        reachAll(room, { persons, decisions }, secondsNow, async () => {
          far = await readFar(room, month);
          return far;
        }),
        populate(room, { persons: inCare }),
      ]);
      await requireNothingAside(room);
      return {
        inhabitants,
        persons,
        decisions,
        rows: far?.rows ?? 0,
        filesMade,
        ...times,
        editions: far?.editions ?? 0,
        heldBack: far?.heldBack ?? 0,
        peakMemory: Object.fromEntries(room.services.map((service) => [service.name, peakMemory(service)])),
      };
    },
    {
      far: () => (far ? textOf(far) : ''),
      outcome: ({ persons, rows }) => `${whole(persons)} persons with a decision, ${whole(rows)} rows`,
    },
  );
}

/** Lets the sandbox make a population. @returns what it says of it at the end */
async function populate(room: SystemRoom, body: object): Promise<z.infer<typeof Populated>> {
  const lines = await room.control('/sandbox/population', { seed: SEED, ...body });
  return Populated.parse(JSON.parse(lines.trim().split('\n').at(-1) ?? ''));
}

/** The second in which each thing was reached; the data sets come last, with all of it counted. */
async function reachAll(
  room: SystemRoom,
  wanted: { readonly persons: number; readonly decisions: number },
  secondsNow: () => number,
  look: () => Promise<Far>,
) {
  const when = async (isSo: (far: Far) => boolean | Promise<boolean>) => {
    await until(room, async () => isSo(await look()));
    return secondsNow();
  };
  const [decisionsTaken, personsKnown, filesTaken] = await Promise.all([
    when((far) => Math.min(far.decisions, far.countedDecisions) >= wanted.decisions),
    when((far) => Math.min(far.persons, far.countedPersons) >= wanted.persons && isAtRest(room)),
    when(hasFiles),
  ]);
  return { decisionsTaken, personsKnown, filesTaken, datasetsMade: await when(hasDatasets) };
}

const textOf = (far: Far): string =>
  [
    `${whole(far.decisions)} decisions`,
    `${whole(Math.min(far.persons, far.countedPersons))} persons`,
    `${far.files} files`,
    `${far.editions} editions`,
  ].join(', ');
