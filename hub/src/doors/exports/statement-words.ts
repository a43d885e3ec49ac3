import type { ExclusionReason, StatementFlag } from '@saite/contracts';
import type { Language } from '../language.ts';

type Words = Readonly<Record<Language, string>>;

/** What a printed statement says beside its values. */
export const STATEMENT_WORDS = {
  title: { lv: 'Mēneša aprēķins', en: 'Statement of the month' },
  client: { lv: 'Klients', en: 'Client' },
  personCode: { lv: 'Personas kods', en: 'Personal code' },
  bornOn: { lv: 'Dzimšanas datums', en: 'Date of birth' },
  month: { lv: 'Mēnesis', en: 'Month' },
  version: { lv: 'Aprēķina versija', en: 'Version of the statement' },
  computedAt: { lv: 'Aprēķināts', en: 'Computed' },
  institutions: { lv: 'Iestāde', en: 'Institution' },
  notKnown: { lv: 'nav zināms', en: 'not known' },
  elsewhere: { lv: 'citā iestādē', en: 'in another institution' },
  amounts: { lv: 'Summas', en: 'Amounts' },
  amount: { lv: 'Summa, EUR', en: 'Amount, EUR' },
  name: { lv: 'Rādītājs', en: 'What it is' },
  stays: { lv: 'Dienas aprūpē', en: 'Days in care' },
  days: { lv: 'Dienas', en: 'Days' },
  dailyCost: { lv: 'Dienas izmaksas, EUR', en: 'Daily cost, EUR' },
  cost: { lv: 'Izmaksas, EUR', en: 'Cost, EUR' },
  share: { lv: 'Klienta maksājums, EUR', en: 'Client share, EUR' },
  payments: { lv: 'Pensijas un pabalsti', en: 'Pensions and benefits' },
  payment: { lv: 'Izmaksa', en: 'Payment' },
  granted: { lv: 'Piešķirts', en: 'Granted' },
  paid: { lv: 'Izmaksāts', en: 'Paid' },
  counts: { lv: 'Aprēķinā', en: 'Counts' },
  yes: { lv: 'jā', en: 'yes' },
  trace: { lv: 'Kā radušās summas', en: 'How the amounts come about' },
  how: { lv: 'Aprēķins', en: 'Computation' },
  value: { lv: 'Vērtība', en: 'Value' },
  flags: { lv: 'Norādes', en: 'What to know' },
  grounds: { lv: 'Pamats', en: 'Grounds' },
  rate: { lv: 'Likme', en: 'Rate' },
  base: { lv: 'Aprēķina bāze', en: 'Base' },
  allowance: { lv: 'Nauda personiskiem izdevumiem', en: 'Personal allowance' },
  serviceCost: { lv: 'Aprūpes izmaksas', en: 'Cost of care' },
  clientShare: { lv: 'Klienta maksājums', en: 'Client share' },
  remainder: { lv: 'Atlikums klientam', en: 'Remainder for the client' },
  shortfall: { lv: 'Iztrūkums', en: 'Shortfall' },
  page: { lv: 'lapa', en: 'page' },
  of: { lv: 'no', en: 'of' },
} as const satisfies Readonly<Record<string, Words>>;

export const FLAG_WORDS: Readonly<Record<StatementFlag, Words>> = {
  NO_INCOME: { lv: 'Nav ienākumu, ko skaita.', en: 'No income counts.' },
  AWAITING_INCOME: {
    lv: 'SAIS vēl nav atbildējusi par ienākumiem; aprēķins nav izziņots.',
    en: 'SAIS has not told the income yet; the statement was told to nobody.',
  },
  NO_SERVICE_COST: { lv: 'Dienas izmaksas nav zināmas.', en: 'The daily cost is not known.' },
  PART_MONTH: { lv: 'Aprūpē ne visu mēnesi.', en: 'Not in care for the whole month.' },
  OVERLAPPING_STAYS: {
    lv: 'Izvietojumi pārklājas; katra diena skaitīta vienreiz.',
    en: 'Placements overlap; each day is counted once.',
  },
  ENDED_BY_DEATH: { lv: 'Aprūpe beidzās līdz ar nāvi.', en: 'Care ended with death.' },
  EXCLUDED_PAYMENTS: {
    lv: 'Ir izmaksas, ko aprēķinā neiekļauj.',
    en: 'There are payments that do not count.',
  },
  NOT_IN_CARE: { lv: 'Mēnesī nav nevienas aprūpes dienas.', en: 'No day of the month is in care.' },
};

export const REASON_WORDS: Readonly<Record<ExclusionReason, Words>> = {
  WITHDRAWN: { lv: 'nē, atsaukta', en: 'no, withdrawn' },
  KIND_NOT_LISTED: { lv: 'nē, veids nav sarakstā', en: 'no, not on the list' },
  FOREIGN_CURRENCY: { lv: 'nē, ārvalstu valūta', en: 'no, foreign currency' },
};
