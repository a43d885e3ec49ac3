import type { Titles } from '@saite/contracts';
import type { Edition } from '../editions/edition.ts';

/** Latvian takes the singular for 1, 21, 31 ..., not for 11. */
const isOne = (count: number): boolean => count % 10 === 1 && count % 100 !== 11;

const figuresLv = (count: number) =>
  `${isOne(count) ? 'Labots' : 'Laboti'} ${count} ${isOne(count) ? 'rādītājs' : 'rādītāji'}`;
const rowsLv = (count: number) => `${count} ${isOne(count) ? 'rindā' : 'rindās'}`;
const figuresEn = (count: number) => `${count} ${count === 1 ? 'figure' : 'figures'}`;
const rowsEn = (count: number) => `${count} ${count === 1 ? 'row' : 'rows'}`;

/** What a corrected edition says of itself (*labojums*); `null` for a first edition. */
export function correctionOf({ changes }: Pick<Edition, 'changes'>): Titles | null {
  if (changes === null) return null;
  const figures = changes.reduce((sum, { columns }) => sum + columns.length, 0);
  if (figures === 0)
    return {
      lv: 'Rādītāji, ko rāda abi izdevumi, nav mainījušies; mainījies, kuri rādītāji vai rindas ir publicētas.',
      en: 'The figures that both editions show are the same; which figures or rows are published has changed.',
    };
  return {
    lv: `${figuresLv(figures)} ${rowsLv(changes.length)}.`,
    en: `${figuresEn(figures)} in ${rowsEn(changes.length)} ${figures === 1 ? 'was' : 'were'} corrected.`,
  };
}
