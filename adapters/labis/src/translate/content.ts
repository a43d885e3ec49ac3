import { PersonRef } from '@saite/contracts';
import { z } from 'zod';
import { DisabilityData, PersonData, PlacementData, ServiceData } from '../protocol.ts';

/** What is told of a person, with references in place of former pseudonyms: as it is kept, under no key. */
const PersonContent = z.strictObject({
  ...PersonData.omit({ formerPseudonyms: true }).shape,
  // In one order, whatever the index key they are under: their content is compared.
  formerRefs: z.array(PersonRef).overwrite((refs) => refs.toSorted()),
});

/** A record as it will be told: generalised already, so that nothing finer is kept. */
export const Content = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('disability'), data: DisabilityData }),
  z.strictObject({ kind: z.literal('placement'), data: PlacementData }),
  z.strictObject({ kind: z.literal('service'), data: ServiceData }),
  z.strictObject({ kind: z.literal('person'), data: PersonContent }),
]);
export type Content = z.infer<typeof Content>;
export type Kind = Content['kind'];
