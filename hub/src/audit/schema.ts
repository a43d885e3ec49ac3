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
  `
  -- The newest first, from any entry on: both parts of the order run the same way, so that a page is one walk.
  DROP INDEX entry_person;
  DROP INDEX entry_at;
  CREATE INDEX entry_person ON entry (person, at, entry_id) WHERE person IS NOT NULL;
  CREATE INDEX entry_at ON entry (at, entry_id);
  CREATE INDEX entry_operation ON entry (operation, at, entry_id);
  CREATE INDEX entry_organisation ON entry (organisation, at, entry_id);
  CREATE INDEX entry_answer ON entry (answer_id);

  -- The sealer takes the oldest first, however many wait.
  ALTER TABLE pending DROP CONSTRAINT pending_pkey;
  ALTER TABLE pending ADD COLUMN seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;

  -- The chain: each link's hash is over the one before it and its entry. Only added to.
  CREATE TABLE link (
    position bigint PRIMARY KEY,     -- from 1, without gaps
    entry_id uuid NOT NULL UNIQUE,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL
  );

  -- Signed heads of the chain, a chain themselves. Only added to.
  CREATE TABLE head (
    number bigint PRIMARY KEY,       -- from 1, without gaps
    position bigint NOT NULL,        -- of the last link
    hash bytea NOT NULL,             -- of the last link
    entries bigint NOT NULL,         -- how many the chain had
    made_at timestamptz NOT NULL,
    key_id text NOT NULL,
    previous bytea NOT NULL,         -- digest of the head before, with its signature
    signature bytea NOT NULL
  );

  -- What was said later about who sees an entry: the latest word counts. Only added to; the entry about the word
  -- bears the word's digest, so that the chain holds it too.
  CREATE TABLE embargo (
    number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    embargo_id uuid PRIMARY KEY,
    answer_id uuid NOT NULL,
    entry_id uuid,                   -- null: all entries of the answer
    ground text NOT NULL,            -- child-protection, investigation, lifted
    visible_from timestamptz NOT NULL,
    made_at timestamptz NOT NULL,
    sealed json NOT NULL             -- the reason, sealed and bound to the word
  );
  CREATE INDEX embargo_answer ON embargo (answer_id, number);
  `,
];

/** What the hub may do in the audit trail: add and read, never change. */
export const AUDIT_GRANTS: KeptSchema['grants'] = {
  hub: {
    entry: ['SELECT', 'INSERT'],
    pending: ['SELECT', 'INSERT', 'DELETE'],
    link: ['SELECT', 'INSERT'],
    head: ['SELECT', 'INSERT'],
    embargo: ['SELECT', 'INSERT'],
  },
};
