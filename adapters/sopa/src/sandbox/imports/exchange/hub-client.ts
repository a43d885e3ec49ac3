import { setTimeout as pause } from 'node:timers/promises';
import {
  type CallerClaims,
  FILE_NAME_HEADER,
  type ImportId,
  ImportTaken,
  SopaImportReport,
} from '@saite/contracts';
import { SaiteError } from '@saite/runtime';
import { z } from 'zod';
import type { StateCare } from '../mistakes/mistake.ts';

/** The hub's REST door, and where a token for it comes from. */
export interface HubDoor {
  /** Without a slash at the end. */
  readonly url: string;
  readonly tokenOf: (claims: CallerClaims) => Promise<string>;
}

/** How long the hub may be away, or a file be checked, before the night's job gives up, ms. */
const AWAY_MS = 120_000;
const CHECKED_MS = 3_600_000;
const LONGEST_PAUSE_MS = 2_000;

const ProblemCode = z.object({ code: z.string().regex(/^[A-Z_]{1,64}$/) });

async function codeOfProblem(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => undefined);
  return ProblemCode.safeParse(body).data?.code ?? 'UNKNOWN';
}

const isWorthRetrying = (status: number): boolean => status === 429 || status >= 500;
const pauseOf = (attempt: number): number => Math.min(LONGEST_PAUSE_MS, 50 * 2 ** Math.min(attempt, 6));

/** Calls the hub as one municipality's social service; whoever asked may go away, then it stops. */
export class HubClient {
  readonly #door: HubDoor;
  readonly #claims: CallerClaims;
  readonly #signal: AbortSignal;

  constructor(door: HubDoor, claims: CallerClaims, signal: AbortSignal) {
    this.#door = door;
    this.#claims = claims;
    this.#signal = signal;
  }

  /** Hands a file in; it is made anew if it has to be sent again. */
  async sendFile(fileName: string, make: () => Iterable<Buffer>): Promise<ImportId> {
    const response = await this.#call('/v1/sopa/imports', () => ({
      method: 'POST',
      headers: { 'content-type': 'application/xml', [FILE_NAME_HEADER]: fileName },
      body: ReadableStream.from(make()),
      duplex: 'half',
    }));
    return ImportTaken.parse(await response.json()).importId;
  }

  /** Waits until the file is checked. @throws SaiteError `IMPORT_NOT_CHECKED` if that takes too long */
  async untilChecked(importId: ImportId): Promise<void> {
    const deadline = Date.now() + CHECKED_MS;
    for (let attempt = 1; Date.now() < deadline; attempt += 1) {
      const response = await this.#call(`/v1/sopa/imports/${importId}`, () => ({}));
      const { state } = SopaImportReport.parse(await response.json());
      if (state !== 'received' && state !== 'checking') return;
      await pause(pauseOf(attempt), undefined, { signal: this.#signal });
    }
    throw new SaiteError('IMPORT_NOT_CHECKED', 'The hub did not check a file in time.');
  }

  /** The result file of a checked import, as it arrives. */
  async result(importId: ImportId): Promise<AsyncIterable<Uint8Array>> {
    const response = await this.#call(`/v1/sopa/imports/${importId}/result`, () => ({}));
    if (!response.body) throw new SaiteError('HUB_ANSWER_EMPTY', 'The hub answered without a result file.');
    return response.body;
  }

  /** Tells a stay in a state care centre, as SPOLIS would. */
  async tellStateCare({ placementId, personCode, startedOn }: StateCare): Promise<void> {
    const response = await this.#call('/v1/placements', () => ({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        placementId,
        recordVersion: 1,
        personCode,
        programme: 'adult-long-term-care',
        institutionId: 'VSAC-RIGA-01',
        startedOn,
        dailyCost: '20.00',
      }),
    }));
    await response.body?.cancel();
  }

  /** @throws SaiteError `HUB_REFUSED_…` if the hub refuses the call for good, `HUB_AWAY` if it stays away */
  async #call(path: string, init: () => RequestInit): Promise<Response> {
    const deadline = Date.now() + AWAY_MS;
    const token = await this.#door.tokenOf(this.#claims);
    for (let attempt = 1; ; attempt += 1) {
      const { headers, ...rest } = init();
      const sent = new Headers(headers);
      sent.set('authorization', `Bearer ${token}`);
      const response = await fetch(`${this.#door.url}${path}`, {
        ...rest,
        redirect: 'error', // the token is for the hub alone
        headers: sent,
        signal: this.#signal,
      }).catch(() => undefined);
      this.#signal.throwIfAborted();
      if (response?.ok) return response;
      if (response && !isWorthRetrying(response.status)) {
        const code = await codeOfProblem(response);
        throw new SaiteError(`HUB_REFUSED_${code}`, `The hub refused a call (${response.status} ${code}).`);
      }
      await response?.body?.cancel();
      if (Date.now() > deadline)
        throw new SaiteError('HUB_AWAY', 'The hub did not take a call for too long.');
      await pause(pauseOf(attempt), undefined, { signal: this.#signal });
    }
  }
}
