import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import type { Schemas } from '../../api/schemas.ts';

type Body = Schemas['EmbargoBody'];
type Entry = Pick<Schemas['AccessLogItem'], 'entryId' | 'answerId' | 'embargo' | 'visibleFrom'>;

const LISTS = [['access-log'], ['audit-log']] as const;

/** What lists show of an entry once the word is taken. */
function decided<Item extends Entry>(item: Item, { entryId, answerId, ground, visibleFrom }: Body): Item {
  if (item.entryId !== entryId && item.answerId !== answerId) return item;
  return {
    ...item,
    embargo: ground === 'lifted' ? null : ground,
    visibleFrom: visibleFrom === null ? null : `${visibleFrom}T00:00:00Z`,
  };
}

/** Decides whether a person sees an entry: the lists show it at once, and as before if it fails. */
export function useEmbargo() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: Body; key: string }) =>
      answerOf(
        api.POST('/v1/access-log/embargoes', { params: { header: { 'Idempotency-Key': key } }, body }),
      ),
    onMutate: async ({ body }) => {
      await Promise.all(LISTS.map((queryKey) => queries.cancelQueries({ queryKey })));
      const kept = LISTS.flatMap((queryKey) => queries.getQueriesData({ queryKey }));
      for (const queryKey of LISTS)
        queries.setQueriesData(
          { queryKey },
          (data: InfiniteData<{ items: Entry[]; next: string | null }> | undefined) =>
            data && {
              ...data,
              pages: data.pages.map((page) => ({
                ...page,
                items: page.items.map((item) => decided(item, body)),
              })),
            },
        );
      return kept;
    },
    onError: (_error, _asked, kept) => {
      for (const [queryKey, data] of kept ?? []) queries.setQueryData(queryKey, data);
    },
    onSettled: () => {
      for (const queryKey of LISTS) void queries.invalidateQueries({ queryKey });
    },
  });
}
