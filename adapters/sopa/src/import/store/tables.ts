/**
 * SQL of the import. An import's objects are staged under its number while its file is read; they belong to what
 * Saite knows once the state of the import says so, which is one row, whatever the size of the file. Of an object the
 * version with the highest sequence among accepted imports holds: `stored_object` are all accepted versions,
 * `live_object` those that hold and are not deleted.
 *
 * `import_object.outcome`: nothing for one that is taken (or not judged yet), 1 failed, 2 the same as before,
 * 3 failed and everything that refers to it was told.
 */
export const IMPORT_STEP = `
  CREATE TABLE import (
    import_id uuid PRIMARY KEY,
    number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    municipality text NOT NULL,
    way text NOT NULL,
    given_name text,
    header jsonb,
    sequence int,
    file_id uuid,
    same_as bigint,
    digest text,
    bytes bigint NOT NULL DEFAULT 0,
    objects int NOT NULL DEFAULT 0,
    state text NOT NULL,
    level1 jsonb NOT NULL DEFAULT '[]',
    accepted int NOT NULL DEFAULT 0,
    unchanged int NOT NULL DEFAULT 0,
    deleted int NOT NULL DEFAULT 0,
    failed int NOT NULL DEFAULT 0,
    next_sequence int,
    received_at timestamptz NOT NULL,
    touched_at timestamptz NOT NULL,
    checked_at timestamptz,
    told_up_to int NOT NULL DEFAULT 0,
    told_at timestamptz,
    cleared_at timestamptz
  );
  CREATE UNIQUE INDEX import_accepted ON import (municipality, sequence)
    WHERE state IN ('accepted', 'accepted-with-errors');
  CREATE INDEX import_of_municipality ON import (municipality, number DESC);
  CREATE INDEX import_open ON import (number) WHERE state IN ('receiving', 'received', 'checking');
  CREATE INDEX import_untold ON import (number)
    WHERE state IN ('accepted', 'accepted-with-errors') AND told_at IS NULL;
  CREATE INDEX import_uncleared ON import (number) WHERE state IN ('rejected', 'gone', 'same') AND cleared_at IS NULL;

  CREATE TABLE import_object (
    import bigint NOT NULL,
    place int NOT NULL,
    municipality text NOT NULL,
    sequence int NOT NULL,
    kind smallint NOT NULL,
    id text NOT NULL COLLATE "C",
    person_id text COLLATE "C",
    group_key text COLLATE "C",
    subject text COLLATE "C",
    deleted boolean NOT NULL,
    line int NOT NULL,
    digest text NOT NULL COLLATE "C",
    facts text NOT NULL,
    sealed text,
    outcome smallint,
    PRIMARY KEY (import, place)
  );
  CREATE INDEX import_object_of_id ON import_object (municipality, kind, id, sequence);
  CREATE INDEX import_object_of_person ON import_object (municipality, person_id) WHERE person_id IS NOT NULL;
  CREATE INDEX import_object_of_group ON import_object (municipality, group_key) WHERE group_key IS NOT NULL;
  CREATE INDEX import_object_of_subject ON import_object (subject) WHERE subject IS NOT NULL;
  CREATE INDEX import_object_failed ON import_object (import, place) WHERE outcome = 1;

  CREATE TABLE import_reference (
    import bigint NOT NULL,
    place int NOT NULL,
    kind smallint NOT NULL,
    id text NOT NULL COLLATE "C",
    person_id text COLLATE "C"
  );
  CREATE INDEX import_reference_of_target ON import_reference (kind, id, import);
  CREATE INDEX import_reference_of_import ON import_reference (import, place);

  CREATE TABLE import_error (
    import bigint NOT NULL,
    place int NOT NULL,
    rule text NOT NULL,
    PRIMARY KEY (import, place, rule)
  );

  CREATE VIEW stored_object AS
    SELECT one.* FROM import_object one JOIN import ON import.number = one.import
    WHERE one.outcome IS NULL AND import.state IN ('accepted', 'accepted-with-errors');
  -- Asked row by row through the index: as a join it is planned badly while a file has just come in.
  CREATE VIEW live_object AS
    SELECT * FROM stored_object one
    WHERE NOT one.deleted AND one.import = (
      SELECT newest.import FROM import_object newest JOIN import ON import.number = newest.import
      WHERE newest.municipality = one.municipality AND newest.kind = one.kind AND newest.id = one.id
        AND newest.outcome IS NULL AND import.state IN ('accepted', 'accepted-with-errors')
      ORDER BY newest.sequence DESC LIMIT 1);

  CREATE TABLE state_stay (
    placement_id text PRIMARY KEY,
    version int NOT NULL,
    subject text NOT NULL COLLATE "C",
    institution_id text NOT NULL,
    started_on text NOT NULL,
    ended_on text,
    withdrawn boolean NOT NULL
  );
  CREATE INDEX state_stay_of_subject ON state_stay (subject);
`;

/** States of an import. Outside, `receiving` is told as `received`; `gone` broke off on its way in and is not told;
 * `same` is another copy of an accepted file and is told as that one. */
export const IMPORT_STATES = [
  'receiving',
  'received',
  'checking',
  'accepted',
  'accepted-with-errors',
  'rejected',
  'gone',
  'same',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

export const FAILED = 1;
export const UNCHANGED = 2;
export const FAILED_AND_TOLD = 3;

/** What a query may take as accepted; `alias` is that of the table of imports. */
export const isAccepted = (alias: string): string => `${alias}.state IN ('accepted', 'accepted-with-errors')`;

/**
 * SQL: what was still being written of a file when it was refused or given up was not cleared away with the rest, up to
 * this step. It goes: what has no import at once, what has one when such imports are cleared again.
 */
export const CLEAR_AGAIN_STEP = `
  UPDATE import SET cleared_at = NULL WHERE state IN ('rejected', 'same');
  DELETE FROM import_object WHERE NOT EXISTS (SELECT FROM import WHERE number = import_object.import);
  DELETE FROM import_reference WHERE NOT EXISTS (SELECT FROM import WHERE number = import_reference.import);
  DELETE FROM import_error WHERE NOT EXISTS (SELECT FROM import WHERE number = import_error.import);
`;
