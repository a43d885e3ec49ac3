import { ApiProblem, LostConnection } from '../../../api/problem.ts';

/** How long to wait before a sending is tried again, in milliseconds. */
const PAUSES = [2_000, 5_000, 10_000, 20_000, 30_000] as const;
const LAST_PAUSE = 30_000;
const PASSING = new Set(['UNAVAILABLE', 'INTERNAL', 'TOO_MANY_CALLS', 'STILL_AT_WORK']);

/** Whether the same call may succeed later without a change. */
const isPassing = (error: unknown): boolean =>
  error instanceof LostConnection || (error instanceof ApiProblem && PASSING.has(error.code));

export interface Delivering<Answer> {
  /** Sends once: with the same key and content each time, so that the hub takes it once. */
  readonly send: () => Promise<Answer>;
  /** Lets time pass, or less if the connection comes back. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Told each time that it has to wait: for the connection, or for a hub that answers it later. */
  readonly onWaiting: (isLost: boolean) => void;
}

/**
 * Sends until it is answered. Whether a sending without an answer arrived cannot be known, so it is the same again.
 *
 * @throws ApiProblem why it is refused
 */
export async function deliver<Answer>({ send, pause, onWaiting }: Delivering<Answer>): Promise<Answer> {
  for (let attempt = 0; ; attempt += 1)
    try {
      return await send();
    } catch (error) {
      if (!isPassing(error)) throw error;
      onWaiting(error instanceof LostConnection);
      await pause(PAUSES[attempt] ?? LAST_PAUSE);
    }
}
