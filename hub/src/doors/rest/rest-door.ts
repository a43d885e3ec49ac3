import type { Operation } from '@saite/contracts';
import type { HealthReport, Registry } from '@saite/runtime';
import type { FastifyInstance } from 'fastify';
import type { Door } from '../call.ts';
import type { Systems } from '../callers/systems.ts';
import type { Refusals } from '../refusals.ts';
import type { ConsoleFiles } from './console.ts';
import type { CallLimits } from './limits.ts';
import type { TokenVerifier } from './tokens.ts';

/** Addresses of the services that answer calls behind the door. */
export type Behind = Readonly<Partial<Record<NonNullable<Operation['answeredBy']>, string>>>;

/** What the REST door works with, beside what every door does. */
export interface RestDoor extends Door {
  readonly tokens: TokenVerifier;
  readonly metrics: Registry;
  readonly health: () => Promise<HealthReport>;
  readonly console: ConsoleFiles;
  /** A service without an address is not there. */
  readonly behind: Behind;
  /** Systems that may call. */
  readonly systems: Pick<Systems, 'byThumbprint'>;
  readonly refusals: Refusals;
  /** Calls a second of one caller, for a while up to five times as many. */
  readonly callsPerSecond: number;
  /** Token for `/metrics`; without one it is open to this machine only. */
  readonly metricsToken?: string | undefined;
  /** Opens further doors of the same server, behind the same limits. */
  readonly mount?: (app: FastifyInstance, limits: CallLimits) => void;
}
