/** Municipalities (*pašvaldības*) in force since July 2025, by their ATVK codes: 7 state cities and 35 *novadi*. */
export const CHILD_MUNICIPALITIES: readonly string[] = [
  ...['0001000', '0002000', '0003000', '0004000', '0005000', '0006000', '0007000'],
  ...['0020000', '0021000', '0022000', '0023000', '0024000', '0025000', '0026000', '0027000', '0028000'],
  ...['0029000', '0030000', '0031000', '0032000', '0033000', '0034000', '0035000', '0036000', '0037000'],
  ...['0038001', '0039000', '0040000', '0041000', '0042000', '0043000', '0044000', '0045000', '0046000'],
  ...['0047000', '0048000', '0049000', '0051000', '0052000', '0053000', '0054000', '0056000'],
];

/** The orphan's court (*bāriņtiesa*) of a municipality: there is at most one. */
export const courtOf = (atvk: string): string => `BT-${atvk}`;

/** An institution for children: its id, and the municipality where it stands. */
export interface ChildInstitution {
  readonly id: string;
  readonly atvk: string;
}

/** Municipalities with a care centre for children (*bērnu aprūpes centrs*, BAC), some with several. */
const CARE_CENTRES: Readonly<Record<string, { readonly atvk: string; readonly count: number }>> = {
  RIGA: { atvk: '0001000', count: 4 },
  DAUGAVPILS: { atvk: '0002000', count: 2 },
  JELGAVA: { atvk: '0003000', count: 1 },
  LIEPAJA: { atvk: '0005000', count: 2 },
  REZEKNE: { atvk: '0006000', count: 1 },
  VENTSPILS: { atvk: '0007000', count: 1 },
  BAUSKA: { atvk: '0025000', count: 1 },
  CESIS: { atvk: '0026000', count: 1 },
  JEKABPILS: { atvk: '0031000', count: 1 },
  OGRE: { atvk: '0040000', count: 1 },
  TALSI: { atvk: '0051000', count: 1 },
  VALMIERA: { atvk: '0054000', count: 1 },
};

/** Municipalities with a centre of social rehabilitation for children (*bērnu sociālās rehabilitācijas centrs*, BSRC). */
const REHABILITATION_CENTRES: Readonly<Record<string, { readonly atvk: string; readonly count: number }>> = {
  RIGA: { atvk: '0001000', count: 1 },
  JURMALA: { atvk: '0004000', count: 1 },
  KRASLAVA: { atvk: '0032000', count: 1 },
  KULDIGA: { atvk: '0033000', count: 1 },
  MADONA: { atvk: '0038001', count: 1 },
  SALDUS: { atvk: '0046000', count: 1 },
  SIGULDA: { atvk: '0048000', count: 1 },
  TUKUMS: { atvk: '0052000', count: 1 },
};

const idsOf = (kind: string, places: typeof CARE_CENTRES): ChildInstitution[] =>
  Object.entries(places).flatMap(([place, { atvk, count }]) =>
    Array.from({ length: count }, (_, index) => ({
      id: `${kind}-${place}-${String(index + 1).padStart(2, '0')}`,
      atvk,
    })),
  );

/** 25 institutions: 17 care centres and 8 centres of social rehabilitation. */
export const CHILD_INSTITUTIONS: readonly ChildInstitution[] = [
  ...idsOf('BAC', CARE_CENTRES),
  ...idsOf('BSRC', REHABILITATION_CENTRES),
];
