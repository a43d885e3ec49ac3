import { z } from 'zod';
import { CalendarDate } from './calendar.ts';

const WEIGHTS = [1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CENTURIES: Readonly<Record<string, number>> = { '0': 1800, '1': 1900, '2': 2000 };

const RIGA_DATE = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Riga' });

/**
 * Whether eleven digits are a Latvian personal code (*personas kods*).
 *
 * Two forms live side by side: since 1 July 2017 a code begins with `3` and a digit `2`-`9` and carries
 * neither a birth date nor a check digit; an older one is `DDMMYYCNNNN`, a real date that is not in the
 * future plus a check digit `(1101 - Σ wᵢdᵢ) mod 11`, where 10 cannot be written and is invalid.
 *
 * @param digits eleven ASCII digits without the hyphen
 * @param today the calendar date in Riga, `YYYY-MM-DD`, after which a birth date lies in the future; the present one
 *   if absent
 */
export function isPersonCode(digits: string, today?: string): boolean {
  if (!/^[0-9]{11}$/.test(digits)) return false;
  if (/^3[2-9]/.test(digits)) return true;
  const born = dateIn(digits);
  if (born === undefined || liesAhead(born, today)) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits.charAt(index)), 0);
  return (1101 - sum) % 11 === Number(digits.charAt(10));
}

/**
 * Whether a date lies in the future. Riga's date is never behind that of UTC, so a date that has come there needs no
 * look at the time zone, which costs more than all else of reading a code.
 */
function liesAhead(date: string, today: string | undefined): boolean {
  if (today !== undefined) return date > today;
  const now = new Date();
  return date > now.toISOString().slice(0, 10) && date > RIGA_DATE.format(now);
}

/** Eleven digits that stand by themselves, or between signs: not within a longer number or the id of a message. */
const BETWEEN_SIGNS = /(?<![0-9A-Za-z])[0-9]{6}-?[0-9]{5}(?![0-9A-Za-z])/g;

/** Whether a text shows a personal code: whoever made it up may have put one where none belongs. */
export function showsPersonCode(text: string): boolean {
  for (const [written] of text.matchAll(BETWEEN_SIGNS))
    if (isPersonCode(written.replace('-', ''))) return true;
  return false;
}

/** The date that a code of the old form begins with, if it is a real one. */
function dateIn(digits: string): string | undefined {
  const century = CENTURIES[digits.charAt(6)];
  if (century === undefined) return undefined;
  const day = Number(digits.slice(0, 2));
  const month = Number(digits.slice(2, 4));
  const born = new Date(Date.UTC(century + Number(digits.slice(4, 6)), month - 1, day));
  if (born.getUTCMonth() !== month - 1 || born.getUTCDate() !== day) return undefined;
  return born.toISOString().slice(0, 10);
}

/** The date of birth that a code of the old form carries; `null` for the new form, which carries none. */
export const birthDateIn = (code: PersonCode): CalendarDate | null =>
  /^3[2-9]/.test(code) ? null : CalendarDate.parse(dateIn(code));

/**
 * A personal code as a person or a register writes it: eleven digits, a hyphen allowed after the sixth.
 * Parsing gives the eleven digits. The message never repeats what was written.
 */
export const PersonCode = z
  .string({ error: 'expected a personal code as text' })
  .regex(/^[0-9]{6}-?[0-9]{5}$/, {
    error: 'expected 11 digits, a hyphen allowed after the sixth',
    abort: true,
  })
  .overwrite((written) => written.replace('-', ''))
  .refine((digits) => isPersonCode(digits), { error: 'not a personal code: wrong date or check digit' })
  .brand<'PersonCode'>()
  .describe('Personal code (personas kods), 11 digits; a hyphen is allowed after the sixth');
export type PersonCode = z.infer<typeof PersonCode>;
