import { PROBLEMS, type ProblemCode, ProblemField, Sealed } from '@saite/contracts';
import { type KeyRing, keyedDigest, openTexts, sealTexts } from '@saite/identity';
import type { Database } from '@saite/runtime';
import { z } from 'zod';
import type { AuditedContent } from '../../audit/append.ts';

/** Makes the table of what was answered to messages of the request service. */
export const VISS_STEP = `
  -- Answers to messages of the door in the shape of the request service, sealed, by sender and message: a message that
  -- comes again gets the same one, and what was sent by Submit is fetched here. Kept for a day.
  CREATE TABLE viss_result (
    caller text NOT NULL,          -- keyed digest of the system
    message_id uuid NOT NULL,
    body_hash text NOT NULL,       -- keyed digest of the action and of what was asked
    rights text NOT NULL,          -- keyed digest of what the system was let do
    about json NOT NULL,           -- whom and what the answer is about, for the audit trail
    sealed json NOT NULL,
    made_at timestamptz NOT NULL,
    PRIMARY KEY (caller, message_id)
  );
  CREATE INDEX viss_result_age ON viss_result (made_at);
  `;

/** A message, as its answer is kept under. */
export interface KeptMessage {
  readonly system: string;
  readonly messageId: string;
  /** Action and content: the same id with other content is another message. */
  readonly content: string;
  /** What the system was let do, as text: an answer is given again only while that stays. */
  readonly rights: string;
}

/** How a message ended: with an element, or with a problem of its own. */
export interface Result {
  readonly operation: string;
  /** The element that answers. */
  readonly element: string | null;
  readonly problem: {
    readonly code: ProblemCode;
    readonly fields: readonly z.infer<typeof ProblemField>[];
  } | null;
  /** Whether it was sent by Submit, and is fetched later. */
  readonly isForLater: boolean;
  readonly about: AuditedContent;
}

/** A result that is there, and whether message and rights are those that it was kept for. */
export interface FoundResult extends Result {
  readonly isSameContent: boolean;
  readonly hasSameRights: boolean;
}

const Kept = z.object({
  operation: z.string(),
  element: z.string().nullable(),
  problem: z
    .object({
      code: z.enum(Object.keys(PROBLEMS) as [ProblemCode]),
      fields: z.array(ProblemField),
    })
    .nullable(),
  isForLater: z.boolean(),
});

/** Keeps what was answered to each message for a day. */
export class VissResults {
  readonly #database: Pick<Database, 'query'>;
  readonly #ring: KeyRing;

  constructor(database: Pick<Database, 'query'>, ring: KeyRing) {
    this.#database = database;
    this.#ring = ring;
  }

  async find(message: KeptMessage): Promise<FoundResult | undefined> {
    const key = this.#keyOf(message);
    const { rows } = await this.#database.query<{
      body_hash: string;
      rights: string;
      about: AuditedContent;
      sealed: unknown;
    }>('SELECT body_hash, rights, about, sealed FROM hub.viss_result WHERE caller = $1 AND message_id = $2', [
      key.caller,
      message.messageId,
    ]);
    const row = rows[0];
    if (!row) return undefined;
    const { kept } = openTexts(this.#ring, key.record, Sealed.parse(row.sealed));
    return {
      ...Kept.parse(JSON.parse(kept ?? 'null')),
      about: row.about,
      isSameContent: row.body_hash === key.bodyHash,
      hasSameRights: row.rights === key.rights,
    };
  }

  /** Keeps a result; the first of a message stays. */
  async keep(message: KeptMessage, { about, ...result }: Result, now: Date): Promise<void> {
    const key = this.#keyOf(message);
    const sealed = sealTexts(this.#ring, key.record, { kept: JSON.stringify(result) });
    await this.#database.query(
      `INSERT INTO hub.viss_result (caller, message_id, body_hash, rights, about, sealed, made_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [
        key.caller,
        message.messageId,
        key.bodyHash,
        key.rights,
        JSON.stringify(about),
        JSON.stringify(sealed),
        now,
      ],
    );
  }

  #keyOf({ system, messageId, content, rights }: KeptMessage) {
    const digest = (purpose: string, text: string) => keyedDigest(this.#ring, purpose, text);
    const caller = digest('caller', system);
    return {
      caller,
      bodyHash: digest('viss-body', content),
      rights: digest('viss-rights', rights),
      record: `viss/${caller}/${messageId.toLowerCase()}`,
    };
  }
}
