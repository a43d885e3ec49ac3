/**
 * SQL of the tables of notices and letters. A notice is one alert for one recipient; it waits until a letter takes
 * it. A recipient has at most one open letter.
 */
export const LETTERS_STEP = `
  CREATE TABLE letter (
    letter_id uuid PRIMARY KEY,
    role text NOT NULL,
    recipient_id text NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'trying', 'handed-over', 'sent', 'refused', 'unknown')),
    address text,
    source text,
    attempts int NOT NULL DEFAULT 0,
    unsure int NOT NULL DEFAULT 0,
    code text,
    made_at timestamptz NOT NULL,
    retry_at timestamptz NOT NULL,
    settled_at timestamptz
  );
  CREATE UNIQUE INDEX letter_open ON letter (role, recipient_id)
    WHERE state IN ('waiting', 'trying', 'handed-over');
  CREATE TABLE notice (
    alert_id text NOT NULL,
    role text NOT NULL,
    recipient_id text NOT NULL,
    kind text NOT NULL,
    due_on date,
    recorded_at timestamptz NOT NULL,
    waiting_since timestamptz NOT NULL,
    letter_id uuid REFERENCES letter,
    PRIMARY KEY (alert_id, role, recipient_id)
  );
  CREATE INDEX notice_waiting ON notice (role, recipient_id, waiting_since) WHERE letter_id IS NULL;
  CREATE INDEX notice_of_letter ON notice (letter_id) WHERE letter_id IS NOT NULL;
  CREATE TABLE cleared_alert (
    alert_id text PRIMARY KEY,
    recorded_at timestamptz NOT NULL
  );
`;

/** SQL by which notices tell of discrepancies too, and that they are settled; their id stands where an alert's does. */
export const DISCREPANCY_NOTICES_STEP = `
  ALTER TABLE notice ADD COLUMN thing text NOT NULL DEFAULT 'alert'
    CHECK (thing IN ('alert', 'discrepancy', 'resolved'));
`;
