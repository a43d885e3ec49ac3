import { z } from 'zod';

/**
 * Open data sets (*atvērto datu kopas*): D1 to D9 of the project description of the deinstitutionalisation support
 * system (part 3.4), and VDEĀVK's monthly summary.
 */
export const DATASET_IDS = [
  'D1',
  'D2',
  'D3',
  'D4',
  'D5',
  'D6',
  'D7',
  'D8',
  'D9',
  'disability-summary',
] as const;
export const DatasetId = z
  .enum(DATASET_IDS, { error: `expected one of ${DATASET_IDS.join(', ')}` })
  .describe('Data set');
export type DatasetId = z.infer<typeof DatasetId>;
