import { type Month, monthNumber, monthOf, monthOfNumber } from '@saite/contracts';
import { rigaDate } from '@saite/runtime';

export const RIGA = '0001000';
export const OGRE = '0040000';

/** The last month that is over in Riga, of which data sets are published. */
export const lastMonth = (): Month => monthOfNumber(monthNumber(monthOf(rigaDate(new Date()))) - 1);

/** The month that is not over, of which nothing is published. */
export const thisMonth = (): Month => monthOf(rigaDate(new Date()));

/** Somebody with a decision on a disability. */
interface MadePerson {
  readonly personCode: string;
  readonly age: number;
  readonly atvk: string;
  readonly group: 'I' | 'II' | 'III' | 'child';
  readonly disorder: string;
}

/** Names that must be seen nowhere. */
export const NAMES = ['Vizbulīte', 'Paraugozola'];

const codeOf = (number: number): string => `32${String(number).padStart(9, '0')}`;

const alike = (from: number, count: number, same: Omit<MadePerson, 'personCode'>): readonly MadePerson[] =>
  Array.from({ length: count }, (_, place) => ({ personCode: codeOf(from + place), ...same }));

/** Two of group I alone in their municipality, and enough of all others. */
export const MADE = {
  groupI: alike(7_001, 2, { age: 36, atvk: RIGA, group: 'I', disorder: 'hearing' }),
  groupII: alike(7_011, 8, { age: 56, atvk: RIGA, group: 'II', disorder: 'movement' }),
  groupIII: alike(7_021, 5, { age: 56, atvk: RIGA, group: 'III', disorder: 'movement' }),
  children: alike(7_031, 5, { age: 8, atvk: OGRE, group: 'child', disorder: 'mental' }),
};
export const DISABLED: readonly MadePerson[] = Object.values(MADE).flat();

/** Who is known to the employment agency alone. */
export const OTHERS: readonly string[] = alike(7_041, 3, {
  age: 31,
  atvk: OGRE,
  group: 'III',
  disorder: 'other',
}).map(({ personCode }) => personCode);

export const EVERY_CODE: readonly string[] = [...DISABLED.map(({ personCode }) => personCode), ...OTHERS];

/** The birthday of somebody who is so many years old at the end of the month. */
export const bornFor = (age: number): string => `${Number(lastMonth().slice(0, 4)) - age}-01-01`;

/** A record as PMLP's control call takes it. */
export const personBody = ({ personCode, age, atvk }: MadePerson) => ({
  personCode,
  recordVersion: 1,
  givenName: NAMES[0],
  familyName: NAMES[1],
  bornOn: bornFor(age),
  residence: { addressCode: '100', atvk, since: bornFor(age) },
});

/** A decision as VDEĀVK's control call takes it, in force since the month began. */
export const decisionBody = ({ personCode, group, disorder }: MadePerson, version = 1) => ({
  decisionId: `L-${EVERY_CODE.indexOf(personCode)}`,
  recordVersion: version,
  personCode,
  group,
  validFrom: `${lastMonth()}-01`,
  disorders: [disorder],
});

/** The file of the employment agency: of four persons it knows neither birth nor residence. */
export function unemployedFile(): string {
  const known = OTHERS.map((code) => `${lastMonth()}-05;;${code};${bornFor(31)};${OGRE}`);
  const unknown = MADE.groupIII.slice(0, 4).map(({ personCode }) => `${lastMonth()}-05;;${personCode};;`);
  return ['status_from;status_to;person_code;birth_date;atvk', ...known, ...unknown, ''].join('\r\n');
}
