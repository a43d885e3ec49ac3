import type { PersonRef } from '@saite/contracts';
import type { Clock, Database } from '@saite/runtime';
import type { Deliveries } from './deliveries.ts';
import type { WatchedPersons } from './watched-persons.ts';

export interface RetryAnswersOptions {
  readonly database: Database;
  readonly service: string;
  readonly clock: Clock;
  readonly watched: WatchedPersons;
  readonly deliveries: Deliveries;
}

const BATCH = 100;

/**
 * Asks the register again about refused answers that an operator handed in: about their person, or whether it takes
 * the delivery now. What can be asked neither way is parked as it was; the register's next word may mend it.
 */
export async function retryAnswers(options: RetryAnswersOptions): Promise<'more' | 'idle'> {
  const { database, service, clock, watched, deliveries } = options;
  const { rows } = await database.query<{ seq: number; key: string; subject: PersonRef | null }>({
    name: 'claim-answers',
    text: `UPDATE operations.held SET retry_at = NULL WHERE seq IN (
        SELECT seq FROM operations.held WHERE service = $1 AND kind = 'answer' AND queue = '' AND state = 'waiting'
          AND retry_at <= $2 ORDER BY retry_at, seq LIMIT $3 FOR UPDATE SKIP LOCKED)
      RETURNING seq, key, subject`,
    values: [service, clock.now(), BATCH],
  });
  const notAsked: number[] = [];
  for (const { seq, key, subject } of rows) {
    const item = key.slice(0, key.lastIndexOf(' '));
    const isAsked =
      (subject !== null && (await watched.askNow(subject))) || (await deliveries.sendAgain(item));
    if (!isAsked) notAsked.push(seq);
  }
  if (notAsked.length > 0)
    await database.query(
      "UPDATE operations.held SET state = 'parked' WHERE seq = ANY($1) AND state = 'waiting'",
      [notAsked],
    );
  return rows.length === BATCH ? 'more' : 'idle';
}
