import type { PersonRef } from '@saite/contracts';
import type { References, Transaction } from '@saite/runtime';
import type { PersonFacts } from '../../cases/case.ts';
import { coverage, decisionsInOrder, type Word } from '../../cases/child/custody.ts';
import { type ChildPerson, childPerson } from '../../cases/child/person.ts';
import { dayOfDeath } from '../../cases/person/day-of-death.ts';
import { loadFacts } from '../../deciders/load-facts.ts';
import { refsOfPerson } from '../../persons/groups.ts';
import { type HeldPlacement, heldPlacements } from './held-placements.ts';

/** A person as the registers tell of it, over all days. */
export interface KnownOverview {
  readonly refs: readonly PersonRef[];
  readonly facts: PersonFacts;
  readonly pmlp: ChildPerson;
  /** Day number of the death, or `null`. */
  readonly death: number | null;
  /** Oldest first. */
  readonly placements: readonly HeldPlacement[];
  /** The spans of days on which a decision of an orphan's court covers the person. */
  readonly covered: readonly Word[];
}

/**
 * Reads a person as it is known now.
 *
 * @returns `undefined` if no register has told anything of the code
 */
export async function readPerson(
  database: Pick<Transaction, 'query'>,
  references: References,
  ref: PersonRef,
): Promise<KnownOverview | undefined> {
  const refs = await refsOfPerson(database, references, ref);
  const [known] = await loadFacts(database, [{ person: refs[0] ?? ref, refs }]);
  if (!known || !isKnown(known.facts)) return undefined;
  const { facts } = known;
  const death = dayOfDeath(facts.persons);
  return {
    refs,
    facts,
    pmlp: childPerson(facts),
    death,
    placements: heldPlacements(facts.placements, death),
    covered: coverage(decisionsInOrder(facts.custody)),
  };
}

/** Whether a register has told anything that stands; that one has answered is no fact about the person. */
const isKnown = ({ persons, placements, custody, crises, services, disabilities, payments }: PersonFacts) =>
  [persons, placements, custody, crises, services, disabilities, payments].some((facts) =>
    facts.some(({ data }) => !data.withdrawn),
  );
