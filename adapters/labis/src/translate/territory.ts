import { Atvk, municipalityToday, UNKNOWN_TERRITORY } from '@saite/contracts';

/** Where a person lives, if the register does not say. */
export const unknownTerritory = Atvk.parse(UNKNOWN_TERRITORY);

/**
 * The municipality (*pašvaldība*) of today's classifier in which a territory lies: a town or parish (*teritoriālā
 * vienība*) is too small to be told. `0000000` if the code is none of the classifier.
 */
export const municipalityOf = (territory: Atvk): Atvk =>
  Atvk.parse(municipalityToday(territory) ?? UNKNOWN_TERRITORY);
