import type { Role } from '../../session/roles.ts';

/** Roles that see children of their own without saying why. */
export const CHILD_KEEPERS = [
  'care-institution',
  'orphan-court',
  'social-service',
  'spolis',
] as const satisfies readonly Role[];

/** Roles that see children at all; the ministry says why. */
export const CHILD_READERS = [...CHILD_KEEPERS, 'ministry'] as const satisfies readonly Role[];
