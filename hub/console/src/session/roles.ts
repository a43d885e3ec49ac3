/** Roles that a token may carry, in the order in which they are shown. */
export const ROLES = [
  'accountant',
  'care-institution',
  'orphan-court',
  'social-service',
  'ministry',
  'operator',
  'auditor',
  'person',
  'spolis',
] as const;
export type Role = (typeof ROLES)[number];
