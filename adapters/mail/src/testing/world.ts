import type { Adapter } from '@saite/adapter-kit';
import { openTestAdapter, type TestAdapter } from '@saite/adapter-kit/testing';
import type { SaiteEvent } from '@saite/contracts';
import { waitFor } from '@saite/runtime/testing';
import { MAIL_STEPS, startMail } from '../adapter.ts';
import type { ArrivedLetter } from '../sandbox/inbox.ts';
import { cleared, type MadeAlert, raised } from './made-alerts.ts';
import { type PlayedMail, playMail } from './played-mail.ts';

export interface LetterRow {
  readonly state: string;
  readonly attempts: number;
  readonly code: string | null;
}

/** The adapter on a real broker and database, beside the played mail server, in a room of its own. */
export interface World extends Pick<TestAdapter, 'room' | 'keyPath'> {
  readonly adapter: Adapter;
  readonly mail: PlayedMail;
  /** Lets time pass for windows and delays. */
  pass(ms: number): void;
  raise(...alerts: readonly MadeAlert[]): Promise<void>;
  clear(...alerts: readonly MadeAlert[]): Promise<void>;
  publish(...events: readonly SaiteEvent[]): Promise<void>;
  /** Waits until so many alerts and discrepancies wait for a letter. */
  waiting(count: number): Promise<void>;
  /** Waits until an alert, and all that was told before it, is taken in. */
  noted(alertId: string): Promise<void>;
  /** Waits for the letters to an address. */
  letters(address: string, count: number): Promise<ArrivedLetter[]>;
  /** The letters to a recipient as the adapter keeps them, oldest first. */
  rows(recipientId: string): Promise<LetterRow[]>;
  /** Waits until a recipient's only letter is in a state. */
  settled(recipientId: string, state: string): Promise<LetterRow>;
  parked(): Promise<{ item: string; reason: string; state: string }[]>;
  /** Ends the adapter as its process would. */
  end(): Promise<void>;
  /** Ends it and clears up all that it made. */
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly mail?: PlayedMail;
  readonly digestMs?: number;
  readonly timeoutMs?: number;
  /** Another world whose broker, database and keys this one shares, as a later process of the same adapter. */
  readonly sharing?: World;
}

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  let shiftMs = 0;
  const clock = { now: () => new Date(Date.now() + shiftMs) };
  const mail = options.mail ?? (await playMail());
  const opened = await openTestAdapter({
    name: 'mail',
    steps: MAIL_STEPS,
    types: [],
    clock,
    sharing: options.sharing,
  });
  const { adapter, room, keyPath, end } = opened;
  await startMail(adapter, {
    configPath: mail.configPath,
    publicUrl: 'https://saite.test',
    digestMs: options.digestMs ?? 200,
    timeoutMs: options.timeoutMs ?? 1_000,
  });
  const publish = async (events: readonly SaiteEvent[]) => {
    const messages = events.map((event) => ({ type: event.type, id: event.id, body: JSON.stringify(event) }));
    const outcomes = await adapter.bus.publish(messages);
    if (outcomes.some((outcome) => outcome !== 'sent')) throw new Error('an event was not taken');
  };
  const rows = async (recipientId: string) => {
    const { rows: found } = await adapter.database.query<LetterRow>(
      `SELECT state, attempts, code FROM ${adapter.schema}.letter WHERE recipient_id = $1 ORDER BY made_at`,
      [recipientId],
    );
    return found;
  };
  return {
    adapter,
    mail,
    room,
    keyPath,
    pass: (ms) => {
      shiftMs += ms;
    },
    publish: (...events) => publish(events),
    raise: (...alerts) => publish(alerts.map((alert) => raised(adapter.keys, alert))),
    clear: (...alerts) => publish(alerts.map((alert) => cleared(adapter.keys, alert))),
    async waiting(count) {
      await waitFor(`${count} alerts to wait`, async () => {
        const { rows: found } = await adapter.database.query<{ count: number }>(
          `SELECT count(*) AS count FROM ${adapter.schema}.notice WHERE letter_id IS NULL`,
        );
        return found[0]?.count === count;
      });
    },
    async noted(alertId) {
      await waitFor('the alert to be noted', async () => {
        const { rowCount } = await adapter.database.query(
          `SELECT 1 FROM ${adapter.schema}.notice WHERE alert_id = $1`,
          [alertId],
        );
        return rowCount === 1;
      });
    },
    letters: (address, count) =>
      waitFor(`${count} letters to ${address}`, async () => {
        const found = await mail.to(address);
        return found.length >= count && found;
      }),
    rows,
    settled: (recipientId, state) =>
      waitFor(`the letter to be ${state}`, async () => {
        const found = await rows(recipientId);
        return found.length === 1 && found.find((row) => row.state === state);
      }),
    parked: async () =>
      (
        await adapter.database.query(
          `SELECT item, reason, state FROM ${adapter.schema}.parked_answer ORDER BY item, reason`,
        )
      ).rows,
    end,
    async close() {
      await opened.close();
      if (!options.mail) await mail.close();
    },
  };
}
