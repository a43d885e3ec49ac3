import type { LegalBasis } from '@saite/contracts';

/**
 * Each choice that law or practice leaves open, by name: its values, which of them holds by default, and the
 * ground of each, as statements show it. A value that is not the default comes from the configuration, from the
 * month or from the facts.
 */
export interface NamedPolicy {
  readonly default: string;
  readonly values: Readonly<Record<string, LegalBasis>>;
}

const LAW = 'Sociālo pakalpojumu un sociālās palīdzības likuma 29. panta otrā daļa';
const COST = 'Labklājības ministrijas skaidrojums par maksu par ilgstošu aprūpi institūcijā';
const PAYERS = 'Ministru kabineta 2003. gada 27. maija noteikumi Nr. 275';
const own = (name: string) => `Saites politika "${name}"`;

const floor = (percent: string) => ({
  text: `Klientam ilgstošas sociālās aprūpes un sociālās rehabilitācijas institūcijā ir tiesības uz naudu personiskiem izdevumiem, kas nedrīkst būt mazāka par ${percent} no tam piešķirtās pensijas vai pabalsta.`,
  source: LAW,
});

export const NAMED_POLICIES = {
  rate: {
    default: 'statutory-15',
    values: {
      'statutory-15': floor('15 procentiem'),
      'statutory-10': floor('10 procentiem (līdz 2020. gada 1. janvārim)'),
      institution: {
        text: 'Likuma procents ir mazākais pieļaujamais; iestāde klientam atstāj vairāk.',
        source: `${LAW}; iestādes likme`,
      },
    },
  },
  'counted-kinds': {
    default: 'statutory-list',
    values: {
      'statutory-list': {
        text: 'Aprēķinā iekļauj valsts pensiju ar piemaksu, izdienas un speciālo valsts pensiju, atlīdzību par darbspēju zaudējumu, kaitējuma atlīdzību, atlīdzību par apgādnieka zaudējumu, fondētās pensijas kapitālu un ārvalsts pensiju.',
        source: LAW,
      },
    },
  },
  amount: {
    default: 'granted',
    values: {
      granted: { text: 'Aprēķina no piešķirtās summas, pirms ieturējumiem.', source: LAW },
    },
  },
  proration: {
    default: 'none',
    values: {
      none: {
        text: 'Par nepilnu mēnesi naudu personiskiem izdevumiem nesamazina.',
        source: own('proration'),
      },
    },
  },
  rounding: {
    default: 'half-up',
    values: {
      'half-up': {
        text: 'Summu noapaļo vienreiz, līdz centam, pusi centa uz augšu.',
        source: own('rounding'),
      },
      up: { text: 'Summu noapaļo vienreiz, līdz centam, uz augšu.', source: own('rounding') },
    },
  },
  'stay-days': {
    default: 'admission-counts-discharge-does-not',
    values: {
      'admission-counts-discharge-does-not': {
        text: 'Iestāšanās diena ir aprūpes diena, izstāšanās diena nav.',
        source: own('stay-days'),
      },
    },
  },
  overlap: {
    default: 'first-started',
    values: {
      'first-started': {
        text: 'Dienu, ko aptver vairākas uzturēšanās, skaita vienreiz – tajā, kas sākās pirmā.',
        source: own('overlap'),
      },
    },
  },
  'day-of-death': {
    default: 'in-care',
    values: {
      'in-care': { text: 'Nāves diena ir pēdējā aprūpes diena.', source: own('day-of-death') },
    },
  },
  'share-cap': {
    default: 'service-cost',
    values: {
      'service-cost': {
        text: 'Klients maksā to, kas paliek pēc naudas personiskiem izdevumiem, bet ne vairāk kā saņemtā pakalpojuma izmaksas.',
        source: COST,
      },
    },
  },
  shortfall: {
    default: 'supporter-then-municipality',
    values: {
      'supporter-then-municipality': {
        text: 'Izmaksas, ko klienta maksājums nesedz, maksā apgādnieks; ja viņš to nespēj – pašvaldība vai valsts.',
        source: PAYERS,
      },
    },
  },
  split: {
    default: 'largest-remainder',
    values: {
      'largest-remainder': {
        text: 'Klienta maksājumu dala pa uzturēšanās reizēm pēc to izmaksām, veselos centos, lielāko atlikumu vispirms.',
        source: own('split'),
      },
    },
  },
  'foreign-currency': {
    default: 'not-counted',
    values: {
      'not-counted': {
        text: 'Izmaksu ārvalstu valūtā parāda, bet aprēķinā neiekļauj.',
        source: own('foreign-currency'),
      },
    },
  },
  'no-income': {
    default: 'no-allowance',
    values: {
      'no-allowance': {
        text: 'Nav pensijas vai pabalsta, no kā aprēķināt naudu personiskiem izdevumiem.',
        source: own('no-income'),
      },
      'amount-by-date': {
        text: 'Klientam bez ienākumiem nauda personiskiem izdevumiem ir noteiktā summa.',
        source: own('no-income'),
      },
      'await-answer': {
        text: 'Kamēr SAIS nav atbildējusi par personu un mēnesi, nav zināms, ka ienākumu nav.',
        source: own('no-income'),
      },
    },
  },
  'no-service-cost': {
    default: 'not-computed',
    values: {
      'not-computed': {
        text: 'Bez dienas izmaksām klienta maksājumu neaprēķina.',
        source: own('no-service-cost'),
      },
    },
  },
  'no-day-in-care': {
    default: 'taken-back',
    values: {
      'taken-back': {
        text: 'Nauda personiskiem izdevumiem pienākas klientam institūcijā; mēnesī vairs nav nevienas aprūpes dienas.',
        source: LAW,
      },
    },
  },
} as const satisfies Record<string, NamedPolicy>;
export type PolicyName = keyof typeof NAMED_POLICIES;
export type PolicyValue<Name extends PolicyName> = keyof (typeof NAMED_POLICIES)[Name]['values'];
/** The value of each policy that touched a result. */
export type Applied = { readonly [Name in PolicyName]?: PolicyValue<Name> };
