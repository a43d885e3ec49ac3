import type { components } from './openapi.d.ts';

/** What the hub's REST door takes and answers, by the names of its description. */
export type Schemas = components['schemas'];
