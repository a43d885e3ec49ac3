import { type Aim, below, FLAT } from './aims.ts';
import type { OpenDataResult } from './measures/open-data.ts';
import { MONTHS } from './open-data/time-country.ts';
import { whole } from './support/screen.ts';

const seconds = (value: number): string => `${value.toFixed(1)} s`;
const told = (ratio: number, aim = '') => ({ ratio, aim, reached: null });
/** Services whose memory is to stay the same however large the country is. */
const FLAT_SERVICES = ['hub', 'statistics', 'sandbox'] as const;
/** The largest table of a month is protected in less, seconds. */
const SUPPRESSION_LIMIT_S = 60;

/** What the open data came to, country by country, and how it grows from the smallest to the largest. */
export function openDataAimsOf(results: readonly OpenDataResult[]): Aim[] {
  const [smallest] = results;
  const largest = results.at(-1);
  if (!smallest || !largest) throw new Error('no countries');
  return [
    ...results.flatMap(ratesOf),
    ...(largest === smallest ? [] : growthOf(smallest, largest)),
    // A small country has more small figures: it is often the harder one to protect.
    ...results.flatMap(suppressionOf),
  ];
}

const nameOf = ({ inhabitants }: OpenDataResult): string => `${whole(inhabitants)} inhabitants`;

function ratesOf(one: OpenDataResult): Aim[] {
  const line = (what: string, taken: number, amount: number, unit: string): Aim => ({
    name: `${nameOf(one)}: ${what}`,
    measured: seconds(taken),
    against: `${whole(amount)} ${unit}, ${whole(amount / taken)}/s`,
    ...told(taken / one.datasetsMade, 'of all'),
  });
  return [
    line('decisions taken', one.decisionsTaken, one.decisions, 'decisions'),
    line('known from PMLP', one.personsKnown, one.persons, 'persons'),
    line('files taken', one.filesTaken, one.rows, 'rows'),
    {
      name: `${nameOf(one)}: data sets made`,
      measured: seconds(one.datasetsMade),
      against: `${whole(one.editions)} editions of ${MONTHS} months`,
      ...told(1, 'all'),
    },
  ];
}

function growthOf(smallest: OpenDataResult, largest: OpenDataResult): Aim[] {
  const times = whole(largest.inhabitants / smallest.inhabitants);
  const line = (what: string, of: (one: OpenDataResult) => number): Aim => ({
    name: `${what}, ${nameOf(largest)}`,
    measured: seconds(of(largest)),
    against: `${whole(smallest.inhabitants)} ${seconds(of(smallest))}`,
    ...told(of(largest) / of(smallest), `${times} = linear`),
  });
  return [
    line('decisions taken', (one) => one.decisionsTaken),
    line('known from PMLP', (one) => one.personsKnown),
    line('files taken', (one) => one.filesTaken),
    line('data sets made', (one) => one.datasetsMade),
    line('one month counted', (one) => one.counted.seconds),
    ...FLAT_SERVICES.map((service) => memoryOf(service, smallest, largest)),
    memoryOf(largestAdapter(largest), smallest, largest),
  ];
}

/** The adapter that held the most. */
const largestAdapter = ({ peakMemory }: OpenDataResult): string =>
  Object.keys(peakMemory)
    .filter((name) => name.startsWith('adapter-'))
    .reduce((most, name) => ((peakMemory[name] ?? 0) > (peakMemory[most] ?? 0) ? name : most));

function memoryOf(service: string, smallest: OpenDataResult, largest: OpenDataResult): Aim {
  const of = ({ peakMemory }: OpenDataResult): number => {
    const peak = peakMemory[service];
    if (peak === undefined) throw new Error(`there was no ${service}`);
    return peak;
  };
  return {
    name: `peak memory of ${service}, ${nameOf(largest)}`,
    measured: `${whole(of(largest))} MiB`,
    against: `${whole(smallest.inhabitants)} ${whole(of(smallest))} MiB`,
    ...below(of(largest) / of(smallest), FLAT, `flat, < ${FLAT}`),
  };
}

function suppressionOf(one: OpenDataResult): Aim[] {
  const { counted, protected: safe } = one;
  const name = `summary, D3, D4 protected, ${nameOf(one)}`;
  return [
    {
      name,
      measured: seconds(safe.seconds),
      against: `${whole(safe.cells)} cells, ${whole(safe.primary)} small, ${whole(safe.complementary)} more hidden; processor ${seconds(safe.processorSeconds)}`,
      ...below(safe.seconds, SUPPRESSION_LIMIT_S, `< ${SUPPRESSION_LIMIT_S} s`),
    },
    {
      name,
      measured: seconds(safe.seconds),
      against: `counting of the month ${seconds(counted.seconds)}`,
      ...told(safe.seconds / counted.seconds),
    },
    {
      name: `peak memory of the protection alone, ${nameOf(one)}`,
      measured: `${whole(safe.peakMemory)} MiB`,
      against: `counting alone ${whole(counted.peakMemory)} MiB`,
      ...told(safe.peakMemory / counted.peakMemory),
    },
  ];
}
