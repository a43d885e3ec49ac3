import { z } from 'zod';
import { PersonRef } from '../values/ids.ts';
import { PersonCode } from '../values/person-code.ts';

export const PersonSearch = z
  .strictObject({ personCode: PersonCode.describe('Personal code, present or former') })
  .describe('Whom to find');
export type PersonSearch = z.infer<typeof PersonSearch>;

/** Pages about a person: what may be asked for it by its reference or its code. */
export const PersonPage = z
  .enum(['client', 'child', 'person', 'access-log'])
  .describe(
    'client: /v1/clients/{personRef}; child: /v1/children/{personRef}; person: /v1/persons/query; access-log: /v1/access-log/query',
  );
export type PersonPage = z.infer<typeof PersonPage>;

export const FoundPerson = z
  .strictObject({
    personRef: PersonRef.describe('Opaque reference of the person, which may stand in an address'),
    pages: z.array(PersonPage).describe('What the caller may open about the person today'),
  })
  .describe('The person is known, and the caller may look it up');
export type FoundPerson = z.infer<typeof FoundPerson>;
