interface Pages {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
}

/** What a table calls near its end: gets the next page, once. */
export const useMore = ({
  hasNextPage,
  isFetchingNextPage,
  fetchNextPage,
}: Pages): (() => void) | undefined =>
  hasNextPage && !isFetchingNextPage ? () => void fetchNextPage() : undefined;
