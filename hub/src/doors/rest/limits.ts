import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller } from '../caller.ts';
import { ProblemError } from '../problem-error.ts';

/** A caller may use up the calls of so many seconds at once. */
const BURST_S = 5;
/** A caller that asked too often, and when it may ask again. */
export class TooManyCalls extends ProblemError {
  readonly retryAfterS: number;

  constructor(reason: string, retryAfterS: number) {
    super('TOO_MANY_CALLS', [], reason);
    this.retryAfterS = retryAfterS;
  }
}

/**
 * How often may be called. Callers are counted by who they are, once that is verified: nobody can use up what is
 * another's. Whoever is not known is counted by its address, and only then.
 */
export interface CallLimits {
  /** @throws TooManyCalls */
  countCaller(request: FastifyRequest, caller: Caller): Promise<void>;
  /** @throws TooManyCalls */
  countStranger(request: FastifyRequest): Promise<void>;
}

/**
 * Callers and addresses are counted apart, 5000 of each at a time: the one not heard for longest is forgotten.
 *
 * @param callsPerSecond of one caller, and of all strangers of one address
 */
export async function createCallLimits(app: FastifyInstance, callsPerSecond: number): Promise<CallLimits> {
  await app.register(rateLimit, { global: false });
  const settings = { max: callsPerSecond * BURST_S, timeWindow: BURST_S * 1000 };
  const names = new WeakMap<FastifyRequest, string>();
  const callers = app.createRateLimit({ ...settings, keyGenerator: (request) => names.get(request) ?? '' });
  const strangers = app.createRateLimit(settings); // by address, of IPv6 by its network
  const count = async (limiter: Limiter, request: FastifyRequest, reason: string) => {
    const counted = await limiter(request);
    if (!counted.isAllowed && counted.isExceeded)
      throw new TooManyCalls(reason, Math.max(1, counted.ttlInSeconds));
  };
  return {
    countCaller: async (request, caller) => {
      names.set(request, caller.sub);
      await count(callers, request, 'CALLER');
    },
    countStranger: (request) => count(strangers, request, 'ADDRESS'),
  };
}

type Limiter = ReturnType<FastifyInstance['createRateLimit']>;
