import { setTimeout as pause } from 'node:timers/promises';
import { SaiteError } from '@saite/runtime';
import { z } from 'zod';
import type { MadePerson } from '../population/index.ts';

/** How the clients are admitted at the hub's REST door. */
export interface AdmissionOptions {
  readonly hubUrl: string;
  readonly token: string;
  /** Persons that are admitted at the same time. */
  readonly inFlight: number;
  /** How long the hub may be away or refuse before the admission gives up, ms. */
  readonly patienceMs: number;
  /** Told after each person. */
  readonly onAdmitted: (person: MadePerson) => void;
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
async function send(path: string, body: unknown, options: AdmissionOptions): Promise<void> {
  const deadline = Date.now() + options.patienceMs;
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(`${options.hubUrl}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${options.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.any([options.signal, AbortSignal.timeout(ANSWER_LIMIT_MS)]),
    }).catch(() => undefined);
    options.signal.throwIfAborted();
    const answer = await response?.text().catch(() => undefined); // read, so that the connection is used again
    if (response?.ok) return;
    if (response && !isWorthRetrying(response.status)) {
      const code = codeOfProblem(answer);
      throw new SaiteError(
        `HUB_REFUSED_${code}`,
        `The hub refused a placement (${response.status} ${code}).`,
      );
    }
    if (Date.now() > deadline) {
      throw new SaiteError('HUB_AWAY', 'The hub did not take a placement for too long.');
    }
    const asked = Number(response?.headers.get('retry-after') ?? Number.NaN) * 1000;
    const wait = Number.isNaN(asked) ? 50 * 2 ** Math.min(attempt, 6) : asked;
    await pause(Math.min(LONGEST_PAUSE_MS, wait), undefined, { signal: options.signal });
  }
}

/**
 * Admits persons as SPOLIS would: their placements in order, then what is withdrawn; several persons at a time over
 * connections that are kept.
 *
 * @throws SaiteError `HUB_REFUSED_…` if the hub refuses a call for good, `HUB_AWAY` if it stays away
 */
export async function admitAll(persons: Iterable<MadePerson>, options: AdmissionOptions): Promise<void> {
  const queue = persons[Symbol.iterator]();
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const worker = async () => {
    for (let next = queue.next(); !next.done && !signal.aborted; next = queue.next()) {
      const person = next.value;
      for (const placement of person.placements)
        await send('/v1/placements', placement, { ...options, signal });
      for (const withdrawal of person.withdrawals) {
        await send('/v1/placements/withdraw', withdrawal, { ...options, signal });
      }
      options.onAdmitted(person);
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
