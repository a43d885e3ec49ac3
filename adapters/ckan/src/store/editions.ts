import { isDeepStrictEqual } from 'node:util';
import { DatasetPublished } from '@saite/contracts';
import type { Clock, Database, Transaction } from '@saite/runtime';
import type { DatasetNews } from '../translate.ts';

const FIRST_DELAY_S = 1;
/** An outage ends at any moment; what was refused waits for a person. */
const LONGEST_DELAY_S = { waiting: 15, refused: 600 } as const;

/** Editions that are to be at the portal, one row a data set and period. */
export class Editions {
  readonly #database: Database;
  readonly #table: string;
  readonly #clock: Clock;

  constructor(database: Database, schema: string, clock: Clock) {
    this.#database = database;
    this.#table = `${schema}.edition`;
    this.#clock = clock;
  }

  /**
   * Takes an edition in; one that is not newer than the known one changes nothing.
   *
   * @returns `conflict` if the same edition was told before with other content
   */
  async take(transaction: Transaction, told: DatasetPublished): Promise<'taken' | 'conflict'> {
    await transaction.query(
      `INSERT INTO ${this.#table} AS known
         (record_id, record_version, dataset, content, first_at, published_at, state, retry_at)
       VALUES ($1, $2, $3, $4, $5, $5, 'waiting', $6)
       ON CONFLICT (record_id) DO UPDATE SET record_version = $2, content = $4, published_at = $5,
         state = 'waiting', attempts = 0, code = NULL, retry_at = $6, settled_at = NULL
       WHERE known.record_version < $2`,
      [
        told.recordId,
        told.recordVersion,
        told.dataset,
        JSON.stringify(told),
        told.publishedAt,
        this.#clock.now(),
      ],
    );
    const { rows } = await transaction.query<{ version: number; content: unknown }>(
      `UPDATE ${this.#table} SET first_at = least(first_at, $2) WHERE record_id = $1
       RETURNING record_version AS version, content`,
      [told.recordId, told.publishedAt],
    );
    const [known] = rows;
    return known?.version === told.recordVersion && !isDeepStrictEqual(known.content, told)
      ? 'conflict'
      : 'taken';
  }

  /** What is to be tried now, the longest due first. */
  async due(limit: number): Promise<DatasetPublished[]> {
    const { rows } = await this.#database.query<{ content: unknown }>(
      `SELECT content FROM ${this.#table} WHERE state <> 'published' AND retry_at <= $1 ORDER BY retry_at LIMIT $2`,
      [this.#clock.now(), limit],
    );
    return rows.map(({ content }) => DatasetPublished.parse(content));
  }

  /** The data set that an edition belongs to, as far as it is known. */
  async newsOf(edition: DatasetPublished): Promise<DatasetNews> {
    const { rows } = await this.#database.query<{ content: unknown; first: Date }>(
      `SELECT content, min(first_at) OVER () AS first FROM ${this.#table} WHERE dataset = $1
       ORDER BY published_at DESC, record_id DESC LIMIT 1`,
      [edition.dataset],
    );
    const [newest] = rows;
    if (!newest) return { newest: edition, issuedAt: edition.publishedAt };
    return { newest: DatasetPublished.parse(newest.content), issuedAt: newest.first.toISOString() };
  }

  /** Notes an attempt before it is made; the next one comes after a growing time. */
  async attempt({ recordId, recordVersion }: DatasetPublished): Promise<void> {
    await this.#database.query(
      `UPDATE ${this.#table} SET attempts = attempts + 1, retry_at = $3::timestamptz + make_interval(secs =>
         least(CASE state WHEN 'refused' THEN ${LONGEST_DELAY_S.refused} ELSE ${LONGEST_DELAY_S.waiting} END,
           ${FIRST_DELAY_S} * 2 ^ least(attempts, 12)))
       WHERE record_id = $1 AND record_version = $2`,
      [recordId, recordVersion, this.#clock.now()],
    );
  }

  /** The portal has it. */
  async published(edition: DatasetPublished): Promise<void> {
    await this.#settle(edition, 'published', null);
  }

  /** It waits for a person: the portal refuses it, or its files are not what was told. It is tried again, rarely. */
  async refused(edition: DatasetPublished, code: string): Promise<void> {
    await this.#settle(edition, 'refused', code);
  }

  /** Portal or files are away. */
  async later(edition: DatasetPublished, code: string): Promise<void> {
    await this.#settle(edition, 'waiting', code);
  }

  async #settle({ recordId, recordVersion }: DatasetPublished, state: string, code: string | null) {
    await this.#database.query(
      `UPDATE ${this.#table} SET state = $3, code = $4, settled_at = $5 WHERE record_id = $1 AND record_version = $2`,
      [recordId, recordVersion, state, code, this.#clock.now()],
    );
  }

  /** Editions by state: for metrics. */
  async counts(): Promise<{ state: string; count: number }[]> {
    const { rows } = await this.#database.query<{ state: string; count: number }>(
      `SELECT state, count(*) AS count FROM ${this.#table} GROUP BY 1 ORDER BY 1`,
    );
    return rows;
  }
}
