import type { SopaKind } from '@saite/contracts/sopa';
import { type Entry, entriesOf } from './content.ts';
import { objectIdOf } from './made/object-id.ts';
import { FIRST_OF_CORRECTIONS, NEIGHBOURHOODS, type Town } from './made/places.ts';
import { casesOf, kindOfEntry, type MistakeCount } from './mistakes/cases.ts';

/** A file of corrections: what went wrong in the file that it corrects, and what of it is sent again. */
export interface Correction {
  readonly sequence: number;
  readonly mistakes: readonly MistakeCount[];
  /** Objects in their right form, `kind/id`. */
  readonly mended: ReadonlySet<string>;
}

/** The name under which an object is looked for among those that are mended. */
export const mendedKey = (kind: SopaKind, id: string): string => `${kind}/${id}`;

/** What a file of corrections holds of a kind: mended objects, and those of a neighbourhood that came meanwhile. */
export function* correctionEntries(
  town: Town,
  { sequence, mistakes, mended }: Correction,
  kind: SopaKind,
): Generator<Entry> {
  for (const { right } of casesOf(town, mistakes))
    for (const entry of right) {
      if (kindOfEntry(entry) !== kind || !('object' in entry)) continue;
      if (mended.has(mendedKey(kind, objectIdOf(entry.object)))) yield entry;
    }
  const number = FIRST_OF_CORRECTIONS + (sequence % (NEIGHBOURHOODS - FIRST_OF_CORRECTIONS));
  yield* entriesOf({ town, number }, kind);
}
