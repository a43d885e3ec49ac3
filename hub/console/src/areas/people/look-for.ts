import { answerOf, api } from '../../api/client.ts';
import { purposeHeader } from '../../api/purpose.ts';
import type { Schemas } from '../../api/schemas.ts';

/** Whom somebody looks for, and why. */
export interface Search {
  readonly personCode: string;
  readonly purpose: string;
  readonly on: string;
  readonly embargo: 'no' | 'child-protection' | 'investigation';
}

/** What was found, without the code that it was found by. */
export interface Found {
  readonly found: Schemas['FoundPerson'];
  readonly overview: Schemas['PersonOverview'] | undefined;
  readonly on: string;
}

/** Finds a person and, if the reader may see it, how it stands on a day. The code goes in bodies only. */
export async function lookFor({ personCode, purpose, on, embargo }: Search): Promise<Found> {
  const said = purposeHeader(purpose);
  const header = {
    ...(said && { 'Saite-Purpose': said }),
    ...(embargo !== 'no' && { 'Saite-Embargo': embargo }),
  };
  const found = await answerOf(api.POST('/v1/persons/find', { params: { header }, body: { personCode } }));
  const overview = found.pages.includes('person')
    ? await answerOf(api.POST('/v1/persons/query', { params: { header }, body: { personCode, on } }))
    : undefined;
  return { found, overview, on };
}
