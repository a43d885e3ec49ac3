import { Atvk, MUNICIPALITIES, type Municipality, UNKNOWN_TERRITORY } from '@saite/contracts';

const byCode = new Map(MUNICIPALITIES.map((one) => [one.code, one]));
const UNKNOWN = Atvk.parse(UNKNOWN_TERRITORY);

/** In the classifier since 2021 the first four digits of a town's or parish's code are its municipality's. */
const byStart = new Map(
  MUNICIPALITIES.filter(({ code }) => code.startsWith('00') && code.endsWith('000')).map((one) => [
    one.code.slice(0, 4),
    one,
  ]),
);

/**
 * The municipality (*pašvaldība*) of today's classifier in which a territory lies: a town or parish (*teritoriālā
 * vienība*) is too small to be told. `0000000` if the code is none of the classifier.
 */
export function municipalityOf(territory: Atvk): Atvk {
  let found: Municipality | undefined = byCode.get(territory) ?? byStart.get(territory.slice(0, 4));
  while (found?.into) found = byCode.get(found.into);
  return found ? Atvk.parse(found.code) : UNKNOWN;
}

/** Where a person lives, if the register does not say. */
export const unknownTerritory = UNKNOWN;
