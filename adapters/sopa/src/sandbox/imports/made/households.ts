import { changesOf } from './changes.ts';
import { dateOf, firstDayOf, lastOfMonths, monthOfDay, monthText } from './days.ts';
import { dice, pick } from './dice.ts';
import { baseAt, indexAt, type Neighbourhood, personIdAt } from './places.ts';
import type { Made } from './plain.ts';
import { SENTENCES } from './words.ts';

const DECLARED = 100;
const INCOME = 110;
const STATUS = 120;
const SURVEY = 130;
const MONTHS = 3;

/** Who lives together: places, the declarant first, with the relation of the others to that one. */
export interface Household {
  readonly places: readonly number[];
  readonly relations: readonly Made<'declaration'>['member'][number]['relation'][];
  readonly income: readonly Made<'declaration'>['member'][number]['income'][number]['kind'][];
}

/** The day on which the household at a place declared its income, day number. */
export const declaredAt = (neighbourhood: Neighbourhood, place: number): number =>
  neighbourhood.town.origin - 40 - dice(baseAt(neighbourhood, place), DECLARED, 20);

type DeclaredMember = Made<'declaration'>['member'][number];

function memberOf(
  neighbourhood: Neighbourhood,
  household: Household,
  at: number,
  firstMonth: number,
): DeclaredMember {
  const place = household.places[at] ?? 0;
  const base = baseAt(neighbourhood, place);
  const kind = household.income[at] ?? 'none';
  const income = Array.from({ length: MONTHS }, (_, month) => ({
    kind,
    month: monthText(firstMonth + month),
    amount: kind === 'none' ? 0 : 4_000 + dice(base, INCOME + month, 30_000),
  }));
  return {
    memberId: personIdAt(neighbourhood, place),
    relation: household.relations[at] ?? 'other',
    income,
    total: income.reduce((sum, { amount }) => sum + amount, 0),
  };
}

/** Declaration of means of subsistence (*iztikas līdzekļu deklarācija*) of a household. */
export function declarationOf(neighbourhood: Neighbourhood, household: Household): Made<'declaration'> {
  const place = household.places[0] ?? 0;
  const declared = declaredAt(neighbourhood, place);
  const firstMonth = monthOfDay(declared) - MONTHS;
  const member = household.places.map((_, at) => memberOf(neighbourhood, household, at, firstMonth));
  const totalIncome = member.reduce((sum, { total }) => sum + total, 0);
  const persons = member.length * MONTHS;
  const base = baseAt(neighbourhood, place);
  return {
    declarationId: `D-${indexAt(neighbourhood, place)}`,
    personId: personIdAt(neighbourhood, place),
    declaredOn: dateOf(declared),
    periodFrom: monthText(firstMonth),
    periodTo: monthText(firstMonth + MONTHS - 1),
    householdSize: member.length,
    member,
    totalIncome,
    incomePerMember: Math.floor((2 * totalIncome + persons) / (2 * persons)),
    savings: dice(base, DECLARED, 3) === 0 ? dice(base, INCOME, 100_000) : null,
    debts: dice(base, DECLARED, 4) === 0 ? dice(base, INCOME, 200_000) : null,
  };
}

/** First day of the status of the household at a place, day number. */
export const statusFrom = (neighbourhood: Neighbourhood, place: number): number =>
  firstDayOf(monthOfDay(declaredAt(neighbourhood, place)));

/** Months for which the status is granted: long enough for every benefit that rests on it. */
export const STATUS_MONTHS = { short: 3, long: 6 } as const;

/** Status of a household without means or of low income (*statuss*). */
export function statusOf(neighbourhood: Neighbourhood, household: Household): Made<'status'> {
  const place = household.places[0] ?? 0;
  const base = baseAt(neighbourhood, place);
  const { declarationId, householdSize, incomePerMember } = declarationOf(neighbourhood, household);
  const decided = declaredAt(neighbourhood, place) + dice(base, STATUS, 10);
  const from = statusFrom(neighbourhood, place);
  const months = dice(base, STATUS, 2) === 0 ? STATUS_MONTHS.short : STATUS_MONTHS.long;
  return {
    statusId: `S-${indexAt(neighbourhood, place)}`,
    personId: personIdAt(neighbourhood, place),
    kind: incomePerMember < 15_000 ? 'needy' : 'low-income',
    decisionNumber: `${dice(base, STATUS, 30)}/${dateOf(decided).slice(0, 4)}-${dice(base, STATUS, 900)}`,
    decidedOn: dateOf(decided),
    validFrom: dateOf(from),
    validTo: dateOf(lastOfMonths(from, months)),
    declarationId,
    householdSize,
    incomePerMember,
  };
}

/** A survey (*apsekojums*): why, of whom, and how long before the first file's last day. */
export interface SurveySketch {
  readonly place: number;
  readonly letter: string;
  readonly reason: Made<'survey'>['reason'];
  readonly housing: Made<'survey'>['housing'];
  /** Other persons of the household: places. */
  readonly members: readonly number[];
  readonly daysAgo: number;
}

const FEWEST_SENTENCES = 8;

function findingsOf(base: number, changes: number): string {
  const count = FEWEST_SENTENCES + dice(base, SURVEY, 13);
  const sentences: string[] = [];
  for (let at = 0; at < count; at += 1) sentences.push(pick(SENTENCES, base, SURVEY + 10 + at));
  if (changes > 0) sentences.push(`Papildināts ${changes}. reizi pēc sarunas ar ģimeni.`);
  return sentences.join(' ');
}

export function surveyOf(neighbourhood: Neighbourhood, sketch: SurveySketch): Made<'survey'> {
  const { place, letter, housing, members } = sketch;
  const base = baseAt(neighbourhood, place) + letter.charCodeAt(0);
  const surveyed = neighbourhood.town.origin - sketch.daysAgo - dice(base, SURVEY, 20);
  return {
    surveyId: `A-${indexAt(neighbourhood, place)}-${letter}`,
    personId: personIdAt(neighbourhood, place),
    reason: sketch.reason,
    requestedOn: dice(base, SURVEY, 3) === 0 ? null : dateOf(surveyed - dice(base, SURVEY, 12)),
    surveyedOn: dateOf(surveyed),
    housing,
    rooms: housing === 'homeless' ? 0 : 1 + dice(base, SURVEY, 4),
    householdSize: members.length + 1,
    memberId: members.map((member) => personIdAt(neighbourhood, member)),
    findings: findingsOf(base, changesOf(neighbourhood, place, 'findings')),
    followUpOn: dice(base, SURVEY, 4) === 0 ? dateOf(surveyed + 90) : null,
  };
}
