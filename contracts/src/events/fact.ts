import { z } from 'zod';
import { RecordId, RecordVersion } from '../values/ids.ts';

/** What every register event says first: which record, in which version, and whether it is withdrawn. */
export const factFields = {
  recordId: RecordId,
  recordVersion: RecordVersion,
  withdrawn: z.boolean().describe('True if the register withdrew the record with this version'),
};
