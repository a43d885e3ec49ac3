import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CalendarDate, isPersonCode } from '@saite/contracts';
import { eachChild, eachPerson } from '../../sandbox/src/population/index.ts';
import { codeNeedle, type Needle, nameNeedle, textNeedle } from './search/needle.ts';

/**
 * Folders that are not Saite's: what the played registers keep, and where a municipality or a source puts its files
 * and fetches what became of them. What Saite writes there, result files, is searched all the same.
 */
export const OUTSIDE: readonly string[] = ['sandbox', 'sopa-files', 'source-files'];
export const IS_RESULT = /\.result\.(xml|json)$/;

/** Names that are made of so few letters that they stand in other words too are looked for in pairs only. */
const DISTINCT_LETTERS = 6;

/** What the outside world knows of persons: none of it may be found where Saite keeps things. */
export class OutsideWorld {
  readonly codes = new Set<string>();
  readonly names = new Set<string>();
  readonly texts = new Set<string>();

  /** Takes whatever a text of a register tells of persons: JSON, XML or CSV. */
  learn(text: string): void {
    // Not within the id of a message, which may look like one by chance.
    for (const [code] of text.matchAll(/(?<![0-9A-Za-z-])[0-9]{6}-?[0-9]{5}(?![0-9A-Za-z-])/g)) {
      const digits = code.replace('-', '');
      if (isPersonCode(digits)) this.codes.add(digits);
    }
    for (const name of NAMES)
      for (const [, given, family] of text.matchAll(name))
        this.#learnName(unescaped(given), unescaped(family));
    for (const told of TEXTS) for (const [, one] of text.matchAll(told)) this.texts.add(unescaped(one));
  }

  #learnName(given: string, family: string): void {
    this.names.add(`${given} ${family}`);
    this.names.add(`${family} ${given}`);
    this.names.add(`${family}, ${given}`);
    if (family.length >= DISTINCT_LETTERS) this.names.add(family);
  }

  /** Takes everything in a folder and below it. */
  learnFolder(folder: string): void {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) this.learn(readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  }

  /** Takes the persons whom the sandbox makes, with what SPOLIS says of them. */
  learnPopulation(seed: number, persons: number, children: number, today: CalendarDate): void {
    for (const made of eachPerson(seed, persons - children, { today })) this.learn(JSON.stringify(made));
    for (const made of eachChild(seed, children, { today })) this.learn(JSON.stringify(made));
  }

  /** @param except labels of what the registers know too, and is looked for by itself */
  needles(except: ReadonlySet<string> = new Set()): Needle[] {
    return [
      ...[...this.codes].map(codeNeedle).filter(({ label }) => !except.has(label)),
      ...[...this.names].map(nameNeedle),
      ...[...this.texts].filter((text) => text.length >= 12).map(textNeedle),
    ];
  }
}

const JSON_TEXT = '"((?:[^"\\\\]|\\\\.)+)"';
const NAMES = [
  new RegExp(`"givenName":${JSON_TEXT},"familyName":${JSON_TEXT}`, 'g'),
  /<GivenName>([^<]+)<\/GivenName>\s*<FamilyName>([^<]+)<\/FamilyName>/g,
];
const TEXTS = [
  new RegExp(
    `"(?:cooperation|physicalDevelopment|psychosocialDevelopment|measure|findings|note)":${JSON_TEXT}`,
    'g',
  ),
  /<(?:Address|Findings|Name)>([^<]+)</g,
];

function unescaped(text: string | undefined): string {
  if (text === undefined) return '';
  return text
    .replaceAll('\\"', '"')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll('&apos;', "'");
}
