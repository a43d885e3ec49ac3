import { setTimeout as pause } from 'node:timers/promises';
import type { Batch, PlacementCall } from './population.ts';

/** A version of a record that a register, or the hub's door for SPOLIS, said it has taken. */
export interface AcceptedPlacement {
  readonly call: PlacementCall;
  readonly eventId: string;
}

const IN_FLIGHT = 8;
const ANSWER_LIMIT_MS = 15_000;
const PATIENCE_MS = 180_000;

/** Answers after which the same call is made again: nothing was done, or nobody knows. */
const isWorthRepeating = (status: number, code: string) =>
  status >= 500 || status === 429 || code === 'STILL_AT_WORK';

/**
 * Plays SPOLIS and the people behind the registers: makes each call until it is accepted, as the contract asks,
 * and writes down what was.
 */
export class Feeder {
  readonly #hubUrl: string;
  readonly #sandboxUrl: string;
  readonly #token: string;
  /** Placement versions by id and version. */
  readonly placements = new Map<string, AcceptedPlacement>();
  /** What was told to the played registers. */
  readonly registers: Pick<Batch, 'persons' | 'payments'>[] = [];
  /** What nobody expects: a call that was refused for good, or another event id for the same version. */
  readonly surprises: string[] = [];
  /** Calls that were made again, by the reason. */
  readonly repeats = new Map<string, number>();

  constructor(urls: { hubUrl: string; sandboxUrl: string }, token: string) {
    this.#hubUrl = urls.hubUrl;
    this.#sandboxUrl = urls.sandboxUrl;
    this.#token = token;
  }

  static async open(urls: { hubUrl: string; sandboxUrl: string }): Promise<Feeder> {
    const answer = await fetch(`${urls.sandboxUrl}/sandbox/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sub: 'spolis', roles: ['spolis'] }),
    });
    const content: unknown = await answer.json();
    if (content === null || typeof content !== 'object' || !('access_token' in content))
      throw new Error('the sandbox gave no token');
    return new Feeder(urls, String(content.access_token));
  }

  get token(): string {
    return this.#token;
  }

  /** Versions that were accepted, at the door and by the registers. */
  get accepted(): number {
    const told = new Set<string>();
    for (const { persons, payments } of this.registers) {
      for (const { personCode, recordVersion } of persons) told.add(`pmlp/${personCode}/${recordVersion}`);
      for (const { paymentId, recordVersion } of payments) told.add(`sais/${paymentId}/${recordVersion}`);
    }
    return told.size + this.placements.size;
  }

  /** @param repetition tells one telling of the same version from another, for the idempotency key */
  async tell(batch: Batch, registersFirst: boolean, repetition = 1): Promise<void> {
    if (registersFirst) await this.tellRegisters(batch);
    await this.tellPlacements(batch.placements, repetition);
    if (!registersFirst) await this.tellRegisters(batch);
  }

  async tellRegisters(batch: Pick<Batch, 'persons' | 'payments'>): Promise<void> {
    await this.#control('/sandbox/pmlp/persons', batch.persons);
    await this.#control('/sandbox/sais/payments', batch.payments);
    this.registers.push({ persons: batch.persons, payments: batch.payments });
  }

  async tellPlacements(calls: readonly PlacementCall[], repetition = 1): Promise<void> {
    const queue = calls.values();
    const worker = async () => {
      for (const call of queue) await this.#place(call, repetition);
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  }

  async #control(path: string, records: readonly unknown[]): Promise<void> {
    if (records.length === 0) return;
    const answer = await fetch(this.#sandboxUrl + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(records),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 300)}`);
  }

  async #place(call: PlacementCall, repetition: number): Promise<void> {
    const version = `${call.body.placementId}/${call.body.recordVersion}`;
    const until = performance.now() + PATIENCE_MS;
    for (let attempt = 1; ; attempt += 1) {
      const { status, content } = await this.#post(call, `${version}/${repetition}`);
      const { eventId, code } = { eventId: '', code: '', ...content };
      if (status === 202) {
        const before = this.placements.get(version);
        if (before && before.eventId !== eventId) this.surprises.push(`another event id for ${version}`);
        this.placements.set(version, { call, eventId });
        return;
      }
      if (!isWorthRepeating(status, code) && status !== 0) {
        this.surprises.push(`${version} was refused: ${status} ${code}`);
        return;
      }
      const reason = status === 0 ? 'no answer' : `${status} ${code}`;
      this.repeats.set(reason, (this.repeats.get(reason) ?? 0) + 1);
      if (performance.now() > until) {
        this.surprises.push(`${version} was not accepted in ${PATIENCE_MS / 1000} s: ${reason}`);
        return;
      }
      await pause(Math.min(1_000, 25 * 2 ** attempt));
    }
  }

  /** @returns status 0 if no whole answer came */
  async #post({ path, body }: PlacementCall, key: string): Promise<{ status: number; content: object }> {
    try {
      const answer = await fetch(this.#hubUrl + path, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${this.#token}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
      });
      const content: unknown = await answer.json();
      return {
        status: answer.status,
        content: content !== null && typeof content === 'object' ? content : {},
      };
    } catch {
      return { status: 0, content: {} };
    }
  }
}
