import type { InstitutionClients, MonthClient } from './data.ts';

/** What the list can be narrowed to, with how many clients each leaves. */
export const filtersOf = ({
  totals,
  counts,
  byFlag,
}: InstitutionClients): { id: string; count: number }[] => [
  { id: 'all', count: totals.clients },
  { id: 'changed', count: counts.changed },
  ...byFlag.map(({ flag, clients: count }) => ({ id: flag, count })),
  ...(counts.gone > 0 ? [{ id: 'gone', count: counts.gone }] : []),
];

/** Reasons of a change that somebody still here has. */
export const reasonsOf = ({ byChange }: InstitutionClients) =>
  byChange.filter(({ change }) => change !== 'left');

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Clients that a filter and the words of a search leave; letters with and without marks are the same. */
export function shownClients(
  clients: readonly MonthClient[],
  filter: string,
  search: string,
): readonly MonthClient[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  const isShown = ({ flags, changes }: MonthClient): boolean =>
    filter === 'all' ||
    (filter === 'changed' && changes.some((change) => change !== 'month-length')) ||
    flags.some((flag) => flag === filter) ||
    changes.some((change) => change === filter);
  const isMeant = ({ givenName, familyName, personCode }: MonthClient): boolean => {
    const text = plain(`${familyName ?? ''} ${givenName ?? ''} ${personCode}`);
    return words.every((word) => text.includes(word) || text.includes(word.replace('-', '')));
  };
  return clients.filter((each) => isShown(each) && (words.length === 0 || isMeant(each)));
}
