import { HELD_MESSAGES_STEP } from '@saite/runtime';
import { REPLAY_STEP } from '../doors/soap/security/replay.ts';
import { VISS_STEP } from '../doors/viss/results.ts';

export const HUB_SCHEMA = 'hub';

/** Steps that make the hub's tables; a released step is never changed, a new one is added. */
export const HUB_STEPS: readonly string[] = [
  `
  -- The fact history: every version of every record that a register told, with the instant at which it became
  -- known. Only ever added to. It is the inbox too: it never expires, so no duplicate is ever new.
  CREATE TABLE fact (
    source text NOT NULL,            -- register and thing, like sais.payment
    record_id text NOT NULL,
    version int NOT NULL,
    subject text NOT NULL,           -- reference of the code that the fact came with
    withdrawn boolean NOT NULL,
    content_hash text NOT NULL,
    event_id text NOT NULL,
    known_at timestamptz NOT NULL,
    data json NOT NULL,              -- the event's data: facts in clear, identity sealed
    PRIMARY KEY (source, record_id, version)
  );
  CREATE INDEX fact_subject ON fact (subject);
  CREATE INDEX fact_withdrawn ON fact (known_at) WHERE withdrawn;
  CREATE INDEX fact_institution ON fact ((data #>> '{stay,institutionId}')) WHERE source = 'spolis.placement';

  -- A person is a connected group of codes; its name is the smallest reference of the group.
  CREATE TABLE person_code (
    ref text PRIMARY KEY,
    person text NOT NULL
  );
  CREATE INDEX person_code_person ON person_code (person);

  -- The sealed personal code of a reference, kept once: the one place that shows who somebody is.
  CREATE TABLE code_identity (
    ref text PRIMARY KEY,
    sealed json NOT NULL
  );

  -- Persons to be decided again. A queue, not a set: marking never waits for a decider.
  CREATE TABLE dirty (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ref text NOT NULL
  );
  CREATE INDEX dirty_ref ON dirty (ref);

  -- Persons whose decision failed: the facts stay, an operator sees why.
  CREATE TABLE held_person (
    person text PRIMARY KEY,
    case_name text NOT NULL,
    code text NOT NULL,
    attempts int NOT NULL DEFAULT 1,
    held_at timestamptz NOT NULL
  );

  -- When a case wants to look at a person again without any event.
  CREATE TABLE wake_up (
    person text NOT NULL,
    case_name text NOT NULL,
    due_on date NOT NULL,
    PRIMARY KEY (person, case_name)
  );
  CREATE INDEX wake_up_due ON wake_up (due_on);

  -- Policies and legal grounds of statements, kept once.
  CREATE TABLE grounds (
    digest text PRIMARY KEY,
    policies json NOT NULL,
    legal_basis json NOT NULL
  );

  -- The journal of statements: what was said when. Only ever added to.
  CREATE TABLE statement (
    person text NOT NULL,
    month text NOT NULL,
    version int NOT NULL,
    statement_id uuid NOT NULL,
    subject text NOT NULL,           -- reference of the code that the person went by
    supersedes int,
    delta_cents bigint NOT NULL,
    allowance_cents bigint,
    content_hash text NOT NULL,
    content json NOT NULL,           -- without policies and legal grounds
    grounds text NOT NULL REFERENCES grounds (digest),
    facts_digest text NOT NULL,
    program_version text NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (person, month, version)
  );

  -- A statement of one code's own series that a statement of the whole group replaced, when codes were joined.
  CREATE TABLE absorbed_statement (
    person text NOT NULL,
    month text NOT NULL,
    version int NOT NULL,
    PRIMARY KEY (person, month, version),
    FOREIGN KEY (person, month, version) REFERENCES statement
  );

  -- What is to be published. Read by state, never by order; old days are dropped whole.
  CREATE TABLE outbox (
    made_on date NOT NULL,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    event_type text,                 -- the event itself,
    event_id text,
    event json,
    person text,                     -- or the statement that it is made from
    month text,
    version int,
    retry_at timestamptz,
    attempts int NOT NULL DEFAULT 0,
    sent_at timestamptz
  ) PARTITION BY RANGE (made_on);
  CREATE INDEX outbox_unsent ON outbox (seq) WHERE sent_at IS NULL;

  -- Answers to calls with an idempotency key, by caller and path.
  CREATE TABLE idempotency (
    caller text NOT NULL,
    path text NOT NULL,
    key text NOT NULL,
    body_hash text NOT NULL,
    answer json NOT NULL,
    made_at timestamptz NOT NULL,
    PRIMARY KEY (caller, path, key)
  );
  CREATE INDEX idempotency_age ON idempotency (made_at);

  CREATE TABLE setting (name text PRIMARY KEY, value text NOT NULL);
  `,
  HELD_MESSAGES_STEP,
  `
  -- Alerts about children: what was raised and cleared when. Never deleted.
  CREATE TABLE care_alert (
    alert_id text PRIMARY KEY,
    person text NOT NULL,            -- the person's name when it was raised
    subject text NOT NULL,           -- reference of the code that it is told under
    key text NOT NULL,               -- the condition among those of the person
    kind text NOT NULL,
    raised_on date NOT NULL,
    due_on date,
    cleared_on date,
    recorded_at timestamptz NOT NULL,
    cleared_at timestamptz,
    basis json NOT NULL,             -- what it rests on, for its explanation
    institution_id text,             -- who had to do with the child on the day it was raised
    court text,
    municipality text,
    recipients json NOT NULL,
    told int NOT NULL DEFAULT 1      -- how often it was told: again when later facts name other recipients
  );
  CREATE INDEX care_alert_person ON care_alert (person);
  CREATE INDEX care_alert_open ON care_alert (raised_on, alert_id) WHERE cleared_on IS NULL;

  -- Who may see a child today: its court, its municipality, the institutions where it had a day.
  CREATE TABLE child_keeper (
    person text PRIMARY KEY,
    court text,
    municipality text,
    institutions text[] NOT NULL
  );
  CREATE INDEX child_keeper_court ON child_keeper (court);
  CREATE INDEX child_keeper_municipality ON child_keeper (municipality);
  CREATE INDEX child_keeper_institutions ON child_keeper USING gin (institutions);

  -- Adapters that the hub has met: one that was added later is told what it missed.
  CREATE TABLE introduced_adapter (
    service text PRIMARY KEY,
    met_at timestamptz NOT NULL,
    told_at timestamptz
  );

  -- What goes to whom, and how far it is. The round grows with each request to the register's adapter.
  CREATE TABLE delivery (
    delivery_id uuid PRIMARY KEY,
    person text NOT NULL,
    document text NOT NULL,          -- contact-report, care-alert, custody-decision, family-survey
    document_id text NOT NULL,
    document_version int NOT NULL,
    role text NOT NULL,
    recipient text,                  -- null: no register has told who that is
    register text NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'delivered', 'undeliverable', 'cancelled')),
    reason text,
    round int NOT NULL,
    asked_round int NOT NULL,        -- the last round that the adapter was asked for
    receipt text,
    settled_at timestamptz,
    made_at timestamptz NOT NULL,
    confirmed_at timestamptz,
    confirmation json                -- sealed note of the recipient
  );
  CREATE UNIQUE INDEX delivery_recipient
    ON delivery (document, document_id, document_version, role, (coalesce(recipient, '')));
  CREATE INDEX delivery_person ON delivery (person);
  CREATE INDEX fact_acknowledgement ON fact ((data ->> 'alertId')) WHERE source = 'saite.care-alert';
  CREATE INDEX delivery_open ON delivery (made_at, delivery_id) WHERE state IN ('waiting', 'undeliverable');
  `,
  `
  -- Contradictions between registers: what was found and resolved when. Never deleted.
  CREATE TABLE discrepancy (
    discrepancy_id uuid PRIMARY KEY,
    person text NOT NULL,            -- the person's name when it was found
    subject text NOT NULL,           -- reference of the code that it is told under
    kind text NOT NULL,
    key text NOT NULL,               -- the contradiction among those of the person
    since date NOT NULL,
    found_at timestamptz NOT NULL,
    resolved_at timestamptz,
    basis json NOT NULL,             -- the facts that contradict each other, for their texts
    audience jsonb NOT NULL,         -- for whom it is
    told int NOT NULL DEFAULT 1      -- how often it was told: again when later facts change what it says
  );
  CREATE INDEX discrepancy_open ON discrepancy (person) WHERE resolved_at IS NULL;
  CREATE INDEX discrepancy_since ON discrepancy (since, discrepancy_id);
  CREATE INDEX discrepancy_audience ON discrepancy USING gin (audience jsonb_path_ops);
  `,
  `
  -- A person's discrepancies of former days are asked for too.
  CREATE INDEX discrepancy_person ON discrepancy (person);
  `,
  `
  -- What each service that the hub has met consumes: of what is new to it, it is told what came before.
  CREATE TABLE introduction (
    service text NOT NULL,
    event_type text NOT NULL,
    met_at timestamptz NOT NULL,
    told_at timestamptz,
    PRIMARY KEY (service, event_type)
  );
  INSERT INTO introduction (service, event_type, met_at, told_at)
    SELECT service, 'spolis.placement.recorded.v1', met_at, told_at FROM introduced_adapter;
  DROP TABLE introduced_adapter;
  `,
  `
  -- Whom and what an answer was about, so that giving it once more is told to the audit trail too.
  ALTER TABLE idempotency ADD COLUMN about json NOT NULL DEFAULT '{"persons":[]}';
  `,
  REPLAY_STEP,
  VISS_STEP,
  `
  -- How a child stands today, so that a list of all children needs none of their facts; null while in no institution.
  ALTER TABLE child_keeper
    ADD COLUMN institution_id text,
    ADD COLUMN since date,           -- first day of the continuous stay
    ADD COLUMN care_to date,         -- first day not in care; null while the stay goes on
    ADD COLUMN anchor date,          -- day from which the report interval runs
    ADD COLUMN report_interval text,
    ADD COLUMN due_on date;
  INSERT INTO dirty (ref) SELECT person FROM child_keeper;
  -- Reports that went to a recipient, for whoever has to read them.
  CREATE INDEX delivery_report_recipient ON delivery (role, recipient) WHERE document = 'contact-report';
  `,
  `
  -- Under a new index key a person has another reference, and the statements with it.
  ALTER TABLE absorbed_statement DROP CONSTRAINT absorbed_statement_person_month_version_fkey;
  ALTER TABLE absorbed_statement ADD FOREIGN KEY (person, month, version) REFERENCES statement ON UPDATE CASCADE;
  `,
];
