import {
  ADULT_GROUPS,
  type AdultGroup,
  type DisabilityTable,
  TABLE_DISORDERS,
  type TableDisorder,
  type TableLine,
} from './table.ts';

/** What one decision says. */
export interface Part {
  readonly group: AdultGroup | 'child';
  readonly disorders: readonly TableDisorder[];
}

/** So many persons with these decisions in the month, one after the other. */
export interface Combination {
  readonly count: number;
  readonly parts: readonly [Part] | readonly [Part, Part];
}

/** How a group follows another one: worse, worse, better. */
const SUCCESSIONS = [
  ['II', 'I'],
  ['III', 'II'],
  ['II', 'III'],
] as const satisfies readonly (readonly [AdultGroup, AdultGroup])[];
/** Disorders that are found together, or one after the other; the common ones, so that no small cell is used up. */
const PAIRS = [
  ['other', 'movement'],
  ['movement', 'other'],
  ['other', 'mental'],
] as const satisfies readonly (readonly [TableDisorder, TableDisorder])[];

const disordersOf = (line: TableLine): number =>
  TABLE_DISORDERS.reduce((sum, disorder) => sum + line[disorder], 0);

/** Cuts a number into equal parts, the last ones larger by one where it does not come out even. */
const shares = (count: number, parts: number): number[] =>
  Array.from({ length: parts }, (_, part) => Math.floor((count + part) / parts));

/**
 * Persons whose decisions give exactly a table, counted distinct in each cell. What does not add up in it says how many
 * must be counted twice, and where: who turned 18, who got another group with the same disorder or with another one,
 * who has two disorders. All others have one decision with one disorder.
 *
 * @returns those with one decision first
 * @throws RangeError if no such persons give the table
 */
export function combinationsOf(table: DisabilityTable): Combination[] {
  const left: Record<Part['group'], Record<TableDisorder, number>> = {
    child: { ...table.children },
    I: { ...table.groups.I },
    II: { ...table.groups.II },
    III: { ...table.groups.III },
  };
  const made: Combination[] = [];
  const take = (count: number, ...parts: [Part] | [Part, Part]) => {
    if (count === 0) return;
    for (const { group, disorders } of parts) {
      for (const disorder of disorders) {
        left[group][disorder] -= count;
        if (count < 0 || left[group][disorder] < 0) throw new RangeError('the table cannot be made');
      }
    }
    made.push({ count, parts });
  };

  let unchanged = 0;
  for (const disorder of TABLE_DISORDERS) {
    const disorders = [disorder];
    const turned18 = table.children[disorder] + table.adults[disorder] - table.total[disorder];
    take(turned18, { group: 'child', disorders }, { group: 'II', disorders });
    const inGroups = ADULT_GROUPS.reduce((sum, group) => sum + table.groups[group][disorder], 0);
    const changed = inGroups - table.adults[disorder];
    unchanged += changed;
    for (const [place, count] of shares(changed, SUCCESSIONS.length).entries()) {
      const [before, after] = SUCCESSIONS[place] ?? SUCCESSIONS[0];
      take(count, { group: before, disorders }, { group: after, disorders });
    }
  }
  const memberships = ADULT_GROUPS.reduce((sum, group) => sum + table.groups[group].persons, 0);
  const otherDisorder = memberships - table.adults.persons - unchanged;
  for (const [place, count] of shares(otherDisorder, SUCCESSIONS.length).entries()) {
    const [before, after] = SUCCESSIONS[place] ?? SUCCESSIONS[0];
    const [first, second] = PAIRS[place] ?? PAIRS[0];
    take(count, { group: before, disorders: [first] }, { group: after, disorders: [second] });
  }
  for (const group of ADULT_GROUPS) {
    const both = disordersOf(table.groups[group]) - table.groups[group].persons;
    for (const [place, count] of shares(both, PAIRS.length).entries())
      take(count, { group, disorders: PAIRS[place] ?? PAIRS[0] });
  }
  for (const group of ['child', ...ADULT_GROUPS] as const)
    for (const disorder of TABLE_DISORDERS) take(left[group][disorder], { group, disorders: [disorder] });
  return made.sort((one, other) => one.parts.length - other.parts.length);
}
