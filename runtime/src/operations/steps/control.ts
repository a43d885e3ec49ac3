/** What operators stop by hand, and how the minutes of the last day were. */
export const CONTROL_STEP = `
  CREATE TABLE control (
    service text NOT NULL,
    upstream text NOT NULL,          -- empty: the whole service
    stopped boolean NOT NULL,
    reason text NOT NULL,
    operator text NOT NULL,
    since timestamptz NOT NULL,
    PRIMARY KEY (service, upstream)
  );

  CREATE TABLE sample (
    minute timestamptz NOT NULL,
    service text NOT NULL,
    depth int NOT NULL,
    in_per_minute real NOT NULL,
    out_per_minute real NOT NULL,
    waiting int NOT NULL,
    parked int NOT NULL,
    PRIMARY KEY (service, minute)
  );
`;
