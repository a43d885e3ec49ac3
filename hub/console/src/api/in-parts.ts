import { useQuery, useQueryClient } from '@tanstack/react-query';

/** So many rows of a list are there at once; a longer list has its others soon after. */
const AT_FIRST = 1_000;

/** A call that answers with a list, whole or its first rows. */
export interface PartlyAsked<Answer> {
  readonly key: readonly unknown[];
  /** Asks for so many rows at most, or for all. */
  readonly ask: (page: { limit?: number }) => Promise<Answer>;
  /** Whether an answer is all that there is. */
  readonly isWhole: (answer: Answer) => boolean;
  readonly isEnabled?: boolean;
}

/**
 * An answer that may be long: its first part, which is there soon, and then all of it, which takes its place. Why all of
 * it is not there stands beside the part.
 */
export function useInParts<Answer>({ key, ask, isWhole, isEnabled = true }: PartlyAsked<Answer>) {
  const allKey = [...key, 'all'];
  const isKnown = useQueryClient().getQueryData(allKey) !== undefined;
  const first = useQuery({
    queryKey: [...key, 'first'],
    queryFn: () => ask({ limit: AT_FIRST }),
    enabled: isEnabled && !isKnown,
  });
  const isMore = isKnown || (first.data !== undefined && !isWhole(first.data));
  const all = useQuery({ queryKey: allKey, queryFn: () => ask({}), enabled: isEnabled && isMore });
  return isMore ? { ...all, data: all.data ?? first.data } : first;
}
