import { EMBARGO_ROLES, EmbargoGround, type Operation, type OperationId, operations } from '@saite/contracts';
import { faultPoint, inTransaction, type Transaction } from '@saite/runtime';
import { type AuditedCall, type AuditedContent, appendAudit, type DoorName } from '../audit/append.ts';
import { type Call, type Door, NotYet } from './call.ts';
import { type Caller, organisationOf, PURPOSE_NEEDED, type Reach, reachOf } from './caller.ts';
import { granted } from './granted.ts';
import { handlers, type OwnOperationId } from './handlers.ts';
import { type IdempotentCall, once } from './idempotency.ts';
import type { Language } from './language.ts';
import { ProblemError, parseInput } from './problem-error.ts';

/** Who was let in through which door, and why it asks. */
export interface Admitted {
  readonly caller: Caller;
  readonly reach: Reach;
  readonly purpose: string | undefined;
  readonly door: DoorName;
  /** Why the person is not to see who looked, as the caller said it. */
  readonly embargo?: string | undefined;
}

/**
 * Lets a caller in to an operation, whatever it asks there.
 *
 * @param embargo why the person is not to see that the caller looked (header `Saite-Embargo`); it is judged later, in
 *   the order of errors
 * @throws ProblemError `FORBIDDEN`, `PURPOSE_NEEDED`
 */
export function letIn(
  caller: Caller,
  id: OperationId,
  said: string | undefined,
  door: DoorName,
  embargo?: string,
): Admitted {
  const operation: Operation = operations[id];
  const purpose = said ?? caller.purpose;
  const reach = reachOf(caller, id, operation.access, purpose);
  if (!reach) throw new ProblemError('FORBIDDEN');
  if (reach === PURPOSE_NEEDED) throw new ProblemError('PURPOSE_NEEDED');
  return { caller, reach, purpose, door, embargo };
}

/** A call of an operation, through whichever door it came. */
export interface Asked {
  readonly operation: OwnOperationId;
  readonly admitted: Admitted;
  readonly language: Language;
  readonly body?: unknown;
  readonly params?: unknown;
  readonly query?: unknown;
  /** The key under which the call may be repeated, with the text of what it asks. */
  readonly repeatable?: Pick<IdempotentCall, 'key' | 'target' | 'body'>;
  /** Told whom and what the answer is about, by a door that will give the same answer again. */
  readonly onShown?: (about: AuditedContent) => void;
}

/**
 * Does an operation for a caller that was let in: reads or changes in one transaction with its entry in the audit
 * trail, and leaves out what the caller was not granted.
 *
 * @throws ProblemError as the operation says
 */
export async function perform(door: Door, asked: Asked): Promise<object> {
  const answer = await handlers[asked.operation](callOf(door, asked));
  return granted(answer, fieldsOf(asked.admitted.caller, asked.operation));
}

/** Fields of an operation's answer that a caller was granted. */
export const fieldsOf = ({ grants }: Caller, operation: OperationId) =>
  grants === 'of-roles' ? 'all' : (grants[operation] ?? []);

/**
 * How the audit trail names a call.
 *
 * @throws ProblemError `INVALID` if the caller may not ask that the person does not see it
 */
export function auditedCall(
  admitted: Admitted,
  operation: OperationId,
  kind: AuditedCall['kind'],
): AuditedCall {
  const { caller, reach, purpose, door } = admitted;
  return {
    operation,
    kind,
    door,
    actor: caller.sub,
    organisation: organisationOf(caller),
    roles: [...reach.roles],
    purpose,
    agreement: caller.agreement,
    embargo: embargoOf(admitted, kind),
  };
}

/** Only a look may be kept from the person, and only by who looks into such matters. */
function embargoOf({ embargo, reach }: Admitted, kind: AuditedCall['kind']): EmbargoGround | undefined {
  if (embargo === undefined) return undefined;
  const refuse = (message: string) => new ProblemError('INVALID', [{ path: 'Saite-Embargo', message }]);
  const ground = EmbargoGround.safeParse(embargo);
  if (!ground.success) throw refuse('expected child-protection or investigation');
  if (kind === 'change') throw refuse('a change cannot be kept from the person');
  if (!EMBARGO_ROLES.some((role) => reach.roles.has(role))) throw refuse('not for your role');
  return ground.data;
}

const ATTEMPTS = 3;

/**
 * The call that an operation's handler works with.
 *
 * @throws ProblemError `INVALID`
 */
export function callOf(door: Door, { operation, admitted, language, ...asked }: Asked): Call {
  const { changes }: Operation = operations[operation];
  const audited = auditedCall(admitted, operation, changes ? 'change' : 'look');
  const write = async (transaction: Transaction, about: AuditedContent, now: Date): Promise<void> => {
    await appendAudit(transaction, door.keyRing, audited, about, now);
    asked.onShown?.(about);
  };
  return {
    door,
    reach: admitted.reach,
    actor: admitted.caller.sub,
    language,
    body: (schema) => parseInput(schema, asked.body),
    params: (schema) => parseInput(schema, asked.params),
    query: (schema) => parseInput(schema, asked.query),
    read: async (work, prepare) => {
      for (let attempt = 1; ; attempt += 1) {
        await prepare?.();
        try {
          return await inTransaction(door.database, async (transaction) => {
            const { persons, target, custody, ...shown } = await work(transaction, attempt === ATTEMPTS);
            const [, answer] = await Promise.all([
              write(transaction, { persons, target, custody }, door.clock.now()),
              'make' in shown ? shown.make() : shown.answer,
            ]);
            return answer;
          });
        } catch (error) {
          if (!(error instanceof NotYet)) throw error;
        }
      }
    },
    change: async (work) => {
      const now = door.clock.now();
      const { path } = operations[operation];
      const answer = await inTransaction(door.database, async (transaction) => {
        const doWork = () => work(transaction, now);
        const shown = asked.repeatable
          ? await once(
              transaction,
              door.keyRing,
              { caller: admitted.caller.sub, path, ...asked.repeatable },
              now,
              doWork,
            )
          : await doWork();
        const { answer, ...about } = shown;
        await write(transaction, about, now);
        return answer;
      });
      faultPoint('door.after-commit');
      door.onChange();
      return answer;
    },
  };
}
