/**
 * SQL of the adapter's store. A file's rows are staged under its number while it is read; they belong to what is told
 * once the state of the file says so. A row goes when it is told, so that nothing of a person stays.
 */
export const SOURCE_FILES_STEP = `
  CREATE TABLE source_file (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source text NOT NULL,
    period text NOT NULL,
    version int NOT NULL,
    state text NOT NULL CHECK (state IN ('reading', 'accepted', 'told', 'gone')),
    digest text,
    rows int NOT NULL DEFAULT 0,
    accepted_at timestamptz,
    told_at timestamptz
  );
  CREATE UNIQUE INDEX source_file_accepted ON source_file (source, period, version)
    WHERE state IN ('accepted', 'told');
  CREATE INDEX source_file_open ON source_file (number) WHERE state IN ('reading', 'accepted', 'gone');

  CREATE TABLE source_row (
    file bigint NOT NULL,
    place int NOT NULL,
    key text NOT NULL COLLATE "C",
    subject text NOT NULL,
    identity jsonb,
    facts jsonb NOT NULL,
    PRIMARY KEY (file, place)
  );
`;

/** A step by which each row has its sealed code until it is told; then codes are kept where references are renewed. */
export const ROW_CODES_STEP = `
  ALTER TABLE source_row ADD COLUMN code jsonb;
`;
