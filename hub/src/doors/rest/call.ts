import type { Operation } from '@saite/contracts';
import type { KeyRing } from '@saite/identity';
import type { Clock, Database, HealthReport, Log, Registry, Transaction } from '@saite/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { ChildCarePolicies } from '../../cases/child-care/index.ts';
import type { Deciders } from '../../deciders/decide.ts';
import type { Reach } from '../caller.ts';
import type { Language } from '../language.ts';
import type { TokenVerifier } from './tokens.ts';

/** Addresses of the services that answer calls behind the door. */
export type Behind = Readonly<Partial<Record<NonNullable<Operation['answeredBy']>, string>>>;

/** What the REST door works with. */
export interface Door {
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly deciders: Deciders;
  readonly tokens: TokenVerifier;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Registry;
  readonly policies: ChildCarePolicies;
  readonly health: () => Promise<HealthReport>;
  /** What each adapter last told of itself. */
  readonly services: () => Promise<HealthReport>;
  /** Addresses of the services that answer calls behind the door; a service without one is not there. */
  readonly behind: Behind;
  /** Called after a change is committed. */
  readonly onChange: () => void;
}

/** A call that was let in: how far its caller may see, and what is asked. */
export interface Call {
  readonly door: Door;
  readonly reach: Reach;
  readonly language: Language;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Body, path and query by their contracts; each throws `INVALID` with the wrong fields. */
  body<Output>(schema: z.ZodType<Output>): Output;
  params<Output>(schema: z.ZodType<Output>): Output;
  query<Output>(schema: z.ZodType<Output>): Output;
  /** Does a change in one transaction, once for an idempotency key of the caller. */
  change<Answer>(work: (transaction: Transaction, now: Date) => Promise<Answer>): Promise<Answer>;
}
