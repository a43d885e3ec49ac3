import type { KeptSchema } from '@saite/runtime';

/** The audit trail lies in a schema of its own: no process logs in as its owner. */
export const AUDIT_SCHEMA = 'audit';

/** Steps that make the audit trail's tables; a released step is never changed, a new one is added. */
export const AUDIT_STEPS: readonly string[] = [
  `
  -- Who saw or changed what of whom: one row a person and answer, in the transaction of the answer. Only added to.
  CREATE TABLE entry (
    entry_id uuid PRIMARY KEY,
    answer_id uuid NOT NULL,         -- the same for all persons of one answer
    at timestamptz NOT NULL,
    kind text NOT NULL,              -- look, change
    operation text NOT NULL,
    door text NOT NULL,
    organisation text NOT NULL,
    roles text[] NOT NULL,
    ground text NOT NULL,            -- by what right
    person text,                     -- reference of the person; null if the act is about nobody
    target text,                     -- id of what was changed, or of the list that was read
    embargo text,                    -- why the person does not see the entry yet
    visible_from timestamptz NOT NULL, -- from when the person sees it; infinity until somebody lifts the embargo
    sealed json NOT NULL             -- actor and purpose, sealed and bound to the answer
  );
  CREATE INDEX entry_person ON entry (person, at DESC, entry_id) WHERE person IS NOT NULL;
  CREATE INDEX entry_at ON entry (at DESC, entry_id);

  -- Entries that the sealer has still to chain. The only table here that rows leave.
  CREATE TABLE pending (
    entry_id uuid PRIMARY KEY
  );
  `,
];

/** What the hub may do in the audit trail: add and read, never change. */
export const AUDIT_GRANTS: KeptSchema['grants'] = {
  hub: { entry: ['SELECT', 'INSERT'], pending: ['SELECT', 'INSERT', 'DELETE'] },
};
