/**
 * SQL of the adapter's own tables. A row of `record` is a record of a register as it was about one person; `content`
 * is `null` if it is withdrawn or about somebody else by now. `keyed_id` and `told_version` belong to `key_version`
 * (0: not keyed yet); `pending_at` is when it may be told at the earliest. `feed` has the key version in force.
 */
export const LABIS_STEP = `
  CREATE TABLE record (
    kind text NOT NULL,
    record_id text NOT NULL,
    person_ref text NOT NULL,
    source_version int NOT NULL,
    content jsonb,
    version int NOT NULL,
    key_version int NOT NULL DEFAULT 0,
    keyed_id text,
    told_version int NOT NULL DEFAULT 0,
    pending_at timestamptz,
    PRIMARY KEY (kind, record_id, person_ref)
  );
  CREATE INDEX record_key_version ON record (key_version);
  CREATE UNIQUE INDEX record_keyed_id ON record (keyed_id);
  CREATE INDEX record_pending ON record (keyed_id COLLATE "C") WHERE pending_at IS NOT NULL;
  CREATE INDEX record_pending_at ON record (pending_at) WHERE pending_at IS NOT NULL;
  CREATE TABLE feed (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    key_version int NOT NULL,
    key_check text NOT NULL,
    state text NOT NULL CHECK (state IN ('begun', 'filling', 'complete')),
    begun_at timestamptz NOT NULL,
    last_sequence int NOT NULL DEFAULT 0
  );
`;
