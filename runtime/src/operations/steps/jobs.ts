/** What operators do with many held things at once, and edits of single ones; the hub's alone. */
export const JOBS_STEP = `
  CREATE TABLE job (
    job_id uuid PRIMARY KEY,
    seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    action text NOT NULL,            -- retry, dismiss, restore, delete
    state text NOT NULL,             -- gathering, running, paused, stopped, done
    filter json,                     -- null: ids were named
    up_to bigint NOT NULL,           -- nothing that was held later belongs to it
    gathered boolean NOT NULL DEFAULT false,
    place bigint NOT NULL DEFAULT 0, -- the last thing held that it has looked at
    total int NOT NULL DEFAULT 0,
    queued int NOT NULL DEFAULT 0,
    in_flight int NOT NULL DEFAULT 0,
    done int NOT NULL DEFAULT 0,
    failed int NOT NULL DEFAULT 0,
    set_aside int NOT NULL DEFAULT 0,
    rate real NOT NULL,
    credit real NOT NULL DEFAULT 0,  -- how many may be begun now
    ticked_at timestamptz NOT NULL,
    operator text NOT NULL,
    note text NOT NULL,
    started_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    ended_at timestamptz
  );
  CREATE INDEX job_open ON job (seq) WHERE state IN ('gathering', 'running', 'paused');
  CREATE INDEX job_ended ON job (ended_at) WHERE ended_at IS NOT NULL;

  CREATE TABLE job_item (
    job_id uuid NOT NULL REFERENCES job ON DELETE CASCADE,
    held_seq bigint NOT NULL,
    item_id uuid NOT NULL,
    state text NOT NULL,             -- queued, in-flight, done, failed, left
    subject text,
    record_version int,
    held_at timestamptz NOT NULL,
    chosen_at timestamptz NOT NULL,
    begun_at timestamptz,
    attempts int,                    -- how many there were when it was handed in
    ended_at timestamptz,
    PRIMARY KEY (job_id, held_seq)
  );
  -- Whatever is held is in one job at a time.
  CREATE UNIQUE INDEX job_item_once ON job_item (held_seq) WHERE state IN ('queued', 'in-flight');
  CREATE INDEX job_item_next ON job_item (job_id, (coalesce(record_version, 0)), held_at, held_seq) WHERE state = 'queued';
  CREATE INDEX job_item_begun ON job_item (job_id, held_seq) WHERE state = 'in-flight';
  CREATE INDEX job_item_person ON job_item (subject) WHERE state = 'in-flight';
  CREATE INDEX job_item_of ON job_item (item_id);

  CREATE TABLE edit (
    edit_id uuid PRIMARY KEY,
    seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    item_id uuid NOT NULL,
    held_seq bigint NOT NULL,
    service text NOT NULL,
    type text NOT NULL,
    state text NOT NULL,             -- proposed, approved, rejected, outdated
    difference json NOT NULL,
    note text NOT NULL,
    operator text NOT NULL,
    operator_key text NOT NULL,      -- keyed digest of who proposed it
    proposed_at timestamptz NOT NULL,
    decided_by text,
    decided_at timestamptz,
    decision_note text,
    original bytea NOT NULL,         -- the message as it was kept, and as it would be
    original_sealed boolean NOT NULL,
    changed bytea NOT NULL
  );
  CREATE UNIQUE INDEX edit_once ON edit (held_seq) WHERE state = 'proposed';
  CREATE INDEX edit_of ON edit (item_id);
`;
