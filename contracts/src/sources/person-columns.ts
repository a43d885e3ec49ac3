import type { CalendarDate } from '../values/calendar.ts';
import type { Atvk } from '../values/ids.ts';
import type { PersonCode } from '../values/person-code.ts';
import { CellFault, cell, cellOrEmpty, date, personCode, territoryCode } from './cells.ts';
import { type FileMonth, isWithin } from './file-month.ts';
import type { ColumnWords, RowSubject } from './structure.ts';
import { territoryFault } from './territory.ts';

/** Words of a column. */
export const words = (lv: string, en: string, formLv: string, formEn: string): ColumnWords => ({
  lv,
  en,
  form: { lv: formLv, en: formEn },
});

export const DATE_FORM = ['datums GGGG-MM-DD', 'date YYYY-MM-DD'] as const;
export const TERRITORY_FORM = [
  'ATVK kods, 7 cipari, perioda pēdējā dienā spēkā esoša pašvaldība',
  "ATVK code, 7 digits, a municipality in force on the period's last day",
] as const;

/** The columns that every row about a person begins with. */
export const personCells = {
  person_code: cell(personCode),
  birth_date: cellOrEmpty(date),
  atvk: cellOrEmpty(territoryCode),
};

export const personColumns = {
  person_code: words('personas kods', 'personal code', '11 cipari', '11 digits'),
  birth_date: words('dzimšanas datums', 'date of birth', ...DATE_FORM),
  atvk: words('deklarētā dzīvesvieta', 'declared residence', ...TERRITORY_FORM),
};

interface PersonCells {
  readonly person_code: PersonCode;
  readonly birth_date: CalendarDate | null;
  readonly atvk: Atvk | null;
}

/** What is wrong with a person of a row, who must have been born by the day that the row tells of. */
export const personFaults = ({ birth_date, atvk }: PersonCells, day: CalendarDate, month: FileMonth) => ({
  birth_date: birth_date !== null && birth_date > day ? new CellFault('BORN_LATER') : undefined,
  atvk: atvk === null ? undefined : territoryFault(atvk, month),
});

/** The person of a row; whoever lacks birth or residence is looked up elsewhere, by the code. */
export const personSubject = ({ person_code, birth_date, atvk }: PersonCells): RowSubject => ({
  kind: 'person',
  code: person_code,
  needsCode: birth_date === null || atvk === null,
});

export const personFacts = ({ birth_date, atvk }: PersonCells) => ({ bornOn: birth_date, residence: atvk });

/** A day that must lie in the period. */
export const withinFault = (day: CalendarDate, month: FileMonth): CellFault | undefined =>
  isWithin(day, month) ? undefined : new CellFault('DATE_OUTSIDE_PERIOD', month.period);
