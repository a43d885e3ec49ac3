import type { Atvk } from '@saite/contracts';

/**
 * SQL of the files: which deliveries went in which, each as it was when the file was made. A file is named by
 * municipality and number, and one of a municipality is open at a time.
 */
export const OUTGOING_FILES_STEP = `
  ALTER TABLE delivery ADD COLUMN municipality text
    GENERATED ALWAYS AS (content #>> '{request,recipient,id}') STORED;
  ALTER TABLE delivery ADD COLUMN alone boolean NOT NULL DEFAULT false;
  CREATE INDEX delivery_of_municipality ON delivery (municipality, retry_at) WHERE state = 'waiting';
  CREATE TABLE outgoing_file (
    municipality text NOT NULL,
    sequence int NOT NULL,
    created_at timestamptz NOT NULL,
    taken boolean NOT NULL DEFAULT false,
    asked int NOT NULL DEFAULT 0,
    next_at timestamptz NOT NULL,
    closed_at timestamptz,
    PRIMARY KEY (municipality, sequence)
  );
  CREATE UNIQUE INDEX outgoing_file_open ON outgoing_file (municipality) WHERE closed_at IS NULL;
  CREATE TABLE outgoing_item (
    municipality text NOT NULL,
    sequence int NOT NULL,
    place int NOT NULL,
    message_id uuid NOT NULL REFERENCES delivery,
    round int NOT NULL,
    content jsonb,
    PRIMARY KEY (municipality, sequence, place),
    FOREIGN KEY (municipality, sequence) REFERENCES outgoing_file
  );
  CREATE INDEX outgoing_item_message ON outgoing_item (message_id);
`;

/** A delivery that waits for a file. */
export interface DueDelivery {
  readonly messageId: string;
  /** As it was stored. */
  readonly content: unknown;
  readonly cancelled: boolean;
  /** Whether a file with others was refused: it goes in one of its own. */
  readonly alone: boolean;
}

/** What becomes of deliveries that were due; one that is named nowhere stays as it is. */
export interface Choice {
  readonly send: readonly string[];
  readonly cancelled: readonly string[];
  readonly refused: readonly { readonly messageId: string; readonly reason: string }[];
  /** Cannot be read now: tried again after a growing time. */
  readonly later: readonly string[];
}

/** The open file of a municipality. */
export interface OpenFile {
  readonly municipality: Atvk;
  readonly sequence: number;
  readonly createdAt: Date;
  /** Whether SOPA is known to have it. */
  readonly taken: boolean;
  /** How often nothing came of asking for its receipts. */
  readonly asked: number;
  readonly nextAt: Date;
  readonly items: readonly { readonly messageId: string; readonly content: unknown }[];
}
