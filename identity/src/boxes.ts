import { Sealed } from '@saite/contracts';
import type { KeyRing } from './key-ring.ts';
import { rewrap } from './seal.ts';

/**
 * Boxes in a text, wherever it holds them: JSON as it is, JSON inside a string of JSON, with fields in any order. No
 * character of a box's values is ever escaped, only the quotes around them.
 */
const FLAT_OBJECT = /\{[^{}]*keyVersion[^{}]*\}/g;

function boxIn(written: string): Sealed | undefined {
  try {
    return Sealed.safeParse(JSON.parse(written.replaceAll('\\', ''))).data;
  } catch {
    return undefined;
  }
}

/**
 * A text in which others stand for some of its boxes; everything else stays, to the letter.
 *
 * @param change the box to stand for one, or nothing if it stays
 */
export const boxesIn = (text: string, change: (sealed: Sealed) => Sealed | undefined): string =>
  text.replace(FLAT_OBJECT, (written) => {
    const sealed = boxIn(written);
    const changed = sealed && change(sealed);
    if (!sealed || !changed || changed === sealed) return written;
    return written.replace(sealed.box, changed.box).replace(/(keyVersion\W+?)\d+/, `$1${changed.keyVersion}`);
  });

/** How many boxes of each key version a text holds. */
export function countBoxes(text: string): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const [written] of text.matchAll(FLAT_OBJECT)) {
    const version = boxIn(written)?.keyVersion;
    if (version !== undefined) counts.set(version, (counts.get(version) ?? 0) + 1);
  }
  return counts;
}

/** A text with its boxes under the current sealing key. */
export interface RewrappedText {
  readonly text: string;
  readonly rewrapped: number;
  /** Boxes that stay as they are: their key is not on the ring, or their wrapped key was changed. */
  readonly stuck: number;
}

/** Brings all boxes of a text under the current sealing key; everything else stays, to the letter. */
export function rewrapText(ring: KeyRing, text: string): RewrappedText {
  let rewrapped = 0;
  let stuck = 0;
  const changed = boxesIn(text, (sealed) => {
    if (sealed.keyVersion === ring.sealing.current) return undefined;
    try {
      const box = rewrap(ring, sealed);
      rewrapped += 1;
      return box;
    } catch {
      stuck += 1;
      return undefined;
    }
  });
  return { text: changed, rewrapped, stuck };
}
