import type { Titles } from '../codes/statistics.ts';

/** Why a file is not taken, and what its sender does about it. */
export interface ReasonText extends Titles {
  /** What is added where something better is known; `{}` stands for it. */
  readonly hint?: Titles;
}

const reason = (lv: string, en: string, hint?: Titles): ReasonText => ({ lv, en, ...(hint && { hint }) });
const likely: Titles = { lv: 'Iespējams, domāts: {}.', en: 'Probably meant: {}.' };
const allowed: Titles = { lv: 'Atļautās vērtības: {}.', en: 'Allowed values: {}.' };

/**
 * Every reason for which a source's file is not taken (*neatbilstība faila struktūrai*): stable codes with what is
 * wrong and what to do. No text and no hint ever repeats a value that could be about a person.
 */
export const SOURCE_REASONS = {
  NAME_WRONG: reason(
    'Datnes nosaukums nav <avots>-<GGGG-MM>-<versija>.csv, vai avots nav tas, kura mapē datne ievietota.',
    'The name of the file is not <source>-<YYYY-MM>-<version>.csv, or it names another source than the folder.',
  ),
  PERIOD_NOT_OVER: reason(
    'Periods vēl nav beidzies. Iesniedziet datni pēc perioda pēdējās dienas.',
    'The period is not over yet. Hand the file in after the last day of the period.',
  ),
  VERSION_OLDER: reason(
    'Par šo periodu jau pieņemta jaunāka versija.',
    'A newer version has been taken for this period.',
    { lv: 'Nākamā versija: {}.', en: 'The next version is {}.' },
  ),
  VERSION_GAP: reason(
    'Versiju secībā ir pārtraukums: iepriekšējā versija nav pieņemta.',
    'The version leaves a gap: the one before it has not been taken.',
    { lv: 'Nākamā versija: {}.', en: 'The next version is {}.' },
  ),
  VERSION_TAKEN: reason(
    'Šī versija jau pieņemta ar citu saturu.',
    'This version has been taken with other content.',
    { lv: 'Labotu datni iesniedziet ar versiju {}.', en: 'Hand in the corrected file as version {}.' },
  ),
  FILE_EMPTY: reason(
    'Datne ir tukša. Datnē bez rindām jābūt kolonnu nosaukumiem.',
    'The file is empty. A file without rows has the names of the columns.',
  ),
  NOT_UTF8: reason(
    'Datne nav UTF-8 kodējumā vai nav CSV. Saglabājiet to kā "CSV UTF-8".',
    'The file is not in UTF-8, or is no CSV. Save it as "CSV UTF-8".',
  ),
  QUOTES_WRONG: reason(
    'Pēdiņas lietotas nepareizi (RFC 4180): lauks sākas un beidzas ar pēdiņām, pēdiņas laukā dubulto.',
    'Quotes are not as RFC 4180 says: a field begins and ends with them, a quote inside is doubled.',
  ),
  CELL_TOO_LONG: reason(
    'Šūnā ir vairāk nekā 500 zīmju vai rindā pārāk daudz šūnu. Pārbaudiet, vai kādas pēdiņas nav palikušas neaizvērtas.',
    'A cell has more than 500 characters, or a row too many cells. Check whether a quote was left open.',
  ),
  HEADER_MISSING: reason(
    'Pirmajā rindā nav kolonnu nosaukumu.',
    'The first row does not hold the names of the columns.',
    { lv: 'Kolonnas: {}.', en: 'The columns are {}.' },
  ),
  COLUMN_MISSING: reason('Trūkst kolonnas.', 'A column is missing.', {
    lv: 'Iespējams, tā nosaukta citādi: {}.',
    en: 'It is probably the one called {}.',
  }),
  COLUMN_UNKNOWN: reason(
    'Kolonnas nav saskaņotajā datnes struktūrā.',
    'The agreed structure has no such column.',
    likely,
  ),
  COLUMN_DOUBLED: reason('Kolonna atkārtojas.', 'The column stands there more than once.'),
  ROW_LENGTH: reason(
    'Rindā ir cits šūnu skaits nekā virsrakstā.',
    'The row has another number of cells than the header.',
    { lv: 'Jābūt {}.', en: 'It should have {}.' },
  ),
  TOTAL_ROW: reason(
    'Rinda izskatās pēc kopsavilkuma. Datnē drīkst būt tikai datu rindas; kopsavilkumus izņemiet.',
    'The row looks like a total. A file holds rows of data only; take totals out.',
  ),
  ROW_DOUBLED: reason(
    'Rinda ar tādiem pašiem atslēgas laukiem jau ir datnē.',
    'Another row of the file has the same key.',
    { lv: 'Pirmo reizi tā ir {}. rindā.', en: 'It first stands in row {}.' },
  ),
  CELL_EMPTY: reason('Šūna nedrīkst būt tukša.', 'The cell must not be empty.'),
  SPACES_AROUND: reason(
    'Vērtības sākumā vai beigās ir atstarpe.',
    'There is a space before or after the value.',
  ),
  PERSON_CODE_WRONG: reason(
    'Personas kods nav derīgs: vajadzīgi 11 cipari, pareizs datums un kontrolcipars.',
    'The personal code is not valid: it takes 11 digits, a real date and the right check digit.',
  ),
  DATE_WRONG: reason(
    'Nav īsta datuma formātā GGGG-MM-DD.',
    'It is not a real calendar date of the form YYYY-MM-DD.',
  ),
  DATE_OUTSIDE_PERIOD: reason('Datums nav datnes periodā.', "The date is not in the file's period.", {
    lv: 'Periods: {}.',
    en: 'The period is {}.',
  }),
  DATES_NOT_IN_ORDER: reason(
    'Beigu datums ir agrāks par sākuma datumu.',
    'The last day is before the first one.',
  ),
  BORN_LATER: reason(
    'Dzimšanas datums ir vēlāks par notikuma datumu.',
    'The date of birth is later than what the row tells of.',
  ),
  TERRITORY_WRONG: reason(
    'ATVK kodam jābūt 7 cipariem kā tekstam, ar nullēm sākumā.',
    'A territory code (ATVK) has 7 digits as text, with the zeros in front.',
  ),
  TERRITORY_UNKNOWN: reason(
    'Klasifikatorā nav pašvaldības ar šādu ATVK kodu.',
    'The classifier has no municipality with this code.',
  ),
  TERRITORY_OF_ANOTHER_YEAR: reason(
    'ATVK kods perioda pēdējā dienā nav spēkā: tas ir no cita gada klasifikatora.',
    "The territory code is not in force on the period's last day: it is one of another year.",
    likely,
  ),
  CODE_UNKNOWN: reason('Vērtības nav kodu sarakstā.', 'The value is not on the list of codes.', allowed),
  LIST_REPEATS: reason('Sarakstā kods atkārtojas.', 'The list names a code twice.'),
  NOT_A_WHOLE_NUMBER: reason(
    'Skaitam jābūt veselam skaitlim no 0, bez atstarpēm, punktiem un komatiem.',
    'A count is a whole number from 0, without spaces, points and commas.',
  ),
  NUMBER_TOO_LARGE: reason(
    'Skaits ir lielāks par 10 000 000. Pārbaudiet, vai tas nav kopsavilkums.',
    'The count is above 10 000 000. Check whether it is a total.',
  ),
  AMOUNT_WRONG: reason(
    'Summai eiro jābūt ar punktu un diviem cipariem aiz tā, piemēram, 1234.50.',
    'An amount in euro has a point and two digits behind it, for example 1234.50.',
  ),
  COUNTS_CONTRADICT: reason(
    'Skaitļi ir pretrunā: algas vai periodi bez personām, vai algas bez periodiem.',
    'The figures contradict each other: wages or periods without persons, or wages without periods.',
  ),
  ID_WRONG: reason(
    'Numurā drīkst būt 1 līdz 64 burti bez garumzīmēm, cipari un . _ : -',
    'A number has 1 to 64 of A-Z a-z 0-9 . _ : -',
  ),
} as const satisfies Readonly<Record<string, ReasonText>>;
export type SourceReason = keyof typeof SOURCE_REASONS;

const texts: Readonly<Record<SourceReason, ReasonText>> = SOURCE_REASONS;

/** What a sender reads of a reason, in both languages. */
export function reasonText(code: SourceReason, hint: string | null): Titles {
  const { lv, en, hint: hinted } = texts[code];
  if (hint === null || !hinted) return { lv, en };
  return { lv: `${lv} ${hinted.lv.replace('{}', hint)}`, en: `${en} ${hinted.en.replace('{}', hint)}` };
}
