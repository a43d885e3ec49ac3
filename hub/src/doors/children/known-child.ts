import { type CalendarDate, dayNumber, type PersonRef } from '@saite/contracts';
import { dayInRiga, type Transaction } from '@saite/runtime';
import { type ChildCase, isChildCase, keepersOn, readChildCase } from '../../cases/child-care/index.ts';
import { type KnownPerson, loadFacts } from '../../deciders/load-facts.ts';
import { refsOfPerson } from '../../persons/groups.ts';
import type { Door } from '../call.ts';
import { type Reach, reaches } from '../caller.ts';

/** A child as the registers tell of it. */
export interface KnownChild {
  readonly refs: readonly PersonRef[];
  readonly known: KnownPerson;
  readonly child: ChildCase;
}

/**
 * Reads a child's case as it is known now.
 *
 * @returns `undefined` if nobody under this code is a child in care
 */
export async function readChild(
  database: Pick<Transaction, 'query'>,
  { policies, references }: Pick<Door, 'policies' | 'references'>,
  ref: PersonRef,
): Promise<KnownChild | undefined> {
  const refs = await refsOfPerson(database, references, ref);
  const [known] = await loadFacts(database, [{ person: refs[0] ?? ref, refs }]);
  if (!known || !isChildCase(known.facts)) return undefined;
  return { refs, known, child: readChildCase(known.facts, policies, dayInRiga) };
}

/** Whether a child is the caller's own on a day. */
export const mayRead = (reach: Reach, { child }: KnownChild, on: CalendarDate): boolean =>
  reaches(reach, keepersOn(child, dayNumber(on)));
