/** A care institution that is made: its id and the municipality where it stands (ATVK of 2021). */
export interface MadeInstitution {
  readonly id: string;
  readonly atvk: string;
}

/** State centres (*valsts sociālās aprūpes centrs*, VSAC) with their branches (*filiāle*), by municipality. */
const STATE_CENTRES: Readonly<Record<string, readonly string[]>> = {
  KURZEME: ['0027000', '0051000', '0005000', '0046000'],
  LATGALE: ['0022000', '0043000', '0002000', '0024000'],
  RIGA: ['0001000', '0034000', '0044000'],
  VIDZEME: ['0048000', '0054000', '0053000'],
  ZEMGALE: ['0028000', '0003000', '0025000', '0020000'],
};

/** Municipal centres (*pašvaldības sociālās aprūpes centrs*). */
const MUNICIPAL_CENTRES: Readonly<Record<string, string>> = {
  'PSAC-RIGA-01': '0001000',
  'PSAC-LIEPAJA-01': '0005000',
  'PSAC-VENTSPILS-01': '0007000',
  'PSAC-CESIS-01': '0026000',
  'PSAC-JEKABPILS-01': '0031000',
  'PSAC-OGRE-01': '0040000',
  'PSAC-MADONA-01': '0038001',
};

/** 25 institutions: 18 branches of five state centres and 7 municipal ones. */
export const INSTITUTIONS: readonly MadeInstitution[] = [
  ...Object.entries(STATE_CENTRES).flatMap(([region, places]) =>
    places.map((atvk, branch) => ({ id: `VSAC-${region}-${String(branch + 1).padStart(2, '0')}`, atvk })),
  ),
  ...Object.entries(MUNICIPAL_CENTRES).map(([id, atvk]) => ({ id, atvk })),
];

/** Municipalities in which the made persons are declared (ATVK in force since July 2025). */
export const MUNICIPALITIES: readonly string[] = [
  ...new Set(INSTITUTIONS.map((institution) => institution.atvk)),
  '0021000',
  '0035000',
  '0042000',
  '0049000',
  '0056000',
];
