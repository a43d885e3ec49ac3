import { MUNICIPALITIES, type Municipality, municipalityOn } from '@saite/contracts';

/** In the classifier of 2021 digits 3 and 4 name the municipality; before, a unit shared the first five digits with it. */
const prefixOf = ({ code, from }: Municipality): string => code.slice(0, from < '2021-07-01' ? 5 : 4);

/** The municipality's own code for one that names a unit of it; a municipality's code stays as it is. */
function municipalityCode(code: string, day: string): string | undefined {
  if (MUNICIPALITIES.some((one) => one.code === code)) return code;
  const holders = MUNICIPALITIES.filter((one) => code.startsWith(prefixOf(one)));
  const inForce = holders.find(({ from, to }) => from <= day && (to === null || day <= to));
  return (inForce ?? holders.at(-1))?.code;
}

/** Every code that a municipality went into, itself first. */
function successors(code: string): string[] {
  const found = MUNICIPALITIES.find((one) => one.code === code);
  if (!found) return [];
  return found.into === null ? [code] : [code, ...successors(found.into)];
}

/**
 * The municipality that a territory belongs to in the classifier (ATVK) in force on a day. A code of an older
 * classifier counts as its successor. A code of a later one counts as its predecessor if it had only one: of several
 * nobody can tell which, so `undefined`; nor of a code that no classifier has.
 *
 * @param territory ATVK code of a municipality or one of its units, of any classifier
 */
export function territoryOn(territory: string, day: string): string | undefined {
  const code = municipalityCode(territory, day);
  if (code === undefined) return undefined;
  const later = successors(code).find((one) => municipalityOn(one, day));
  if (later !== undefined) return later;
  const earlier = MUNICIPALITIES.filter(
    (one) => municipalityOn(one.code, day) && successors(one.code).includes(code),
  );
  return earlier.length === 1 ? earlier[0]?.code : undefined;
}
