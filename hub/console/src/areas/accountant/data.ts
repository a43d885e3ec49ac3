import { queryOptions, useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import type { components } from '../../api/openapi.d.ts';

type Schemas = components['schemas'];
export type InstitutionClients = Schemas['InstitutionClients'];
export type MonthClient = Schemas['InstitutionClient'];
export type GoneClient = Schemas['GoneClient'];
export type Client = Schemas['Client'];
export type ClientMonth = Schemas['ClientMonth'];
export type TraceStep = Schemas['TraceStep'];

/** An institution's month: clients, what changed, the sums; at most so many clients, if a limit is given. */
const institutionMonth = (institutionId: string, month: string, limit?: number) =>
  queryOptions({
    queryKey: ['clients', institutionId, month, limit ?? 'all'],
    queryFn: () =>
      answerOf(
        api.GET('/v1/institutions/{institutionId}/clients', {
          params: { path: { institutionId }, query: limit === undefined ? { month } : { month, limit } },
        }),
      ),
  });

/** So many clients are there at once. Larger institutions are few; of those the others follow. */
const AT_FIRST = 1_000;

/**
 * An institution's month. The sums and the first clients are there soon, however many there are; then everybody.
 * A reason why the rest is not there stands with what is.
 */
export function useInstitutionMonth(institutionId: string, month: string) {
  const first = useQuery(institutionMonth(institutionId, month, AT_FIRST));
  const all = useQuery({
    ...institutionMonth(institutionId, month),
    enabled: first.data?.whole === false,
  });
  return first.data?.whole === false ? { ...all, data: all.data ?? first.data } : first;
}

/** A client and every month. */
export const client = (personRef: string) =>
  queryOptions({
    queryKey: ['client', personRef],
    queryFn: () => answerOf(api.GET('/v1/clients/{personRef}', { params: { path: { personRef } } })),
  });

/** A month of a client with its trace; the formulas are in the language of the page. */
export const clientMonth = (
  personRef: string,
  month: string,
  language: string,
  asKnownOn: string | undefined,
) =>
  queryOptions({
    queryKey: ['client', personRef, month, language, asKnownOn ?? 'now'],
    queryFn: () =>
      answerOf(
        api.GET('/v1/clients/{personRef}/months/{month}', {
          params: { path: { personRef, month }, query: asKnownOn === undefined ? {} : { asKnownOn } },
        }),
      ),
  });
