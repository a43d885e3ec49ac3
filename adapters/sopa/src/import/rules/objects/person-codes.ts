import { isPersonCode } from '@saite/contracts';

const CENTURIES: Readonly<Record<string, string>> = { '0': '18', '1': '19', '2': '20' };

/** Whether a valid code of the old form carries another date of birth; one of the new form carries none. */
export function bearsOtherBirth(digits: string, birthDate: string): boolean {
  const second = digits.charAt(1);
  if (digits.charAt(0) === '3' && second >= '2') return false;
  return (
    digits.slice(0, 2) !== birthDate.slice(8) ||
    digits.slice(2, 4) !== birthDate.slice(5, 7) ||
    digits.slice(4, 6) !== birthDate.slice(2, 4) ||
    CENTURIES[digits.charAt(6)] !== birthDate.slice(0, 2)
  );
}

/** Six digits and five with or without a hyphen, in no longer row of digits; a telephone number with `+371` is none. */
const LIKE_A_CODE = /(?<![0-9])(?<!\+(?=371))[0-9]{6}-?[0-9]{5}(?![0-9])/g;

/**
 * Whether a text holds what would be a personal code.
 *
 * @param today day after which nobody is born yet, `YYYY-MM-DD`
 */
export function holdsPersonCode(text: string, today: string): boolean {
  LIKE_A_CODE.lastIndex = 0;
  for (let found = LIKE_A_CODE.exec(text); found; found = LIKE_A_CODE.exec(text))
    if (isPersonCode(found[0].replace('-', ''), today)) return true;
  return false;
}
