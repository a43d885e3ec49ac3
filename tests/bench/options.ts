import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** Parts of the benchmarks that can be measured alone. */
const PARTS = ['hub', 'sopa-import', 'open-data', 'audit', 'doors', 'operator', 'console'] as const;
export type Part = (typeof PARTS)[number];

/** What a run of the benchmarks is to measure. */
export interface Options {
  readonly parts: readonly Part[];
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
  /** Sizes of SOPA's files, MB (10⁶ bytes), from the smallest to the largest. */
  readonly importSizes: readonly number[];
  /** Sizes of the countries whose open data are made, inhabitants, from the smallest to the largest. */
  readonly inhabitants: readonly number[];
  /** Entries of the larger audit trail that is verified; the smaller has a tenth. */
  readonly auditEntries: number;
  /** Calls of one run at a door. */
  readonly doorCalls: number;
  /** Messages that are parked while the operator's calls are measured; the smaller number is a tenth. */
  readonly parkedMessages: number;
  /** Rows of the console's lists: an institution's clients, a court's children. */
  readonly lists: { readonly clients: number; readonly children: number };
  /** File of the results, JSON. */
  readonly out: string;
  /** Folder for profiles of the hub's time, if they are wanted; they slow it down. */
  readonly profile: string | undefined;
}

export const HELP = `Saite: benchmarks, all measured in one run / ātrdarbības mērījumi vienā reizē

  npm run bench [-- options / -- parametri]

  --persons N   persons of the smaller population, 400 if not said; the larger has ten times as many
                personu skaits mazākajā kopā, pēc noklusējuma 400; lielākā ir desmitreiz lielāka
  --quick       100 and 1000 persons, 10 s of load instead of 30 s, 10 000 children instead of 100 000,
                files of SOPA of 20 and 100 MB instead of 50, 500 and 2000 MB,
                countries of 1900 and 19 000 inhabitants instead of 190 000 and 1 900 000
                100 un 1000 personas, 10 s slodzes 30 s vietā, 10 000 bērnu 100 000 vietā,
                20 un 100 MB SOPA datnes 50, 500 un 2000 MB vietā,
                1900 un 19 000 iedzīvotāju 190 000 un 1 900 000 vietā,
                100 000 audit entries and parked messages instead of a million
                100 000 audita ierakstu un aizturētu ziņojumu miljona vietā
                lists of 2000 clients and 1000 children instead of 10 000 and 5000
                2000 klientu un 1000 bērnu saraksti 10 000 un 5000 vietā
  --only PART   only the hub (hub), the import of SOPA's files (sopa-import), the open data (open-data), the audit
                trail (audit), the doors beside bare ones (doors), the operator's calls with very many parked messages (operator) or the lists of the
                console's pages (console); the last two open and scroll lists in a browser too
                tikai centrmezgls (hub), SOPA datņu imports (sopa-import), atvērtie dati (open-data), audita
                pieraksti (audit), ieejas līdzās tukšām (doors), operatora izsaukumi ar ļoti daudziem aizturētiem ziņojumiem (operator) vai
                konsoles lapu saraksti (console); pēdējās divas sarakstus arī atver un ritina pārlūkā
  --import-sizes N,N…
                sizes of SOPA's files, MB; the largest needs six times as much free disk
                SOPA datņu lielumi, MB; lielākajai vajag sešreiz tik brīvas vietas diskā
  --inhabitants N,N…
                sizes of the countries whose open data are made, 190000,1900000 if not said: the hub takes each
                decision on a disability and the person's record, the sources hand in the files of the last
                month, and D1-D9 and the summary are made for the last three months, on a whole system for
                each size; then one month is counted and protected alone. Latvia takes about a quarter of an hour
                valstis, kuru atvērtie dati tiek veidoti, pēc noklusējuma 190000,1900000: centrmezgls saņem katru
                invaliditātes lēmumu un personas datus, avoti iesniedz pēdējā mēneša datnes, un par pēdējiem
                trim mēnešiem tiek izveidotas D1-D9 un kopsavilkums, katram lielumam savā sistēmā; tad viens
                mēnesis tiek saskaitīts un aizsargāts atsevišķi. Latvijai vajag apmēram ceturtdaļstundu
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
      only: { type: 'string' },
      'import-sizes': { type: 'string' },
      inhabitants: { type: 'string' },
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
    parts: readParts(values.only),
    importSizes: readSizes(
      '--import-sizes',
      values['import-sizes'] ?? (quick ? '20,100' : '50,500,2000'),
      1,
      10_000,
    ),
    inhabitants: readSizes(
      '--inhabitants',
      values.inhabitants ?? (quick ? '1900,19000' : '190000,1900000'),
      1_000,
      2_000_000,
    ),
    persons,
    quick,
    mixedPersons: quick ? 200 : 400,
    doorCalls: quick ? 200 : 1_000,
    auditEntries: quick ? 100_000 : 1_000_000,
    parkedMessages: quick ? 100_000 : 1_000_000,
    children: quick ? 10_000 : 100_000,
    lists: quick ? { clients: 2_000, children: 1_000 } : { clients: 10_000, children: 5_000 },
    loadSeconds: quick ? 10 : 30,
    peerEvents: quick ? 1_500 : 2_500,
    ceilingMessages: quick ? 30_000 : 60_000,
    profile: values.profile === undefined ? undefined : resolve(values.profile),
    out: resolve(values.out ?? join(resultFolder(), 'bench.json')),
  };
}

function readParts(only: string | undefined): readonly Part[] {
  const parts = PARTS.filter((part) => only === undefined || part === only);
  if (parts.length > 0) return parts;
  const names = PARTS.join(', ');
  throw new Error(`--only is one of / --only ir viens no: ${names}`);
}

/** @returns from the smallest to the largest, each once */
function readSizes(option: string, text: string, least: number, most: number): readonly number[] {
  const sizes = [...new Set(text.split(',').map(Number))].sort((one, other) => one - other);
  if (sizes.every((size) => Number.isInteger(size) && size >= least && size <= most)) return sizes;
  throw new Error(
    `${option} are whole numbers from ${least} to ${most} / ${option} ir veseli skaitļi no ${least} līdz ${most}`,
  );
}

/** The data folder of a run by `npm run bench` is gone after it; the results are not to go with it. */
function resultFolder(): string {
  const folder = process.env.SAITE_DATA ?? '.saite';
  return basename(folder).startsWith('saite-bench-') ? '.saite' : folder;
}
