import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import { useInParts } from '../../api/in-parts.ts';
import { useLanguage } from '../../i18n/language.ts';
import { lookHeaders, usePurpose } from '../../session/purpose.ts';
import type { AlertKind, DiscrepancyKind } from './kinds.ts';

/** Items of a page of a list: enough for every court, and never more than the page stays quick with. */
const PAGE = 500;

const after = (next: string | undefined) => (next === undefined ? {} : { after: next });

/** The caller's children: the most urgent soon, however many there are, and then all. */
export function useWorklist(isEnabled = true) {
  const purpose = usePurpose();
  return useInParts({
    key: ['children', purpose],
    ask: (page) => answerOf(api.GET('/v1/children', { params: { header: lookHeaders(), query: page } })),
    isWhole: ({ items, total }) => items.length === total,
    isEnabled,
  });
}

/** @param on a day; today if undefined */
export function useChild(childRef: string, on: string | undefined) {
  const purpose = usePurpose();
  const language = useLanguage();
  return useQuery({
    queryKey: ['child', childRef, on, purpose, language],
    queryFn: () =>
      answerOf(
        api.GET('/v1/children/{childRef}', {
          params: { path: { childRef }, query: on === undefined ? {} : { on }, header: lookHeaders() },
        }),
      ),
    placeholderData: (before, query) => (query?.queryKey[1] === childRef ? before : undefined),
  });
}

export interface ReportFilter {
  readonly status: 'to-confirm' | 'all';
  readonly childRef?: string | undefined;
}

export function useReports({ status, childRef }: ReportFilter) {
  const purpose = usePurpose();
  return useInfiniteQuery({
    queryKey: ['reports', status, childRef, purpose],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/v1/contact-reports', {
          params: {
            query: { status, limit: PAGE, ...(childRef && { childRef }), ...after(pageParam) },
            header: lookHeaders(),
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

export function useReport(reportId: string) {
  const purpose = usePurpose();
  return useQuery({
    queryKey: ['report', reportId, purpose],
    queryFn: () =>
      answerOf(
        api.GET('/v1/contact-reports/{reportId}', { params: { path: { reportId }, header: lookHeaders() } }),
      ),
    // How far it is changes while somebody looks.
    refetchInterval: ({ state }) =>
      state.data?.deliveries.some(({ state: delivery }) => delivery === 'waiting') ||
      state.data?.deliveries.length === 0
        ? 5_000
        : false,
  });
}

export type AlertStatus = 'open' | 'cleared' | 'all';

export function useAlerts(status: AlertStatus, kind: AlertKind | undefined) {
  const language = useLanguage();
  return useInfiniteQuery({
    queryKey: ['alerts', status, kind, language],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/v1/care-alerts', {
          params: {
            query: { status, limit: PAGE, ...(kind && { kind }), ...after(pageParam) },
            header: lookHeaders(),
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export type DiscrepancyStatus = 'open' | 'resolved' | 'all';

export function useDiscrepancies(status: DiscrepancyStatus, kind: DiscrepancyKind | undefined) {
  const language = useLanguage();
  return useInfiniteQuery({
    queryKey: ['discrepancies', status, kind, language],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/v1/discrepancies', {
          params: {
            query: { status, limit: PAGE, ...(kind && { kind }), ...after(pageParam) },
            header: lookHeaders(),
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });
}
