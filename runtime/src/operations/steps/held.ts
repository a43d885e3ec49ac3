/** What is held, why, and how many of each; counts are kept by the database, in the transaction that changes them. */
export const HELD_STEP = `
  -- What failures have in common; few rows. A path has [] for each place in a list.
  CREATE TABLE cause (
    cause_id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    service text NOT NULL,
    kind text NOT NULL,              -- message, person, answer, delivery
    queue text NOT NULL,             -- empty if it came from none
    type text NOT NULL,
    reason text NOT NULL,
    path text NOT NULL,              -- empty if there is none
    UNIQUE (service, kind, queue, type, reason, path)
  );

  CREATE TABLE held (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    item_id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
    service text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('message', 'person', 'answer', 'delivery')),
    queue text NOT NULL,
    key text NOT NULL,               -- digest of a message as it came; item and reason; person; id of a delivery
    cause_id int NOT NULL REFERENCES cause,
    state text NOT NULL CHECK (state IN ('waiting', 'parked', 'dismissed')),
    error_path text NOT NULL,
    detail text NOT NULL,
    subject text,                    -- reference of the person
    record_id text,
    record_version int,
    event_id text,
    contract_version text,
    attempts int NOT NULL DEFAULT 1,
    recent jsonb NOT NULL,           -- the last five attempts, newest first: at, reason, path
    held_at timestamptz NOT NULL,
    last_at timestamptz NOT NULL,
    retry_at timestamptz,
    dismissed_at timestamptz,
    message_type text,               -- a message as it is handed in again: null while it is sealed whole
    message_id text,
    body bytea,
    sealed boolean NOT NULL DEFAULT false,
    UNIQUE (service, kind, queue, key)
  );
  CREATE INDEX held_page ON held (cause_id, state, held_at, seq);
  CREATE INDEX held_due ON held (service, kind, queue, retry_at) WHERE state = 'waiting';
  CREATE INDEX held_subject ON held (subject, held_at, seq) WHERE subject IS NOT NULL;
  CREATE INDEX held_record ON held (record_id) WHERE record_id IS NOT NULL;
  CREATE INDEX held_event ON held (event_id) WHERE event_id IS NOT NULL;
  CREATE INDEX held_dismissed ON held (dismissed_at) WHERE state = 'dismissed';

  -- Each service its own rows; the hub all of them.
  ALTER TABLE held ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own ON held USING (
    current_user = current_database() || '_hub'
    OR current_user = current_database() || '_' || replace(service, '-', '_'));

  -- How many there are: a sum that is kept, and what was added since. Nobody waits for anybody to count.
  CREATE TABLE held_count (
    cause_id int NOT NULL REFERENCES cause,
    state text NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (cause_id, state)
  );
  CREATE TABLE held_delta (
    cause_id int NOT NULL,
    state text NOT NULL,
    count bigint NOT NULL
  );

  CREATE FUNCTION cause_of(of_service text, of_kind text, of_queue text, of_type text, of_reason text, of_path text)
  RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = operations, pg_temp AS $$
  DECLARE found int;
  BEGIN
    SELECT cause_id INTO found FROM cause WHERE service = of_service AND kind = of_kind AND queue = of_queue
      AND type = of_type AND reason = of_reason AND path = of_path;
    IF found IS NULL THEN
      INSERT INTO cause (service, kind, queue, type, reason, path)
        VALUES (of_service, of_kind, of_queue, of_type, of_reason, of_path) ON CONFLICT DO NOTHING;
      SELECT cause_id INTO found FROM cause WHERE service = of_service AND kind = of_kind AND queue = of_queue
        AND type = of_type AND reason = of_reason AND path = of_path;
    END IF;
    RETURN found;
  END $$;

  CREATE FUNCTION count_inserted() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = operations, pg_temp AS $$
  BEGIN
    INSERT INTO held_delta SELECT cause_id, state, count(*) FROM added GROUP BY 1, 2;
    RETURN NULL;
  END $$;
  CREATE FUNCTION count_deleted() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = operations, pg_temp AS $$
  BEGIN
    INSERT INTO held_delta SELECT cause_id, state, -count(*) FROM gone GROUP BY 1, 2;
    RETURN NULL;
  END $$;
  CREATE FUNCTION count_updated() RETURNS trigger LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = operations, pg_temp AS $$
  BEGIN
    INSERT INTO held_delta SELECT cause_id, state, sum(one) FROM (
        SELECT cause_id, state, 1 AS one FROM added UNION ALL SELECT cause_id, state, -1 FROM gone) AS changes
      GROUP BY 1, 2 HAVING sum(one) <> 0;
    RETURN NULL;
  END $$;
  CREATE TRIGGER held_inserted AFTER INSERT ON held REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION count_inserted();
  CREATE TRIGGER held_deleted AFTER DELETE ON held REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION count_deleted();
  CREATE TRIGGER held_updated AFTER UPDATE ON held REFERENCING OLD TABLE AS gone NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION count_updated();
`;
