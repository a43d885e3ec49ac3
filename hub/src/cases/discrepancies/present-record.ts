import type { PersonFact } from '../case.ts';

/** PMLP's record under the code that the person goes by: the one that no other record calls former. */
export function presentRecord(persons: readonly PersonFact[]): PersonFact['data'] | undefined {
  const standing = persons.filter(({ data }) => !data.withdrawn);
  const former = new Set(standing.flatMap(({ data }) => data.formerRefs));
  const [present] = standing.sort(
    (a, b) =>
      Number(former.has(a.subject)) - Number(former.has(b.subject)) ||
      b.data.recordVersion - a.data.recordVersion ||
      (a.subject < b.subject ? -1 : 1),
  );
  return present?.data;
}
