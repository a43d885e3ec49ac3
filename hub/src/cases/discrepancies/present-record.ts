import type { PersonFact, PersonFacts } from '../case.ts';

/** PMLP's record under the code that the person goes by: the one that no other record calls former. */
export function presentRecord({
  refs,
  persons,
}: Pick<PersonFacts, 'refs' | 'persons'>): PersonFact['data'] | undefined {
  const standing = persons.filter(({ data }) => !data.withdrawn);
  const former = new Set(standing.flatMap(({ data }) => data.formerRefs));
  const [present] = standing.sort(
    (a, b) =>
      Number(former.has(a.subject)) - Number(former.has(b.subject)) ||
      b.data.recordVersion - a.data.recordVersion ||
      refs.indexOf(a.subject) - refs.indexOf(b.subject),
  );
  return present?.data;
}
