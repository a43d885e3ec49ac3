import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import type { components } from '../../api/openapi.d.ts';
import type { FailureFilter } from './filter.ts';

type Schemas = components['schemas'];
export type Overview = Schemas['OperatorOverview'];
export type Service = Schemas['OperatorService'];
export type Upstream = Schemas['OperatorUpstream'];
export type Control = Schemas['Control'];
export type FailureGroup = Schemas['FailureGroup'];
export type HeldItem = Schemas['HeldItem'];
export type HeldItemDetail = Schemas['HeldItemDetail'];
export type HeldField = Schemas['HeldField'];
export type Job = Schemas['Job'];
export type JobAction = Job['action'];
export type JobPreview = Schemas['JobPreview'];
export type Edit = Schemas['Edit'];
export type Delivery = Schemas['OperatorDelivery'];
export type SopaImport = Schemas['SopaImportReport'];

/** What a job is about: these, or all that a filter says. */
export type Chosen = { readonly ids: readonly string[] } | { readonly filter: FailureFilter };

export const BRISK_MS = 3_000;
const CALM_MS = 10_000;
const JOB_MS = 1_000;
const PAGE = 200;

/** Everything that is asked here is asked again after the operator changed something. */
export const OPERATOR = ['operator'] as const;

/** How everything is; who watches it asks every {@link BRISK_MS}. */
export const overviewQuery = () =>
  queryOptions({
    queryKey: [...OPERATOR, 'overview'],
    queryFn: () => answerOf(api.GET('/v1/operator/overview')),
  });

/** Minutes of a service, or of all together, of the last hours. */
export const historyQuery = (service: string | undefined, hours: number) =>
  queryOptions({
    queryKey: [...OPERATOR, 'history', service, hours],
    queryFn: () =>
      answerOf(
        api.GET('/v1/operator/history', {
          params: { query: { ...(service && { service }), since: hoursAgo(hours) } },
        }),
      ),
    refetchInterval: 6 * CALM_MS,
  });

const MINUTE_MS = 60_000;
/** One minute less than the hours, so that 24 of them are still there when the hub looks. */
const hoursAgo = (hours: number) => new Date(Date.now() - (hours * 60 - 1) * MINUTE_MS).toISOString();

export const failuresQuery = (filter: FailureFilter) =>
  queryOptions({
    queryKey: [...OPERATOR, 'failures', filter],
    queryFn: () => answerOf(api.GET('/v1/operator/failures', { params: { query: filter } })),
    refetchInterval: BRISK_MS,
    placeholderData: (before) => before,
  });

/** What is held, page by page; the first page is read again by itself while it is the only one. */
export const heldQuery = (filter: FailureFilter) =>
  infiniteQueryOptions({
    queryKey: [...OPERATOR, 'held', filter],
    queryFn: ({ pageParam: after }) =>
      answerOf(
        api.GET('/v1/operator/held', {
          params: { query: { ...filter, limit: PAGE, ...(after && { after }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) => (state.data?.pages.length === 1 ? BRISK_MS : false),
  });

/**
 * One thing that is held. Opening it is noted in the audit trail with the person, so it is read when the operator opens
 * it or changed something, and not by itself.
 */
export const itemQuery = (itemId: string) =>
  queryOptions({
    queryKey: [...OPERATOR, 'item', itemId],
    queryFn: () => answerOf(api.GET('/v1/operator/held/{itemId}', { params: { path: { itemId } } })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

export const previewQuery = (action: JobAction, chosen: Chosen) =>
  queryOptions({
    queryKey: [...OPERATOR, 'preview', action, chosen],
    queryFn: () => answerOf(api.POST('/v1/operator/jobs/preview', { body: { action, ...bodyOf(chosen) } })),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

export const jobsQuery = () =>
  infiniteQueryOptions({
    queryKey: [...OPERATOR, 'jobs'],
    queryFn: ({ pageParam: after }) =>
      answerOf(api.GET('/v1/operator/jobs', { params: { query: { limit: PAGE, ...(after && { after }) } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: BRISK_MS,
  });

/** Whether something of a job may still change by itself. */
export const isMoving = ({ state, inFlight }: Job): boolean =>
  state === 'gathering' || state === 'running' || inFlight > 0;

export const jobQuery = (jobId: string) =>
  queryOptions({
    queryKey: [...OPERATOR, 'job', jobId],
    queryFn: () => answerOf(api.GET('/v1/operator/jobs/{jobId}', { params: { path: { jobId } } })),
    refetchInterval: ({ state }) => (state.data && !isMoving(state.data) ? CALM_MS : JOB_MS),
  });

export const editsQuery = (state: Edit['state'] | undefined) =>
  infiniteQueryOptions({
    queryKey: [...OPERATOR, 'edits', state],
    queryFn: ({ pageParam: after }) =>
      answerOf(
        api.GET('/v1/operator/edits', {
          params: { query: { limit: PAGE, ...(state && { state }), ...(after && { after }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: CALM_MS,
  });

export const editQuery = (editId: string) =>
  queryOptions({
    queryKey: [...OPERATOR, 'edit', editId],
    queryFn: () => answerOf(api.GET('/v1/operator/edits/{editId}', { params: { path: { editId } } })),
  });

export const importsQuery = () =>
  infiniteQueryOptions({
    queryKey: [...OPERATOR, 'imports'],
    queryFn: ({ pageParam: after }) =>
      answerOf(api.GET('/v1/sopa/imports', { params: { query: { limit: PAGE, ...(after && { after }) } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: CALM_MS,
  });

export const deliveriesQuery = (state: Delivery['state'] | undefined) =>
  infiniteQueryOptions({
    queryKey: [...OPERATOR, 'deliveries', state],
    queryFn: ({ pageParam: after }) =>
      answerOf(
        api.GET('/v1/deliveries', {
          params: { query: { limit: PAGE, ...(state && { state }), ...(after && { after }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: CALM_MS,
  });

/** What is chosen, as a call says it. */
export const bodyOf = (chosen: Chosen): { ids: string[] } | { filter: FailureFilter } =>
  'ids' in chosen ? { ids: [...chosen.ids] } : { filter: chosen.filter };
