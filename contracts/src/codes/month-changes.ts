import { z } from 'zod';

/** Why a client's month differs from the one before, with what people read. */
export const MONTH_CHANGES = {
  'new-client': { lv: 'jauns klients', en: 'New client' },
  left: { lv: 'klienta šeit vairs nav', en: 'Client is not here any more' },
  died: { lv: 'klients miris', en: 'Client died' },
  'payment-added': { lv: 'klāt nākusi izmaksa', en: 'A payment came' },
  'payment-ended': { lv: 'izmaksa beigusies', en: 'A payment ended' },
  'payment-amount': { lv: 'mainījusies izmaksas summa', en: 'Amount of a payment' },
  'income-now-known': { lv: 'SAIS ir atbildējusi par ienākumiem', en: 'SAIS has told the income' },
  'income-awaited': { lv: 'gaida SAIS atbildi par ienākumiem', en: 'SAIS has not told the income yet' },
  rate: { lv: 'mainījusies likme', en: 'Rate' },
  days: { lv: 'cits aprūpes dienu skaits', en: 'Days in care' },
  'month-length': { lv: 'cits mēneša garums', en: 'Length of the month' },
  moved: { lv: 'mainījies izvietojums', en: 'Another placement' },
  'daily-cost': { lv: 'mainījušās dienas izmaksas', en: 'Daily cost' },
  policy: { lv: 'mainījušies aprēķina noteikumi', en: 'Rules of the computation' },
  corrected: { lv: 'mēnesis pārrēķināts', en: 'The month was computed anew' },
} as const;

export const MonthChange = z
  .enum(Object.keys(MONTH_CHANGES) as [keyof typeof MONTH_CHANGES])
  .describe(
    'Why it differs: new-client, left and died as the words say; payment-added, payment-ended: a payment counts now, or no longer; payment-amount: what a payment grants; income-now-known, income-awaited: whether SAIS has answered; rate; days: days in care of a month that is not whole; month-length: two whole months of unequal length, and with it of unequal cost; moved: days are counted in other placements; daily-cost; policy: rules of the computation; corrected: this month was told before, and has been told anew',
  );
export type MonthChange = z.infer<typeof MonthChange>;
