import { KIT_STEPS } from '@saite/adapter-kit';

export const STATISTICS_SCHEMA = 'statistics';

/** Steps that make the tables of the statistics; a released step is never changed, a new one is added. */
export const STATISTICS_STEPS: readonly string[] = [
  ...KIT_STEPS,
  `
  -- Facts that are counted, each the highest version of its record. Neither codes nor names, not even sealed.
  CREATE TABLE fact (
    source text NOT NULL,            -- register and thing, like vdeavk.disability
    record_id text NOT NULL,
    version int NOT NULL,
    subject text NOT NULL,           -- keyed reference of the person
    withdrawn boolean NOT NULL,
    data json NOT NULL,
    PRIMARY KEY (source, record_id)
  );
  CREATE INDEX fact_subject ON fact (subject);
  CREATE INDEX fact_linked ON fact (subject) WHERE source = 'pmlp.person' AND json_array_length(data -> 'formerRefs') > 0;

  -- Rows of the sources' files. A version counts once as many rows are here as its file has.
  CREATE TABLE source_row (
    source text NOT NULL,
    period text NOT NULL,
    version int NOT NULL,
    record_id text NOT NULL,
    subject text NOT NULL,           -- keyed reference of the person, or the ATVK code of the municipality
    data json NOT NULL,
    PRIMARY KEY (source, period, version, record_id)
  );
  CREATE INDEX source_row_subject ON source_row (subject);
  CREATE TABLE source_file (
    source text NOT NULL,
    period text NOT NULL,
    version int NOT NULL,
    rows int NOT NULL,
    complete boolean NOT NULL DEFAULT false,
    PRIMARY KEY (source, period, version)
  );

  -- What has to be counted again, from a month to another one: a queue, so that intake never waits for counting.
  CREATE TABLE stale (
    seq int GENERATED ALWAYS AS IDENTITY (CYCLE) PRIMARY KEY,
    what text NOT NULL,              -- what changed: disabilities, services, persons, or a source
    from_month text NOT NULL,
    to_month text,                   -- null: up to now
    noted_at timestamptz NOT NULL
  );

  -- What is to be counted next, newest month first: a history takes long, and what changes meanwhile goes before it.
  CREATE TABLE due (
    period text NOT NULL,
    dataset text NOT NULL,
    PRIMARY KEY (period, dataset)
  );

  -- Editions of the data sets. Only ever added to.
  CREATE TABLE edition (
    dataset text NOT NULL,
    period text NOT NULL,
    edition int NOT NULL,
    made_at timestamptz NOT NULL,
    published json NOT NULL,         -- the rows as everybody may read them
    changes json,                    -- what it corrects
    files json NOT NULL,             -- size and digest of each form that it is given out in
    hidden json NOT NULL,            -- figures that are hidden, by cell: the next edition must protect them too
    told_at timestamptz,
    PRIMARY KEY (dataset, period, edition)
  );
  CREATE INDEX edition_untold ON edition (made_at) WHERE told_at IS NULL;
  CREATE TABLE held_back (           -- an edition that cannot be published without giving somebody away
    dataset text NOT NULL,
    period text NOT NULL,
    since timestamptz NOT NULL,
    cells int NOT NULL,              -- figures that could be worked out; 0 if the solver failed
    PRIMARY KEY (dataset, period)
  );
  CREATE TABLE setting (name text PRIMARY KEY, value text NOT NULL);
  `,
];
