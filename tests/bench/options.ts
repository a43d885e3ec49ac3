import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What a run of the benchmarks is to measure. */
export interface Options {
  /** Persons of the smaller population; the larger one has ten times as many. */
  readonly persons: number;
  readonly quick: boolean;
  /** Persons of the mixed order: many more than the hub decides at once, or the order would not matter. */
  readonly mixedPersons: number;
  /** Length of the steady load, seconds. */
  readonly loadSeconds: number;
  /** Events that the plain peer gets, at least. */
  readonly peerEvents: number;
  /** Messages of one run at the broker's ceiling. */
  readonly ceilingMessages: number;
  /** Children whose cases all wake on one day. */
  readonly children: number;
  /** File of the results, JSON. */
  readonly out: string;
  /** Folder for profiles of the hub's time, if they are wanted; they slow it down. */
  readonly profile: string | undefined;
}

export const HELP = `Saite: benchmarks, all measured in one run / ātrdarbības mērījumi vienā reizē

  npm run bench [-- options / -- parametri]

  --persons N   persons of the smaller population, 400 if not said; the larger has ten times as many
                personu skaits mazākajā kopā, pēc noklusējuma 400; lielākā ir desmitreiz lielāka
  --quick       100 and 1000 persons, 10 s of load instead of 30 s, 10 000 children instead of 100 000
                100 un 1000 personas, 10 s slodzes 30 s vietā, 10 000 bērnu 100 000 vietā
  --out FILE    where the results go as JSON; $SAITE_DATA/bench.json if not said
                fails, kurā JSON formā ieraksta rezultātus; pēc noklusējuma $SAITE_DATA/bench.json
  --profile DIR the hub's processes write CPU profiles there, which makes them slower
                centrmezgla procesi tur ieraksta CPU profilus, un tas tos palēnina
  --help        this text / šis teksts

Whatever else works on the machine meanwhile changes the figures; trust the ratios, not the rates.
Viss, kas tikmēr darbojas datorā, maina skaitļus; uzticieties attiecībām, nevis ātrumiem.
`;

/** Reads the command line; `undefined` if only the help is wanted. */
export function readOptions(args: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      persons: { type: 'string' },
      quick: { type: 'boolean', default: false },
      out: { type: 'string' },
      profile: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  const { quick } = values;
  const persons = Number(values.persons ?? (quick ? 100 : 400));
  if (!Number.isInteger(persons) || persons < 10 || persons > 20_000) {
    throw new Error(
      '--persons is a whole number from 10 to 20000 / --persons ir vesels skaitlis no 10 līdz 20000',
    );
  }
  return {
    persons,
    quick,
    mixedPersons: quick ? 200 : 400,
    children: quick ? 10_000 : 100_000,
    loadSeconds: quick ? 10 : 30,
    peerEvents: quick ? 1_500 : 2_500,
    ceilingMessages: quick ? 30_000 : 60_000,
    profile: values.profile === undefined ? undefined : resolve(values.profile),
    out: resolve(values.out ?? join(resultFolder(), 'bench.json')),
  };
}

/** The data folder of a run by `npm run bench` is gone after it; the results are not to go with it. */
function resultFolder(): string {
  const folder = process.env.SAITE_DATA ?? '.saite';
  return basename(folder).startsWith('saite-bench-') ? '.saite' : folder;
}
