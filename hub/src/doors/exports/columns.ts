import type { SignedMoney, Statement } from '@saite/contracts';
import type { Language } from '../language.ts';

/** A cell of a month's export: text, an amount, or a whole number. */
export type Cell =
  | { readonly text: string }
  | { readonly amount: SignedMoney | null }
  | { readonly count: number };

interface Column {
  readonly title: Readonly<Record<Language, string>>;
  readonly cell: (statement: Statement) => Cell;
}

/** The stays in the institution whose month is exported: of others only the days are known. */
const here = (statement: Statement) => statement.stays.filter((stay) => stay.institutionId !== null);

/** Columns of an institution's month, for people who work in a table. */
export const COLUMNS: readonly Column[] = [
  { title: { lv: 'Personas kods', en: 'Personal code' }, cell: (s) => ({ text: s.personCode }) },
  { title: { lv: 'Mēnesis', en: 'Month' }, cell: (s) => ({ text: s.month }) },
  { title: { lv: 'Versija', en: 'Version' }, cell: (s) => ({ count: s.version }) },
  {
    title: { lv: 'Izvietojumi', en: 'Placements' },
    cell: (s) => ({
      text: here(s)
        .flatMap((stay) => stay.placementId ?? [])
        .join(' '),
    }),
  },
  {
    title: { lv: 'Dienas šajā iestādē', en: 'Days here' },
    cell: (s) => ({ count: here(s).reduce((sum, stay) => sum + stay.days, 0) }),
  },
  { title: { lv: 'Dienas aprūpē', en: 'Days in care' }, cell: (s) => ({ count: s.daysInCare }) },
  { title: { lv: 'Bāze, EUR', en: 'Base, EUR' }, cell: (s) => ({ amount: s.base }) },
  {
    title: { lv: 'Likme', en: 'Rate' },
    cell: (s) => ({ text: `${Number((Number(s.rate) * 100).toFixed(2))} %` }),
  },
  {
    title: { lv: 'Nauda personiskiem izdevumiem, EUR', en: 'Personal allowance, EUR' },
    cell: (s) => ({ amount: s.allowance }),
  },
  {
    title: { lv: 'Aprūpes izmaksas, EUR', en: 'Cost of care, EUR' },
    cell: (s) => ({ amount: s.serviceCost }),
  },
  {
    title: { lv: 'Klienta maksājums, EUR', en: 'Client share, EUR' },
    cell: (s) => ({ amount: s.clientShare }),
  },
  { title: { lv: 'Atlikums klientam, EUR', en: 'Remainder, EUR' }, cell: (s) => ({ amount: s.remainder }) },
  { title: { lv: 'Iztrūkums, EUR', en: 'Shortfall, EUR' }, cell: (s) => ({ amount: s.shortfall }) },
  { title: { lv: 'Izmaiņa, EUR', en: 'Delta, EUR' }, cell: (s) => ({ amount: s.delta }) },
  { title: { lv: 'Norādes', en: 'Flags' }, cell: (s) => ({ text: s.flags.join(' ') }) },
];
