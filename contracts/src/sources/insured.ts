import { z } from 'zod';
import { SEXES, UNKNOWN_TERRITORY } from '../codes/statistics.ts';
import { Atvk } from '../values/ids.ts';
import { toCents } from '../values/money.ts';
import { amount, CellFault, cell, cellOrEmpty, codeIn, territoryCode, wholeNumber } from './cells.ts';
import { words } from './person-columns.ts';
import { declareSource, faultsOf } from './structure.ts';
import { territoryFault } from './territory.ts';

const contradiction = (is: boolean) => (is ? new CellFault('COUNTS_CONTRADICT') : undefined);

/** Socially insured persons (*sociāli apdrošinātās personas*) by declared residence and sex: of VSAA's SAIS. */
export const insured = declareSource({
  source: 'insured',
  titles: { lv: 'sociāli apdrošinātās personas', en: 'socially insured persons' },
  register: 'sais',
  type: 'sais.insured.reported.v1',
  row: z.strictObject({
    atvk: cellOrEmpty(territoryCode),
    sex: cell(codeIn(SEXES)),
    persons: cell(wholeNumber),
    contribution_wages: cell(amount),
    contribution_periods: cell(wholeNumber),
  }),
  columns: {
    atvk: words(
      'deklarētā dzīvesvieta',
      'declared residence',
      'ATVK kods, 7 cipari; tukšs, ja teritorija nav zināma',
      'ATVK code, 7 digits; empty if the territory is not known',
    ),
    sex: words('dzimums', 'sex', 'kods', 'code'),
    persons: words('personu skaits', 'persons', 'vesels skaitlis', 'whole number'),
    contribution_wages: words(
      'iemaksu algu summa',
      'sum of contribution wages',
      'EUR, punkts un divi cipari, piemēram, 1234.50',
      'EUR with a point and two digits, for example 1234.50',
    ),
    contribution_periods: words(
      'iemaksu periodu skaits',
      'contribution periods',
      'vesels skaitlis',
      'whole number',
    ),
  },
  namedBy: ['atvk', 'sex'],
  check: ({ atvk, persons, contribution_wages: wages, contribution_periods: periods }, month) =>
    faultsOf({
      atvk: atvk === null ? undefined : territoryFault(atvk, month),
      // The average wage is the sum divided by the periods.
      contribution_wages: contradiction(toCents(wages) > 0 && (persons === 0 || periods === 0)),
      contribution_periods: contradiction(periods > 0 && persons === 0),
    }),
  subject: ({ atvk }) => ({ kind: 'territory', atvk: atvk ?? Atvk.parse(UNKNOWN_TERRITORY) }),
  facts: ({ sex, persons, contribution_wages, contribution_periods }) => ({
    sex,
    persons,
    contributionWages: contribution_wages,
    contributionPeriods: contribution_periods,
  }),
  sums: ({ atvk, sex, persons, contribution_wages, contribution_periods }) => ({
    group: sex,
    values: [persons, toCents(contribution_wages), contribution_periods],
    isOfTerritory: atvk !== null,
  }),
});
