import type { ProblemCode } from '@saite/contracts';
import { Counter, type Log, type Registry } from '@saite/runtime';
import type { DoorName } from '../audit/append.ts';
import type { ProblemError } from './problem-error.ts';

const REFUSING: readonly ProblemCode[] = ['UNAUTHENTICATED', 'FORBIDDEN', 'PURPOSE_NEEDED', 'TOO_MANY_CALLS'];

/** Whoever is not let in leaves a line in the log and is counted: what was asked and why not, never who or about whom. */
export class Refusals {
  readonly #log: Log;
  readonly #count: Counter;

  constructor(log: Log, metrics: Registry) {
    this.#log = log;
    this.#count = new Counter({
      name: 'saite_refusals_total',
      help: 'Calls and connections that were not let in, by door and code',
      labelNames: ['door', 'code'],
      registers: [metrics],
    });
  }

  /**
   * Notes a call that was refused; other problems are no refusals.
   *
   * @param operation its id, if the door knows it
   */
  note(door: DoorName, operation: string | undefined, { code, reason }: ProblemError): void {
    if (!REFUSING.includes(code)) return;
    this.#count.inc({ door, code });
    this.#log.info('door.refused', {
      part: operation ?? 'none',
      type: door,
      code,
      ...(reason !== undefined && { reason }),
    });
  }

  /** Notes a connection that ended before anything could be asked. @param reason code of the TLS error */
  noteConnection(reason: string): void {
    this.#count.inc({ door: 'tls', code: 'CERTIFICATE' });
    this.#log.info('door.refused', { part: 'none', type: 'tls', code: 'CERTIFICATE', reason });
  }
}
