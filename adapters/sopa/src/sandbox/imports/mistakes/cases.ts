import { OBJECT_RULES, type ObjectRuleCode, type SopaKind } from '@saite/contracts/sopa';
import type { Entry } from '../content.ts';
import { FIRST_OF_CORRECTIONS, FIRST_OF_MISTAKES, type Town } from '../made/places.ts';
import { MISTAKES, NEEDS_EARLIER_FILE } from './index.ts';
import type { Broken, MistakeCase } from './mistake.ts';

/** So many objects that break a rule. */
export interface MistakeCount {
  readonly code: ObjectRuleCode;
  readonly count: number;
}

const MOST_MISTAKES = FIRST_OF_CORRECTIONS - FIRST_OF_MISTAKES;

/**
 * Every mistake of a file, made one after the other: each among people of its own.
 *
 * @throws RangeError if there are too many, or one needs an earlier file that is not there
 */
export function* casesOf(town: Town, mistakes: readonly MistakeCount[]): Generator<MistakeCase> {
  let made = 0;
  const known = new Map<string, number>();
  for (const { code, count } of mistakes)
    for (let at = 0; at < count; at += 1) {
      if (made >= MOST_MISTAKES) throw new RangeError('too many mistakes for one file');
      const { kind } = OBJECT_RULES[code];
      const before = known.get(kind) ?? 0;
      yield MISTAKES[code]({ town, number: FIRST_OF_MISTAKES + made }, before);
      made += 1;
      if (NEEDS_EARLIER_FILE.has(code)) known.set(kind, before + 1);
    }
}

export const kindOfEntry = (entry: Entry): SopaKind =>
  'object' in entry ? entry.object.kind : entry.deletion.kind;

/** What the mistakes add to a list of a file. */
export function* wrongEntries(
  town: Town,
  mistakes: readonly MistakeCount[],
  kind: SopaKind,
): Generator<Entry> {
  for (const { wrong } of casesOf(town, mistakes))
    for (const entry of wrong) if (kindOfEntry(entry) === kind) yield entry;
}

/** What the checks of a file will find. */
export function* brokenBy(town: Town, mistakes: readonly MistakeCount[]): Generator<Broken> {
  for (const { broken } of casesOf(town, mistakes)) yield* broken;
}
