import {
  AlertId,
  CalendarDate,
  CareAlertKind,
  DiscrepancyId,
  DiscrepancyKind,
  Recipient,
} from '@saite/contracts';
import { type Clock, type Database, inTransaction, SaiteError, type Transaction } from '@saite/runtime';
import { z } from 'zod';
import type { ToldAlert, ToldDiscrepancy } from '../letter-text.ts';
import { RESOLVED_SUFFIX } from './discrepancy-notices.ts';

const FIRST_DELAY_S = 1;
const LONGEST_DELAY_S = 30;
/** Time after which an address is looked for again. */
const ADDRESS_DELAY_S = 10;
/** Attempts with an unknown outcome that a letter may have: the first, and one repeat. */
const UNSURE_ATTEMPTS = 2;

const DueLetter = z.object({ letterId: z.uuid(), recipient: Recipient, code: z.string().nullable() });
/** A letter that is to be tried now; `code` is why it was not sent before. */
export type DueLetter = z.infer<typeof DueLetter>;

const Alert = z.object({ alertId: AlertId, kind: CareAlertKind, dueOn: CalendarDate.nullable() });
const Discrepancy = z.object({
  discrepancyId: DiscrepancyId,
  kind: DiscrepancyKind,
  isResolved: z.boolean(),
});

/** Gives a letter for what waits, the most urgent alerts first. */
export type WriteLetter = (
  alerts: readonly ToldAlert[],
  discrepancies: readonly ToldDiscrepancy[],
) => Promise<Writing>;

const Fixed = z.object({ address: z.string(), source: z.string() });

/** A letter as it is written before an attempt. */
export interface Writing {
  readonly address: string;
  readonly source: string;
}

/** An attempt to send; its number fences it off from any other one of the same letter. */
export interface Attempt extends Writing {
  readonly letterId: string;
  readonly attempt: number;
}

/**
 * Letters by their state: `waiting` for an attempt; `trying`, when the server surely has nothing yet; `handed-over`,
 * from just before the content leaves until its answer; then `sent`, `refused` or `unknown`.
 */
export class Letters {
  readonly #database: Database;
  readonly #schema: string;
  readonly #clock: Clock;

  constructor(database: Database, schema: string, clock: Clock) {
    this.#database = database;
    this.#schema = schema;
    this.#clock = clock;
  }

  /**
   * Puts in order what a process left that ended in the middle of an attempt. To be called only while no attempt of
   * this process runs.
   */
  async recover(): Promise<void> {
    await this.#database.query(`UPDATE ${this.#schema}.letter SET state = 'waiting' WHERE state = 'trying'`);
    await this.#database.query(`${this.#unsure} WHERE state = 'handed-over'`, [
      this.#clock.now(),
      'PROCESS_ENDED',
    ]);
  }

  /** Opens a letter for each recipient whose first waiting notice is older than a window and who has none open. */
  async open(windowMs: number): Promise<void> {
    const now = this.#clock.now();
    await this.#database.query(
      `INSERT INTO ${this.#schema}.letter (letter_id, role, recipient_id, state, made_at, retry_at)
       SELECT gen_random_uuid(), role, recipient_id, 'waiting', $1, $1 FROM ${this.#schema}.notice
       WHERE letter_id IS NULL GROUP BY role, recipient_id HAVING min(waiting_since) <= $2
       ON CONFLICT (role, recipient_id) WHERE state IN ('waiting', 'trying', 'handed-over') DO NOTHING`,
      [now, new Date(now.getTime() - windowMs)],
    );
  }

  async due(limit: number): Promise<DueLetter[]> {
    const { rows } = await this.#database.query(
      `SELECT letter_id AS "letterId", json_build_object('role', role, 'id', recipient_id) AS recipient, code
       FROM ${this.#schema}.letter WHERE state = 'waiting' AND retry_at <= $1 ORDER BY retry_at LIMIT $2`,
      [this.#clock.now(), limit],
    );
    return z.array(DueLetter).parse(rows);
  }

  /** There is no address to send it to; looked for again later. */
  async withoutAddress(letterId: string): Promise<void> {
    await this.#database.query(
      `UPDATE ${this.#schema}.letter SET code = 'NO_ADDRESS', retry_at = $2 WHERE letter_id = $1 AND state = 'waiting'`,
      [letterId, new Date(this.#clock.now().getTime() + ADDRESS_DELAY_S * 1000)],
    );
  }

  /**
   * Begins an attempt. A letter that may be with the server already is sent as it was; any other one is written now,
   * with all that waits for its recipient and without what was cleared.
   *
   * @returns `undefined` if nothing is left to tell
   */
  async begin(letterId: string, write: WriteLetter): Promise<Attempt | undefined> {
    return inTransaction(this.#database, async (transaction) => {
      const { rows } = await transaction.query<{ unsure: number } & Partial<Writing>>(
        `SELECT unsure, address, source FROM ${this.#schema}.letter
         WHERE letter_id = $1 AND state = 'waiting' FOR UPDATE`,
        [letterId],
      );
      const [stored] = rows;
      if (!stored) return undefined;
      const writing =
        stored.unsure > 0 ? Fixed.parse(stored) : await this.#write(transaction, letterId, write);
      if (!writing) return undefined;
      const begun = await transaction.query<{ attempts: number }>(
        `UPDATE ${this.#schema}.letter SET state = 'trying', attempts = attempts + 1, address = $2, source = $3,
           retry_at = $4::timestamptz
             + make_interval(secs => least(${LONGEST_DELAY_S}, ${FIRST_DELAY_S} * 2 ^ least(attempts, 10)))
         WHERE letter_id = $1 RETURNING attempts`,
        [letterId, writing.address, writing.source, this.#clock.now()],
      );
      return { letterId, attempt: begun.rows[0]?.attempts ?? 0, ...writing };
    });
  }

  async #write(transaction: Transaction, letterId: string, write: WriteLetter): Promise<Writing | undefined> {
    const { letter, notice, cleared } = this.#tables;
    await transaction.query(
      `UPDATE ${notice} SET letter_id = letter.letter_id FROM ${letter}
       WHERE letter.letter_id = $1 AND notice.letter_id IS NULL
         AND notice.role = letter.role AND notice.recipient_id = letter.recipient_id`,
      [letterId],
    );
    await transaction.query(
      `DELETE FROM ${notice} USING ${cleared} AS cleared WHERE notice.letter_id = $1
         AND cleared.alert_id = notice.alert_id AND cleared.recorded_at >= notice.recorded_at`,
      [letterId],
    );
    const { rows } = await transaction.query(
      `SELECT thing, alert_id AS "alertId", kind, due_on AS "dueOn",
         replace(alert_id, '${RESOLVED_SUFFIX}', '') AS "discrepancyId", thing = 'resolved' AS "isResolved"
       FROM ${notice} WHERE letter_id = $1 ORDER BY due_on NULLS LAST, alert_id`,
      [letterId],
    );
    const [alerts = [], discrepancies = []] = [true, false].map((isAlert) =>
      rows.filter(({ thing }) => (thing === 'alert') === isAlert),
    );
    if (rows.length > 0)
      return write(z.array(Alert).parse(alerts), z.array(Discrepancy).parse(discrepancies));
    await transaction.query(`DELETE FROM ${letter} WHERE letter_id = $1`, [letterId]);
    return undefined;
  }

  /**
   * Notes that the content leaves now: from here on the server may have the letter.
   *
   * @throws SaiteError `ATTEMPT_OVER` if this attempt was given up meanwhile; then the content must not leave
   */
  async handOver({ letterId, attempt }: Attempt): Promise<void> {
    const { rowCount } = await this.#database.query(
      `UPDATE ${this.#schema}.letter SET state = 'handed-over'
       WHERE letter_id = $1 AND attempts = $2 AND state = 'trying'`,
      [letterId, attempt],
    );
    if (rowCount === 0) throw new SaiteError('ATTEMPT_OVER', 'an attempt was given up before it sent');
  }

  /** The server surely has not taken it: it is tried again after a growing time. */
  async notTaken(attempt: Attempt, code: string): Promise<void> {
    await this.#database.query(
      `UPDATE ${this.#schema}.letter SET state = 'waiting', code = $3
       WHERE letter_id = $1 AND attempts = $2 AND state IN ('trying', 'handed-over')`,
      [attempt.letterId, attempt.attempt, code],
    );
  }

  /**
   * Nobody knows whether the server has taken it.
   *
   * @returns whether it is tried once more; if not, it stays `unknown`
   */
  async outcomeUnknown({ letterId, attempt }: Attempt, code: string): Promise<boolean> {
    const { rows } = await this.#database.query<{ state: string }>(
      `${this.#unsure} WHERE letter_id = $3 AND attempts = $4 AND state = 'handed-over' RETURNING state`,
      [this.#clock.now(), code, letterId, attempt],
    );
    return rows[0]?.state !== 'unknown';
  }

  /** The server said yes (`sent`) or no for good (`refused`). */
  async settle(
    { letterId, attempt }: Attempt,
    state: 'sent' | 'refused',
    code: string | null,
  ): Promise<void> {
    await this.#database.query(
      `UPDATE ${this.#schema}.letter SET state = $3, code = $4, settled_at = $5
       WHERE letter_id = $1 AND attempts = $2 AND state IN ('trying', 'handed-over')`,
      [letterId, attempt, state, code, this.#clock.now()],
    );
  }

  /** Letters by state: for metrics. */
  async counts(): Promise<{ state: string; count: number }[]> {
    const { rows } = await this.#database.query<{ state: string; count: number }>(
      `SELECT state, count(*) AS count FROM ${this.#schema}.letter GROUP BY 1 ORDER BY 1`,
    );
    return rows;
  }

  get #tables() {
    return {
      letter: `${this.#schema}.letter`,
      notice: `${this.#schema}.notice`,
      cleared: `${this.#schema}.cleared_alert`,
    };
  }

  /** Counts an unknown outcome; $1 is now, $2 the code. */
  get #unsure(): string {
    return `UPDATE ${this.#schema}.letter SET unsure = unsure + 1, code = $2,
      state = CASE WHEN unsure + 1 < ${UNSURE_ATTEMPTS} THEN 'waiting' ELSE 'unknown' END,
      settled_at = CASE WHEN unsure + 1 < ${UNSURE_ATTEMPTS} THEN NULL ELSE $1::timestamptz END`;
  }
}
