import { setTimeout as pause } from 'node:timers/promises';
import { SaiteError } from '@saite/runtime';
import { z } from 'zod';
import type { Call } from './told.ts';

/** How calls are sent to the hub's REST door. */
export interface SendingOptions {
  readonly hubUrl: string;
  readonly token: string;
  /** Persons whose calls are sent at the same time. */
  readonly inFlight: number;
  /** How long the hub may be away or refuse before the sending gives up, ms. */
  readonly patienceMs: number;
  /** Told after each person. */
  readonly onSent: () => void;
  readonly signal: AbortSignal;
}

const LONGEST_PAUSE_MS = 2_000;
const ANSWER_LIMIT_MS = 30_000;
const ProblemCode = z.object({ code: z.string().regex(/^[A-Z_]{1,64}$/) });

/** The stable code of a problem that the hub answered with. */
function codeOfProblem(answer: string | undefined): string {
  try {
    return ProblemCode.parse(JSON.parse(answer ?? '')).code;
  } catch {
    return 'UNKNOWN';
  }
}

const isWorthRetrying = (status: number): boolean => status === 429 || status >= 500;

/** Sends one call again and again while the hub cannot take it. */
async function send({ path, body }: Call, options: SendingOptions): Promise<void> {
  const deadline = Date.now() + options.patienceMs;
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(`${options.hubUrl}${path}`, {
      method: 'POST',
      redirect: 'error', // the token is for the hub alone
      headers: { authorization: `Bearer ${options.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.any([options.signal, AbortSignal.timeout(ANSWER_LIMIT_MS)]),
    }).catch(() => undefined);
    options.signal.throwIfAborted();
    const answer = await response?.text().catch(() => undefined); // read, so that the connection is used again
    if (response?.ok) return;
    if (response && !isWorthRetrying(response.status)) {
      const code = codeOfProblem(answer);
      throw new SaiteError(`HUB_REFUSED_${code}`, `The hub refused a call (${response.status} ${code}).`);
    }
    if (Date.now() > deadline) {
      throw new SaiteError('HUB_AWAY', 'The hub did not take a call for too long.');
    }
    const asked = Number(response?.headers.get('retry-after') ?? Number.NaN) * 1000;
    const wait = Number.isNaN(asked) ? 50 * 2 ** Math.min(attempt, 6) : asked;
    await pause(Math.min(LONGEST_PAUSE_MS, wait), undefined, { signal: options.signal });
  }
}

/**
 * Sends the calls of many persons: those of one in their order, several persons at a time over connections that are
 * kept.
 *
 * @param persons the calls of each person
 * @throws SaiteError `HUB_REFUSED_…` if the hub refuses a call for good, `HUB_AWAY` if it stays away
 */
export async function sendAll(persons: Iterable<readonly Call[]>, options: SendingOptions): Promise<void> {
  const queue = persons[Symbol.iterator]();
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const worker = async () => {
    for (let next = queue.next(); !next.done && !signal.aborted; next = queue.next()) {
      for (const call of next.value) await send(call, { ...options, signal });
      options.onSent();
    }
  };
  const outcomes = await Promise.allSettled(
    Array.from({ length: options.inFlight }, () =>
      worker().catch((error: unknown) => {
        failed.abort(error); // the first failure ends the others
        throw error;
      }),
    ),
  );
  if (outcomes.some((outcome) => outcome.status === 'rejected')) signal.throwIfAborted();
}
