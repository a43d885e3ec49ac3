import type { Registry } from '@saite/runtime';
import type { FastifyRequest } from 'fastify';
import type { Door } from '../call.ts';
import type { Refusals } from '../refusals.ts';
import type { Connection, SecurityOptions } from './security/index.ts';

/** What the SOAP doors work with, beside what every door does. */
export interface SoapDoor extends Door {
  readonly metrics: Registry;
  readonly refusals: Refusals;
  /** By what envelopes are judged; each door has its own limits. */
  readonly security: Omit<SecurityOptions, 'limits'>;
  /** What is known of the connection that a request came over. */
  readonly connectionOf: (request: FastifyRequest) => Connection;
}
