import type { PersonRef } from '@saite/contracts';

/** Codes that are one person's, joined by what PMLP says of former codes. */
export interface CodeLink {
  readonly ref: PersonRef;
  readonly formerRefs: readonly PersonRef[];
}

/**
 * The connected groups of codes.
 *
 * @param refs every code to be grouped
 * @param links what joins them; a link to a code outside `refs` counts too
 * @param placeOf what a code is sorted by; its reference if not said
 * @returns for each code the first one of its group
 */
export function connectCodes(
  refs: Iterable<PersonRef>,
  links: readonly CodeLink[],
  placeOf: (ref: PersonRef) => string = (ref) => ref,
): Map<PersonRef, PersonRef> {
  const parent = new Map<PersonRef, PersonRef>();
  for (const ref of refs) parent.set(ref, ref);
  const rootOf = (ref: PersonRef): PersonRef => {
    let root = ref;
    for (let next = parent.get(root); next !== undefined && next !== root; next = parent.get(root))
      root = next;
    return root;
  };
  for (const link of links) {
    for (const former of link.formerRefs) {
      const [one, other] = [rootOf(link.ref), rootOf(former)];
      const [smaller, larger] = placeOf(other) < placeOf(one) ? [other, one] : [one, other];
      parent.set(larger, smaller);
      if (!parent.has(smaller)) parent.set(smaller, smaller);
    }
  }
  return new Map([...parent.keys()].map((ref) => [ref, rootOf(ref)]));
}
