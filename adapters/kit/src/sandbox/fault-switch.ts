import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '@saite/runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parseBody } from './problems.ts';

const COMMON_FAULTS = ['down', 'slow', 'http-500', 'garbage', 'none'] as const;

/** Ways in which any register fails. */
export type CommonFault = (typeof COMMON_FAULTS)[number];
/** A common fault, or one that only this register knows. */
export type FaultMode<Own extends string> = CommonFault | Own;

/** How long a slow register keeps its callers waiting: longer than any adapter waits. */
const SLOW_MS = 12_000;

/** Lets a played register fail on command: `POST /sandbox/<register>/fault` with `{mode, forMs?}`. */
export class FaultSwitch<Own extends string = never> {
  readonly #register: string;
  readonly #ownModes: readonly Own[];
  readonly #clock: Clock;
  readonly #slowMs: number;
  #mode: FaultMode<Own> = 'none';
  #until = Number.POSITIVE_INFINITY;

  constructor(register: string, clock: Clock, ownModes: readonly Own[] = [], slowMs: number = SLOW_MS) {
    this.#register = register;
    this.#clock = clock;
    this.#ownModes = ownModes;
    this.#slowMs = slowMs;
  }

  /** The fault in force. */
  get mode(): FaultMode<Own> {
    return this.#clock.now().getTime() < this.#until ? this.#mode : 'none';
  }

  /** @param forMs how long; without it until changed */
  set(mode: FaultMode<Own>, forMs?: number): void {
    this.#mode = mode;
    this.#until = forMs === undefined ? Number.POSITIVE_INFINITY : this.#clock.now().getTime() + forMs;
  }

  /** Mounts the control call. */
  mount(app: FastifyInstance): void {
    const modes: FaultMode<Own>[] = [...COMMON_FAULTS, ...this.#ownModes];
    const Body = z.strictObject({
      mode: z.enum(modes),
      forMs: z.int().min(1).max(86_400_000).optional(),
    });
    app.post(`/sandbox/${this.#register}/fault`, (request) => {
      const { mode, forMs } = parseBody(Body, request.body);
      this.set(mode, forMs);
      return { mode };
    });
  }

  /**
   * A hook (`onRequest`) for the routes of the register's protocol: plays the common faults. A register's own
   * modes are its routes' business.
   */
  readonly hook = async (_request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    switch (this.mode) {
      case 'down':
        reply.hijack();
        reply.raw.destroy();
        return reply;
      case 'slow':
        await pause(this.#slowMs, undefined, { ref: false });
        return undefined;
      case 'http-500':
        return reply.status(500).type('text/plain').send('Internal Server Error');
      case 'garbage':
        return reply.status(200).type('text/html').send('<html><body>\u0000\ufffd{"not": what was asked');
      default:
        return undefined;
    }
  };
}
