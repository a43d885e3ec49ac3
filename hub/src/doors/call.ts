import type { KeyRing } from '@saite/identity';
import type { Clock, Database, HealthReport, Log, References, ToldState, Transaction } from '@saite/runtime';
import type { z } from 'zod';
import type { AuditedContent } from '../audit/append.ts';
import type { Trail } from '../audit/trail.ts';
import type { ChildCarePolicies } from '../cases/child-care/index.ts';
import type { Deciders } from '../deciders/decide.ts';
import type { IdsLikeCodes } from '../facts/ids-like-codes.ts';
import type { Reach } from './caller.ts';
import type { Language } from './language.ts';

/** What every door works with. */
export interface Door {
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly references: References;
  readonly deciders: Deciders;
  readonly trail: Trail;
  readonly clock: Clock;
  readonly log: Log;
  readonly policies: ChildCarePolicies;
  /** What each adapter last told of itself. */
  readonly services: () => Promise<HealthReport>;
  /** Everything that each service last told, for operators. */
  readonly told: () => Promise<ToldState[]>;
  /** Called after a change is committed. */
  readonly onChange: () => void;
  /** Told of facts that a change takes. */
  readonly idsLikeCodes: Pick<IdsLikeCodes, 'note'>;
}

/** An answer, and whom and what it is about: nothing is answered without an entry of that in the audit trail. */
export interface Shown<Answer> extends AuditedContent {
  readonly answer: Answer;
}

/** An answer that takes long to make of what was read: it is made while the entries about it are written. */
export interface ShownOnceMade<Answer> extends AuditedContent {
  make(): Promise<Answer>;
}

/** Thrown by a reading that found facts newer than the decision; it is prepared and done once more. */
export class NotYet extends Error {}

/** A call that was let in: how far its caller may see, and what is asked. */
export interface Call {
  readonly door: Door;
  readonly reach: Reach;
  /** Who calls, as the token or certificate names it. */
  readonly actor: string;
  readonly language: Language;
  /** Body, path and query by their contracts; each throws `INVALID` with the wrong fields. */
  body<Output>(schema: z.ZodType<Output>): Output;
  params<Output>(schema: z.ZodType<Output>): Output;
  query<Output>(schema: z.ZodType<Output>): Output;
  /**
   * Reads an answer, in one transaction with the entry of the audit trail about it.
   *
   * @param prepare what is done before and outside of it: decide what waits
   * @param work told whether it is the last attempt; a {@link NotYet} before that has it done once more
   */
  read<Answer>(
    work: (transaction: Transaction, isLast: boolean) => Promise<Shown<Answer> | ShownOnceMade<Answer>>,
    prepare?: () => Promise<void>,
  ): Promise<Answer>;
  /** Does a change in one transaction with the entry about it, once for an idempotency key of the caller. */
  change<Answer>(work: (transaction: Transaction, now: Date) => Promise<Shown<Answer>>): Promise<Answer>;
}
