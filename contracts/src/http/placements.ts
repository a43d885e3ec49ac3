import { z } from 'zod';
import { Stay } from '../events/spolis.ts';
import { EventId, PlacementId, RecordVersion } from '../values/ids.ts';
import { PersonCode } from '../values/person-code.ts';

/** Body by which SPOLIS records or changes a placement. */
export const PlacementBody = z
  .strictObject({
    placementId: PlacementId,
    recordVersion: RecordVersion,
    personCode: PersonCode,
    ...Stay.shape,
  })
  .refine((body) => body.endedOn === undefined || body.endedOn >= body.startedOn, {
    path: ['endedOn'],
    error: 'must not be before startedOn',
  })
  .describe('A placement of a person in a care institution');
export type PlacementBody = z.infer<typeof PlacementBody>;

/** Body by which SPOLIS withdraws a placement. */
export const PlacementWithdrawal = z
  .strictObject({ placementId: PlacementId, recordVersion: RecordVersion, personCode: PersonCode })
  .describe('The withdrawal of a placement');
export type PlacementWithdrawal = z.infer<typeof PlacementWithdrawal>;

export const Accepted = z
  .strictObject({ eventId: EventId })
  .describe('The fact is taken and will not be lost');
export type Accepted = z.infer<typeof Accepted>;
