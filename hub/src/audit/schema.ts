import type { KeptSchema } from '@saite/runtime';

export const AUDIT_SCHEMA = 'audit';

/** Steps that make the tables of the audit trail; a released step is never changed, a new one is added. */
export const AUDIT_STEPS: readonly string[] = [
  `CREATE TABLE pending (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    content json NOT NULL
  )`,
];

/** The hub writes entries and reads them; of the trail it may change nothing. What waits to be sealed leaves by it. */
export const AUDIT_GRANTS: KeptSchema['grants'] = {
  hub: { pending: ['SELECT', 'INSERT', 'DELETE'] },
};
