/**
 * SQL of the table of editions: of each data set and period the newest edition that was told, and whether the portal
 * has it. An older one that is told late leaves nothing but the day of the first.
 */
export const EDITIONS_STEP = `
  CREATE TABLE edition (
    record_id text PRIMARY KEY,
    record_version int NOT NULL,
    dataset text NOT NULL,
    content jsonb NOT NULL,
    first_at timestamptz NOT NULL,
    published_at timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'refused', 'published')),
    attempts int NOT NULL DEFAULT 0,
    code text,
    retry_at timestamptz NOT NULL,
    settled_at timestamptz
  );
  CREATE INDEX edition_open ON edition (retry_at) WHERE state <> 'published';
  CREATE INDEX edition_of_dataset ON edition (dataset, published_at);
`;
