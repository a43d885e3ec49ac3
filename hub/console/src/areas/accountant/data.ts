import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/client.ts';
import { useInParts } from '../../api/in-parts.ts';
import type { components } from '../../api/openapi.d.ts';

type Schemas = components['schemas'];
export type InstitutionClients = Schemas['InstitutionClients'];
export type MonthClient = Schemas['InstitutionClient'];
export type GoneClient = Schemas['GoneClient'];
export type Client = Schemas['Client'];
export type ClientMonth = Schemas['ClientMonth'];
export type TraceStep = Schemas['TraceStep'];

/** An institution's month: the sums and the first clients soon, however many there are, and then everybody. */
export const useInstitutionMonth = (institutionId: string, month: string) =>
  useInParts({
    key: ['clients', institutionId, month],
    ask: (page) =>
      answerOf(
        api.GET('/v1/institutions/{institutionId}/clients', {
          params: { path: { institutionId }, query: { month, ...page } },
        }),
      ),
    isWhole: ({ whole }) => whole,
  });

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
