import type { PersonCode, PersonRef, Sealed } from '@saite/contracts';
import { boxesIn } from './boxes.ts';
import { openCode, openPerson } from './contents.ts';
import type { KeyRing } from './key-ring.ts';
import { NARRATIVE_KINDS } from './narratives.ts';
import { personRef } from './person-ref.ts';
import { KeyUnknown, rebind } from './seal.ts';

/** A reference, wherever a text holds it; within a box, whose two parts a dot joins, there is none. */
const PERSON_REF = /(?<![A-Za-z0-9_-])p([1-9][0-9]{0,3})\.[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])/g;

/** What is sealed for a person. Whatever is sealed for a record is bound to that record's name, which stays. */
const PURPOSES: readonly string[] = ['person-code', 'person', ...NARRATIVE_KINDS];

/** Other names of references: what stands for what. */
export type RefNames = ReadonlyMap<PersonRef, PersonRef>;

const NO_NAMES: RefNames = new Map();

/** The version of the index key that a reference is made with. */
export const versionOfRef = (ref: PersonRef): number => Number(ref.slice(1, ref.indexOf('.')));

/** The references in a text that are not of one version, each once. */
export function refsOfOthers(text: string, version: number): PersonRef[] {
  const found = new Set<PersonRef>();
  for (const [ref, made] of text.matchAll(PERSON_REF))
    if (Number(made) !== version) found.add(ref as PersonRef);
  return [...found];
}

/** The references of a code under all index keys of the ring, by version. */
export const allRefs = (ring: KeyRing, code: PersonCode): ReadonlyMap<number, PersonRef> =>
  new Map(
    Object.keys(ring.index.keys).map((version) => [Number(version), personRef(ring, code, Number(version))]),
  );

/** A text under other names. */
export interface RenamedText {
  readonly text: string;
  /** Boxes that stay bound to the name of before: their sealing key is not on the ring. */
  readonly stuck: number;
}

/**
 * Puts other names for references in a text, and binds its boxes to them: they are opened under the name of before and
 * sealed under the new one. A box that is bound to none of these names stays; so does everything else, to the letter.
 *
 * @param kin names of references that the text does not hold and that its boxes may be bound to
 */
export function renameRefs(
  ring: KeyRing,
  text: string,
  names: RefNames,
  kin: RefNames = NO_NAMES,
): RenamedText {
  const own = new Map<PersonRef, PersonRef>();
  const renamed = text.replace(PERSON_REF, (ref) => {
    const name = names.get(ref as PersonRef);
    if (name !== undefined) own.set(ref as PersonRef, name);
    return name ?? ref;
  });
  let stuck = 0;
  const rebound = boxesIn(renamed, (sealed) => {
    try {
      return rebind(ring, sealed, [...own, ...kin], PURPOSES);
    } catch (error) {
      if (!(error instanceof KeyUnknown)) throw error;
      stuck += 1;
      return undefined;
    }
  });
  return { text: rebound, stuck };
}

/**
 * The codes that the boxes of a text hold, as far as they are bound to one of some references: for who knows a
 * reference and has to know it under another key.
 */
export function codesOfRefs(ring: KeyRing, text: string, refs: readonly PersonRef[]): PersonCode[] {
  const codes = new Set<PersonCode>();
  boxesIn(text, (sealed) => {
    for (const ref of refs) for (const code of codesIn(ring, ref, sealed)) codes.add(code);
    return undefined;
  });
  return [...codes];
}

function codesIn(ring: KeyRing, ref: PersonRef, sealed: Sealed): readonly PersonCode[] {
  try {
    return [openCode(ring, ref, sealed)];
  } catch {
    // another purpose or person
  }
  try {
    const { personCode, formerCodes, parentCodes } = openPerson(ring, ref, sealed);
    return [personCode, ...formerCodes, ...parentCodes];
  } catch {
    return [];
  }
}
