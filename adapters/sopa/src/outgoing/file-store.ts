import { type Clock, type Database, inTransaction, type Transaction } from '@saite/runtime';
import type { Choice, DueDelivery, OpenFile } from './file-tables.ts';
import type { ItemReceipt } from './protocol.ts';

const FIRST_DELAY_S = 0.25;
const LONGEST_DELAY_S = 15;
const BATCH = 500;

/** Files for the municipalities, and what their receipts mean for the deliveries in them. */
export class FileStore {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #delivery: string;
  readonly #file: string;
  readonly #item: string;

  constructor(database: Database, schema: string, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    this.#delivery = `${schema}.delivery`;
    this.#file = `${schema}.outgoing_file`;
    this.#item = `${schema}.outgoing_item`;
  }

  /** Municipalities for which there is something to do now. */
  async due(): Promise<string[]> {
    const { rows } = await this.#database.query<{ municipality: string }>(
      `SELECT municipality FROM ${this.#file} WHERE closed_at IS NULL AND next_at <= $1
       UNION
       SELECT municipality FROM ${this.#delivery} AS waiting WHERE state = 'waiting' AND retry_at <= $1
         AND NOT EXISTS (SELECT FROM ${this.#file} AS open
                         WHERE open.municipality = waiting.municipality AND open.closed_at IS NULL)`,
      [this.#clock.now()],
    );
    return rows.map((row) => row.municipality);
  }

  /** The file of a municipality that is not done with. */
  async open(municipality: string): Promise<OpenFile | undefined> {
    const { rows } = await this.#database.query<OpenFile>(
      `SELECT municipality, sequence, created_at AS "createdAt", taken, asked, next_at AS "nextAt",
         (SELECT json_agg(json_build_object('messageId', message_id, 'content', content) ORDER BY place)
          FROM ${this.#item} AS item
          WHERE item.municipality = file.municipality AND item.sequence = file.sequence) AS items
       FROM ${this.#file} AS file WHERE municipality = $1 AND closed_at IS NULL`,
      [municipality],
    );
    return rows[0];
  }

  /**
   * Makes a file of what waits for a municipality: of each document the oldest version that is not done with. The
   * rows are locked meanwhile, so that nothing is withdrawn or asked for anew between choice and file.
   *
   * @param choose what becomes of those that are due, oldest first
   * @returns whether anything was done
   */
  async make(municipality: string, choose: (due: readonly DueDelivery[]) => Choice): Promise<boolean> {
    return inTransaction(this.#database, async (transaction) => {
      const now = this.#clock.now();
      const { rows } = await transaction.query<DueDelivery>(
        `SELECT message_id AS "messageId", content, alone,
           (content #>> '{request,cancelled}')::boolean AS cancelled
         FROM ${this.#delivery} WHERE state = 'waiting' AND message_id IN (
           SELECT message_id FROM (
             SELECT DISTINCT ON (record_id) message_id, retry_at FROM ${this.#delivery}
             WHERE state = 'waiting' AND municipality = $1 ORDER BY record_id, record_version
           ) AS oldest WHERE retry_at <= $2)
         ORDER BY alone, made_at, message_id LIMIT $3 FOR UPDATE`,
        [municipality, now, BATCH],
      );
      if (rows.length === 0) return false;
      const choice = choose(rows);
      await this.#settle(transaction, choice, now);
      if (choice.send.length > 0) await this.#addFile(transaction, municipality, choice.send, now);
      return true;
    });
  }

  async #settle(transaction: Transaction, { cancelled, refused, later }: Choice, now: Date): Promise<void> {
    await transaction.query(
      `UPDATE ${this.#delivery} SET state = 'cancelled', settled_at = $2 WHERE message_id = ANY($1)`,
      [cancelled, now],
    );
    await transaction.query(
      `UPDATE ${this.#delivery} AS delivery SET state = 'refused', reason = refused.reason, settled_at = $3
       FROM unnest($1::uuid[], $2::text[]) AS refused (id, reason) WHERE message_id = refused.id`,
      [refused.map(({ messageId }) => messageId), refused.map(({ reason }) => reason), now],
    );
    await this.#delay(transaction, later, now);
  }

  async #delay(transaction: Transaction, messageIds: readonly string[], now: Date): Promise<void> {
    await transaction.query(
      `UPDATE ${this.#delivery} SET attempts = attempts + 1,
         retry_at = $2::timestamptz + make_interval(secs => least(${LONGEST_DELAY_S}, 2 ^ least(attempts, 10)))
       WHERE message_id = ANY($1)`,
      [messageIds, now],
    );
  }

  async #addFile(
    transaction: Transaction,
    municipality: string,
    messageIds: readonly string[],
    now: Date,
  ): Promise<void> {
    const { rows } = await transaction.query<{ sequence: number }>(
      `INSERT INTO ${this.#file} (municipality, sequence, created_at, next_at)
       SELECT $1, coalesce(max(sequence), 0) + 1, $2, $2 FROM ${this.#file} WHERE municipality = $1
       RETURNING sequence`,
      [municipality, now],
    );
    await transaction.query(
      `INSERT INTO ${this.#item} (municipality, sequence, place, message_id, round, content)
       SELECT $1, $2, sent.place, message_id, round, content
       FROM unnest($3::uuid[]) WITH ORDINALITY AS sent (id, place)
       JOIN ${this.#delivery} ON message_id = sent.id`,
      [municipality, rows[0]?.sequence, messageIds],
    );
    // From now on it may have arrived: whoever withdraws it has to wait for SOPA's word.
    await transaction.query(
      `UPDATE ${this.#delivery} SET attempts = attempts + 1 WHERE message_id = ANY($1)`,
      [messageIds],
    );
  }

  /** SOPA has a file of that name. */
  async taken({ municipality, sequence }: OpenFile): Promise<void> {
    await this.#database.query(
      `UPDATE ${this.#file} SET taken = true WHERE municipality = $1 AND sequence = $2`,
      [municipality, sequence],
    );
  }

  /** Nothing came of it this time: it is tried again after a growing time. */
  async postpone({ municipality, sequence }: OpenFile): Promise<void> {
    await this.#database.query(
      `UPDATE ${this.#file} SET asked = asked + 1, next_at = $3::timestamptz
         + make_interval(secs => least(${LONGEST_DELAY_S}, ${FIRST_DELAY_S} * 2 ^ least(asked, 10)))
       WHERE municipality = $1 AND sequence = $2`,
      [municipality, sequence, this.#clock.now()],
    );
  }

  /**
   * Closes a file with its receipts. What SOPA took is delivered, whatever was asked for meanwhile; a refusal holds
   * for the round that was sent. What has no receipt goes into another file: SOPA takes a message once.
   *
   * @returns how many have no receipt
   */
  async settle(file: OpenFile, receipts: readonly ItemReceipt[]): Promise<number> {
    const taken = receipts.flatMap((item) => ('Receipt' in item ? [item] : []));
    const refused = receipts.flatMap((item) => ('ErrorCode' in item ? [item] : []));
    const known = new Set<string>(receipts.map((item) => item.MessageID));
    const silent = file.items.map(({ messageId }) => messageId).filter((id) => !known.has(id));
    await inTransaction(this.#database, async (transaction) => {
      const now = this.#clock.now();
      const { municipality, sequence } = file;
      await transaction.query(
        `UPDATE ${this.#delivery} AS delivery
         SET state = 'delivered', receipt = taken.receipt, reason = NULL, settled_at = taken.at
         FROM unnest($3::uuid[], $4::text[], $5::timestamptz[]) AS taken (id, receipt, at)
         JOIN ${this.#item} AS item ON item.municipality = $1 AND item.sequence = $2 AND item.message_id = taken.id
         WHERE delivery.message_id = taken.id AND delivery.state <> 'delivered'`,
        [
          municipality,
          sequence,
          taken.map((item) => item.MessageID),
          taken.map((item) => item.Receipt),
          taken.map((item) => item.ReceivedAt),
        ],
      );
      await this.#refuse(
        transaction,
        file,
        refused.map((item) => ({ messageId: item.MessageID, reason: item.ErrorCode })),
        now,
      );
      await this.#delay(transaction, silent, now);
      await this.#close(transaction, file, now);
    });
    return silent.length;
  }

  /** SOPA will not have the file: a single item is refused, several are sent one by one. */
  async refuse(file: OpenFile, reason: string): Promise<void> {
    const messageIds = file.items.map(({ messageId }) => messageId);
    await inTransaction(this.#database, async (transaction) => {
      const now = this.#clock.now();
      if (messageIds.length === 1)
        await this.#refuse(
          transaction,
          file,
          messageIds.map((messageId) => ({ messageId, reason })),
          now,
        );
      else
        await transaction.query(`UPDATE ${this.#delivery} SET alone = true WHERE message_id = ANY($1)`, [
          messageIds,
        ]);
      await this.#close(transaction, file, now);
    });
  }

  async #refuse(
    transaction: Transaction,
    { municipality, sequence }: OpenFile,
    refused: Choice['refused'],
    now: Date,
  ): Promise<void> {
    await transaction.query(
      `UPDATE ${this.#delivery} AS delivery SET state = 'refused', reason = refused.reason, settled_at = $5
       FROM unnest($3::uuid[], $4::text[]) AS refused (id, reason)
       JOIN ${this.#item} AS item ON item.municipality = $1 AND item.sequence = $2 AND item.message_id = refused.id
       WHERE delivery.message_id = refused.id AND delivery.state = 'waiting' AND delivery.round = item.round`,
      [
        municipality,
        sequence,
        refused.map(({ messageId }) => messageId),
        refused.map(({ reason }) => reason),
        now,
      ],
    );
  }

  /** What was in the file stays known; the sealed contents are not kept twice. */
  async #close(transaction: Transaction, { municipality, sequence }: OpenFile, now: Date): Promise<void> {
    await transaction.query(
      `UPDATE ${this.#item} SET content = NULL WHERE municipality = $1 AND sequence = $2`,
      [municipality, sequence],
    );
    await transaction.query(
      `UPDATE ${this.#file} SET closed_at = $3 WHERE municipality = $1 AND sequence = $2`,
      [municipality, sequence, now],
    );
  }
}
