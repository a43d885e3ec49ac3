import type { DatasetMetadata } from '@saite/contracts';
import type { z } from 'zod';

/** A JSON document that is no data set: metadata or a structure. */
export type JsonDocument = z.infer<typeof DatasetMetadata>;
/** Any value in it. */
export type Json = JsonDocument[string];
