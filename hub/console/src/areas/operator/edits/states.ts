import type { Edit } from '../calls.ts';

export const EDIT_STATES = [
  'proposed',
  'approved',
  'rejected',
  'outdated',
] as const satisfies readonly Edit['state'][];
