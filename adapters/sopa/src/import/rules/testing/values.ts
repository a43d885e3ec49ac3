import { Atvk, CalendarDate, Money, Month, toCents } from '@saite/contracts';
import { SopaId } from '@saite/contracts/sopa';
import type { FileContext } from '../cards.ts';

export const day = (text: string): CalendarDate => CalendarDate.parse(text);
export const month = (text: string): Month => Month.parse(text);
/** Whole cents of an amount as files write it, `109.00`. */
export const eur = (text: string) => toCents(Money.parse(text));
export const id = (text: string): SopaId => SopaId.parse(text);
export const atvk = (text: string): Atvk => Atvk.parse(text);

/** Rīga's file of 2 March 2026, a Monday. */
export const FILE: FileContext = {
  sender: atvk('0001000'),
  sequence: 41,
  periodFrom: day('2026-03-02'),
  periodTo: day('2026-03-02'),
};
