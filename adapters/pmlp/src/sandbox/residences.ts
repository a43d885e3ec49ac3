import { isDeepStrictEqual } from 'node:util';
import type { PersonBody } from './person-body.ts';

/** A declared residence, from a day on. */
export type Residence = NonNullable<PersonBody['residence']>;

/** A person as the register keeps it: with the former residences, where there are any. */
export type StoredPerson = PersonBody & { readonly residences?: readonly Residence[] };

/** Every residence that is known of a person, oldest first, with the one in force. */
export const residencesOf = ({ residence, residences }: StoredPerson): readonly Residence[] =>
  residences ?? (residence ? [residence] : []);

/**
 * A version of a person's record with the residences that are known after it. A residence replaces those that begin
 * on its day or later, and the same address before it: its first day was corrected. The same version again changes
 * nothing.
 */
export function withResidences(body: PersonBody, known: StoredPerson | undefined): StoredPerson {
  const before = known ? residencesOf(known) : [];
  const residences = body.residence ? after(before, body.residence) : before;
  return isDeepStrictEqual(residences, residencesOf(body)) ? body : { ...body, residences };
}

/** A person after all versions of the record, oldest first. */
export const personAfter = (versions: readonly PersonBody[]): StoredPerson | undefined =>
  versions.reduce<StoredPerson | undefined>((known, body) => withResidences(body, known), undefined);

function after(known: readonly Residence[], fresh: Residence): readonly Residence[] {
  const earlier = known.filter(({ since }) => since < fresh.since);
  const isCorrected = earlier.at(-1)?.addressCode === fresh.addressCode;
  return [...(isCorrected ? earlier.slice(0, -1) : earlier), fresh];
}
