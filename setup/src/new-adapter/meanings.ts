import { type Grown, insert, type Place } from './insert.ts';

/** Where it lies in the checkout what fields of events mean in Latvian. */
export const MEANINGS = 'contracts/src/events/meanings-lv.ts';

const TABLE: Grown = { path: MEANINGS, knownBy: 'setup/src/new-adapter/meanings.ts' };
const END: Place = { mark: '};\n\n/** Stands between', side: 'before' };

/** What the template's event says of its fields, with the Latvian. */
const meaningsOf = (register: string): readonly (readonly [string, string])[] => [
  [`Kind of the record, a code of ${register}`, `Ieraksta veids: ${register} kods`],
  ['First day of the record', 'Ieraksta pirmā diena'],
  [
    'Last day of the record, included; absent while it is open',
    'Ieraksta pēdējā diena (ieskaitot); nav norādīta, kamēr ieraksts nav beidzies',
  ],
  [`A record of ${register}`, `${register} ieraksts`],
];

/**
 * Adds what the fields of a register's event mean in Latvian; what a register before it has brought stands there once.
 *
 * @param table text of the file with the table
 * @throws SetupProblem if the table no longer looks as it did
 */
export function addMeanings(table: string, name: string): string {
  const register = name.toUpperCase();
  const lines = meaningsOf(register)
    .filter(([en]) => !table.includes(`'${en}':`))
    .map(([en, lv]) => `  '${en}': '${lv}',\n`);
  return insert(table, TABLE, END, `\n  // ${register}\n${lines.join('')}`);
}
