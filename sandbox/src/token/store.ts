import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept {
  readonly payload: AdapterPayload;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Most of one kind that is kept; what was longest there goes first. */
const LIMIT = 10_000;

/**
 * What the issuer remembers of sessions, codes and log-ins that are under way: in memory, so that a restart signs
 * everybody out. Tokens are signed and not kept.
 */
export class MemoryStore implements Adapter {
  readonly #kept = new Map<string, Kept>();

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    this.#kept.delete(id);
    this.#kept.set(id, {
      payload,
      until: expiresIn === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresIn * 1000,
    });
    if (this.#kept.size > LIMIT) this.#makeRoom();
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const kept = this.#kept.get(id);
    if (kept && kept.until > Date.now()) return kept.payload;
    this.#kept.delete(id);
    return undefined;
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#findWhere((payload) => payload.uid === uid);
  }

  findByUserCode(code: string): Promise<AdapterPayload | undefined> {
    return this.#findWhere((payload) => payload.userCode === code);
  }

  async consume(id: string): Promise<void> {
    const payload = await this.find(id);
    if (payload) payload.consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id: string): Promise<void> {
    this.#kept.delete(id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [id, { payload }] of this.#kept) if (payload.grantId === grantId) this.#kept.delete(id);
  }

  async #findWhere(is: (payload: AdapterPayload) => boolean): Promise<AdapterPayload | undefined> {
    for (const [id, { payload }] of this.#kept) if (is(payload)) return this.find(id);
    return undefined;
  }

  #makeRoom(): void {
    for (const [id, { until }] of this.#kept) if (until <= Date.now()) this.#kept.delete(id);
    for (const id of this.#kept.keys()) {
      if (this.#kept.size <= LIMIT) return;
      this.#kept.delete(id);
    }
  }
}
