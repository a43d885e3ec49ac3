/**
 * Municipalities of the territorial classifier (*administratīvo teritoriju un teritoriālo vienību klasifikators*,
 * ATVK) with the days on which each code is in force: 119 to 30.06.2021, 43 from 01.07.2021 (MK 379 of 15.06.2021),
 * 42 from 01.07.2025, when Varakļānu novads joined Madonas novads. Both spaces have seven digits, so a code without a
 * date is ambiguous. `to` is the last day, `null` while in force; `into` is the municipality that took it over, as far
 * as most of its parishes go (some went elsewhere: Skultes pagasts to Limbažu novads).
 */
export interface Municipality {
  readonly code: string;
  readonly name: string;
  readonly from: string;
  readonly to: string | null;
  readonly into: string | null;
}

/** Codes of today's classifier: code and name. */
const SINCE_2021 = `\
0001000 Rīga
0002000 Daugavpils
0003000 Jelgava
0004000 Jūrmala
0005000 Liepāja
0006000 Rēzekne
0007000 Ventspils
0020000 Aizkraukles novads
0021000 Alūksnes novads
0022000 Augšdaugavas novads
0023000 Ādažu novads
0024000 Balvu novads
0025000 Bauskas novads
0026000 Cēsu novads
0027000 Dienvidkurzemes novads
0028000 Dobeles novads
0029000 Gulbenes novads
0030000 Jelgavas novads
0031000 Jēkabpils novads
0032000 Krāslavas novads
0033000 Kuldīgas novads
0034000 Ķekavas novads
0035000 Limbažu novads
0036000 Līvānu novads
0037000 Ludzas novads
0038000 Madonas novads
0039000 Mārupes novads
0040000 Ogres novads
0041000 Olaines novads
0042000 Preiļu novads
0043000 Rēzeknes novads
0044000 Ropažu novads
0045000 Salaspils novads
0046000 Saldus novads
0047000 Saulkrastu novads
0048000 Siguldas novads
0049000 Smiltenes novads
0051000 Talsu novads
0052000 Tukuma novads
0053000 Valkas novads
0054000 Valmieras novads
0055000 Varakļānu novads
0056000 Ventspils novads
`;

/** Codes to 30.06.2021: code, code that took it over, name. */
const UNTIL_2021 = `\
0010000 0001000 Rīga
0050000 0002000 Daugavpils
0090000 0003000 Jelgava
0110000 0031000 Jēkabpils
0130000 0004000 Jūrmala
0170000 0005000 Liepāja
0210000 0006000 Rēzekne
0250000 0054000 Valmiera
0270000 0007000 Ventspils
0320200 0020000 Aizkraukles novads
0321000 0020000 Jaunjelgavas novads
0321400 0020000 Pļaviņu novads
0326100 0020000 Kokneses novads
0327100 0020000 Neretas novads
0328200 0020000 Skrīveru novads
0360200 0021000 Alūksnes novads
0360800 0049000 Apes novads
0380200 0024000 Balvu novads
0381600 0024000 Viļakas novads
0384400 0024000 Baltinavas novads
0387500 0024000 Rugāju novads
0400200 0025000 Bauskas novads
0406400 0025000 Iecavas novads
0407700 0025000 Rundāles novads
0409500 0025000 Vecumnieku novads
0420200 0026000 Cēsu novads
0421200 0026000 Līgatnes novads
0424701 0026000 Amatas novads
0425700 0026000 Jaunpiebalgas novads
0427300 0026000 Priekuļu novads
0427500 0026000 Pārgaujas novads
0427700 0049000 Raunas novads
0429300 0026000 Vecpiebalgas novads
0440200 0022000 Daugavpils novads
0440801 0022000 Ilūkstes novads
0460200 0028000 Dobeles novads
0460800 0028000 Auces novads
0468900 0028000 Tērvetes novads
0500200 0029000 Gulbenes novads
0540200 0030000 Jelgavas novads
0546701 0030000 Ozolnieku novads
0560200 0031000 Jēkabpils novads
0560800 0031000 Aknīstes novads
0561800 0031000 Viesītes novads
0566900 0031000 Krustpils novads
0568700 0031000 Salas novads
0600202 0032000 Krāslavas novads
0601000 0032000 Dagdas novads
0604300 0042000 Aglonas novads
0620200 0033000 Kuldīgas novads
0621200 0033000 Skrundas novads
0624200 0033000 Alsungas novads
0640600 0027000 Aizputes novads
0640801 0027000 Durbes novads
0641000 0027000 Grobiņas novads
0641401 0027000 Pāvilostas novads
0641600 0027000 Priekules novads
0647900 0027000 Nīcas novads
0648500 0027000 Rucavas novads
0649300 0027000 Vaiņodes novads
0660200 0035000 Limbažu novads
0661000 0035000 Alojas novads
0661400 0035000 Salacgrīvas novads
0680200 0037000 Ludzas novads
0681000 0037000 Kārsavas novads
0681801 0037000 Zilupes novads
0684901 0037000 Ciblas novads
0700200 0038000 Madonas novads
0700800 0038000 Cesvaines novads
0701400 0038000 Lubānas novads
0701800 0055000 Varakļānu novads
0705500 0038000 Ērgļu novads
0740202 0040000 Ogres novads
0740600 0040000 Ikšķiles novads
0741001 0040000 Ķeguma novads
0741401 0040000 Lielvārdes novads
0760202 0042000 Preiļu novads
0761201 0036000 Līvānu novads
0766300 0042000 Riebiņu novads
0769101 0042000 Vārkavas novads
0780200 0043000 Rēzeknes novads
0781800 0043000 Viļānu novads
0800600 0034000 Baldones novads
0800800 0034000 Ķekavas novads
0801000 0041000 Olaines novads
0801200 0045000 Salaspils novads
0801400 0047000 Saulkrastu novads
0801601 0048000 Siguldas novads
0801800 0044000 Inčukalna novads
0804400 0023000 Ādažu novads
0804900 0039000 Babītes novads
0805200 0023000 Carnikavas novads
0806000 0044000 Garkalnes novads
0806900 0048000 Krimuldas novads
0807400 0048000 Mālpils novads
0807600 0039000 Mārupes novads
0808400 0044000 Ropažu novads
0809200 0047000 Sējas novads
0809600 0044000 Stopiņu novads
0840200 0046000 Saldus novads
0840601 0046000 Brocēnu novads
0880200 0051000 Talsu novads
0885100 0051000 Dundagas novads
0887600 0051000 Mērsraga novads
0888301 0051000 Rojas novads
0900200 0052000 Tukuma novads
0901201 0052000 Kandavas novads
0905100 0052000 Engures novads
0905700 0052000 Jaunpils novads
0940200 0053000 Valkas novads
0941600 0049000 Smiltenes novads
0941800 0054000 Strenču novads
0960200 0054000 Kocēnu novads
0961000 0054000 Mazsalacas novads
0961600 0054000 Rūjienas novads
0964700 0054000 Beverīnas novads
0967101 0054000 Burtnieku novads
0967300 0054000 Naukšēnu novads
0980200 0056000 Ventspils novads
`;

const REFORM = '2021-07-01';
const LAST_OLD_DAY = '2021-06-30';
/** The classifier of 119 municipalities is in force since 2009-07-01; older codes are not kept. */
const OLDEST = '2009-07-01';
const MADONA_JOINED = '2025-07-01';
const LAST_DAY_BEFORE = '2025-06-30';

const linesOf = (table: string): string[] => table.split('\n').filter((line) => line !== '');

function sinceReform(line: string): Municipality {
  const code = line.slice(0, 7);
  const joined = code === '0038000' || code === '0055000';
  const to = joined ? LAST_DAY_BEFORE : null;
  return { code, name: line.slice(8), from: REFORM, to, into: joined ? '0038001' : null };
}

/** Every municipality there was, with its days. */
export const MUNICIPALITIES: readonly Municipality[] = [
  ...linesOf(UNTIL_2021).map((line) => ({
    code: line.slice(0, 7),
    name: line.slice(16),
    from: OLDEST,
    to: LAST_OLD_DAY,
    into: line.slice(8, 15),
  })),
  ...linesOf(SINCE_2021).map(sinceReform),
  { code: '0038001', name: 'Madonas novads', from: MADONA_JOINED, to: null, into: null },
];

const byCode: ReadonlyMap<string, Municipality> = new Map(MUNICIPALITIES.map((one) => [one.code, one]));

/**
 * The municipality of a code on a day; `undefined` if the code is not in force then. Older classifiers than the one of
 * 2009 are not kept: what is older is held against its codes.
 */
export function municipalityOn(code: string, day: string): Municipality | undefined {
  const found = byCode.get(code);
  const asked = day < OLDEST ? OLDEST : day;
  return found && found.from <= asked && (found.to === null || asked <= found.to) ? found : undefined;
}

/** In the classifier of 2021 digits 3 and 4 name the municipality; before, a unit shared the first five digits with it. */
const prefixOf = ({ code, from }: Municipality): string => code.slice(0, from < REFORM ? 5 : 4);

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

/** Whatever is in force now stays so until a classifier changes. */
const TODAY = '9999-12-31';
const today = new Map<string, string>();

/**
 * The municipality of today that a territory belongs to, by a code of any classifier; `undefined` for a code that none
 * has. Of municipalities that were divided the classifier keeps only who took over most of each.
 */
export function municipalityToday(territory: string): string | undefined {
  const known = today.get(territory);
  if (known !== undefined) return known;
  const found = territoryOn(territory, TODAY);
  if (found !== undefined) today.set(territory, found);
  return found;
}
