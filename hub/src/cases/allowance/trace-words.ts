import { COUNTED_PAYMENT_KINDS, type TraceStep } from '@saite/contracts';

/** Languages of the words of a trace. */
export type TraceLanguage = 'lv' | 'en';

type Words = Readonly<Record<TraceLanguage, string>>;
type Told = Omit<TraceStep, 'formula' | 'grounds'>;

/** What a value is called. */
const NAMES: Readonly<Record<string, Words>> = {
  payment: { lv: 'izmaksa', en: 'payment' },
  base: { lv: 'aprēķina bāze', en: 'base' },
  rate: { lv: 'likme', en: 'rate' },
  allowance: { lv: 'nauda personiskiem izdevumiem', en: 'personal allowance' },
  days: { lv: 'dienas aprūpē', en: 'days in care' },
  dailyCost: { lv: 'dienas izmaksas', en: 'daily cost' },
  serviceCost: { lv: 'aprūpes izmaksas', en: 'cost of care' },
  payable: { lv: 'paliek maksājumam', en: 'left to pay with' },
  clientShare: { lv: 'klienta maksājums', en: 'client share' },
  remainder: { lv: 'atlikums klientam', en: 'remainder' },
  shortfall: { lv: 'iztrūkums', en: 'shortfall' },
};

/** Name of a value in words, like "payment 2". */
export function nameOf(variable: string, language: TraceLanguage): string {
  const [name = '', number] = variable.split('.');
  const word = NAMES[name]?.[language] ?? name;
  return number === undefined ? word : `${word} ${number}`;
}

const NONE: Words = { lv: 'nav zināms', en: 'not known' };

/** A value as people read it: in Latvian with a decimal comma. */
export const shown = (value: string | null, language: TraceLanguage): string =>
  value === null ? NONE[language] : language === 'lv' ? value.replace('.', ',') : value;

const ROUNDED: Readonly<Record<'half-up' | 'up', Words>> = {
  'half-up': { lv: 'noapaļots līdz centam, pusi centa uz augšu', en: 'rounded to the cent, half a cent up' },
  up: { lv: 'noapaļots līdz centam uz augšu', en: 'rounded up to the cent' },
};

const REASONS: Readonly<Record<string, Words>> = {
  WITHDRAWN: { lv: 'neskaita: SAIS izmaksu atsaukusi', en: 'does not count: withdrawn by SAIS' },
  KIND_NOT_LISTED: { lv: 'neskaita: veids nav sarakstā', en: 'does not count: its kind is not on the list' },
  FOREIGN_CURRENCY: { lv: 'neskaita: ārvalstu valūta', en: 'does not count: foreign currency' },
};

const kinds: Readonly<Record<string, string>> = COUNTED_PAYMENT_KINDS;

/** The rule of a step in words and figures. @param known values of the steps before */
export function formulaOf(
  step: Told,
  known: (variable: string) => string | null,
  language: TraceLanguage,
): string {
  const { value, rule, dependsOn, parameters, rounding } = step;
  const isLatvian = language === 'lv';
  const say = (text: string | null) => shown(text, language);
  const parameter = (name: string) => parameters.find((each) => each.name === name)?.value ?? '';
  const [first = '', second = ''] = dependsOn;
  const pair = (sign: string) => `${say(known(first))} ${sign} ${say(known(second))} = ${say(value)}`;
  const named = (sign: string) =>
    `${nameOf(first, language)} ${sign} ${nameOf(second, language)}: ${pair(sign)}`;
  const sum = () =>
    dependsOn.length === 0
      ? say(value)
      : dependsOn.length === 1
        ? say(value)
        : `${dependsOn.map((name) => say(known(name))).join(' + ')} = ${say(value)}`;
  switch (rule) {
    case 'given-payment': {
      const kind = isLatvian ? (kinds[parameter('kind')] ?? parameter('kind')) : parameter('kind');
      const granted = `${isLatvian ? 'piešķirts' : 'granted'} ${say(parameter('granted'))}`;
      const paid = `${isLatvian ? 'izmaksāts' : 'paid'} ${say(parameter('paid'))}`;
      const reason = REASONS[parameter('reason')]?.[language];
      return [`${kind}: ${granted}`, paid, ...(reason ? [reason] : [])].join(', ');
    }
    case 'sum-of-payments':
      return `${isLatvian ? 'izmaksas, ko skaita' : 'payments that count'}: ${sum()}`;
    case 'rate-of-policy':
      return isLatvian
        ? `likme mēnesim ${parameter('month')}: ${say(value)}`
        : `rate for ${parameter('month')}: ${say(value)}`;
    case 'share-of-base': {
      const exact = say(rounding?.unrounded ?? null);
      const how = rounding ? ROUNDED[rounding.policy][language] : '';
      return `${nameOf(first, language)} × ${nameOf(second, language)}: ${say(known(first))} × ${say(known(second))} = ${exact}; ${how}: ${say(value)}`;
    }
    case 'amount-without-income':
      return withoutIncome(parameter('policy'), value, language);
    case 'days-of-stay':
      return isLatvian
        ? `mēneša dienas šajā uzturēšanās reizē: ${say(value)}`
        : `days of the month in this stay: ${say(value)}`;
    case 'sum-of-days':
    case 'sum-of-costs':
      return sum();
    case 'daily-cost':
      return isLatvian ? `dienas izmaksas: ${say(value)}` : `cost of one day: ${say(value)}`;
    case 'cost-of-stay':
      return pair('×');
    case 'difference-to-pay':
    case 'difference-left':
    case 'difference-not-covered':
      return named('−');
    case 'nothing-to-pay':
      return isLatvian ? 'nav ienākumu, ko skaita: 0,00' : 'no income counts: 0.00';
    case 'smaller-of': {
      const of = isLatvian ? 'mazākais no' : 'the smaller of';
      return `${of} ${nameOf(first, language)} ${say(known(first))} ${isLatvian ? 'un' : 'and'} ${nameOf(second, language)} ${say(known(second))}: ${say(value)}`;
    }
    case 'part-by-cost':
      return isLatvian
        ? `klienta maksājuma daļa pēc šīs uzturēšanās izmaksām, veselos centos: ${say(value)}`
        : `part of the client share by the cost of this stay, in whole cents: ${say(value)}`;
    case 'no-day-in-care':
      return isLatvian ? 'mēnesī vairs nav nevienas aprūpes dienas' : 'the month has no day in care any more';
    default:
      return rule satisfies never;
  }
}

function withoutIncome(policy: string, value: string | null, language: TraceLanguage): string {
  const isLatvian = language === 'lv';
  if (policy === 'await-answer')
    return isLatvian ? 'SAIS vēl nav atbildējusi par ienākumiem' : 'SAIS has not told the income yet';
  if (value === null)
    return isLatvian ? 'nav ienākumu, no kā aprēķināt' : 'there is no income to compute it from';
  const amount = shown(value, language);
  return isLatvian
    ? `noteiktā summa klientam bez ienākumiem: ${amount}`
    : `amount set for a client without income: ${amount}`;
}
