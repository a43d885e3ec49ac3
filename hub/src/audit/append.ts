import { randomUUID, randomUUIDv7 } from 'node:crypto';
import { type EmbargoGround, GROUNDS, type OperationId, type PersonRef } from '@saite/contracts';
import { type KeyRing, sealAudit } from '@saite/identity';
import type { Transaction } from '@saite/runtime';

/** The door through which a call came. */
export type DoorName = 'rest' | 'soap' | 'viss';

/** Who did it, on whose behalf, why: the same for all persons of an answer. */
export interface AuditedCall {
  readonly operation: OperationId;
  readonly kind: 'look' | 'change';
  readonly door: DoorName;
  /** Who called, as the token or certificate names it. */
  readonly actor: string;
  readonly organisation: string;
  readonly roles: readonly string[];
  /** Why, if the call said so; else the default of the roles holds. */
  readonly purpose: string | undefined;
  /** Agreement under which a system calls, beside the law. */
  readonly agreement: string | undefined;
  /** Why the caller asks that the person does not see it. */
  readonly embargo: EmbargoGround | undefined;
}

/** Whom and what an answer is about. */
export interface AuditedContent {
  /** Everybody whose data the answer shows or the call changes. */
  readonly persons: readonly PersonRef[];
  /** Id of what was changed, or of the list that was read. */
  readonly target?: string | undefined;
  /** Whether it is a matter of custody, beside what the operation says. */
  readonly custody?: boolean | undefined;
}

/**
 * Writes who saw or changed what, in the transaction of the answer: without it there is no answer. An entry about a
 * matter of custody, or about a child in care, is hidden from the person until somebody lifts that; so is one that the
 * caller asked to be hidden. Figures of the system are no look at anybody, and have none.
 *
 * Thousands may be in one answer, which waits for their entries: their ids grow, and persons come in the order of the
 * index, so that each index is written to at few places.
 */
export async function appendAudit(
  transaction: Transaction,
  ring: KeyRing,
  call: AuditedCall,
  { persons, target, custody = false }: AuditedContent,
  now: Date,
): Promise<void> {
  const { ground, custody: isCustody = false, figures: isFigures = false } = GROUNDS[call.operation];
  if (isFigures && call.kind === 'look' && persons.length === 0) return;
  const answerId = randomUUID();
  const about = persons.length > 0 ? [...new Set(persons)].sort() : [null];
  const entryIds = about.map(() => randomUUIDv7()).sort();
  await transaction.query({
    name: 'append-audit',
    text: `WITH made AS (
        INSERT INTO audit.entry (entry_id, answer_id, at, kind, operation, door, organisation, roles, ground, person,
          target, embargo, visible_from, sealed)
        SELECT about.entry_id, $2::uuid, $3::timestamptz, $4, $5, $6, $7, $8::text[], $9, about.person, $10,
          hidden.embargo, CASE WHEN hidden.embargo IS NULL THEN $3 ELSE 'infinity' END, $12::json
        FROM unnest($1::text[], $14::uuid[]) AS about (person, entry_id)
        LEFT JOIN hub.person_code code ON code.ref = about.person
        LEFT JOIN hub.child_keeper child ON child.person = code.person
        CROSS JOIN LATERAL (
          SELECT coalesce($13, CASE WHEN $11::bool OR child.person IS NOT NULL THEN 'custody' END) AS embargo) hidden
        ORDER BY about.entry_id
        RETURNING entry_id)
      INSERT INTO audit.pending (entry_id) SELECT entry_id FROM made`,
    values: [
      about,
      answerId,
      now,
      call.kind,
      call.operation,
      call.door,
      call.organisation,
      call.roles,
      call.agreement === undefined ? ground : `${ground}; ${call.agreement}`,
      target ?? null,
      isCustody || custody,
      JSON.stringify(sealAudit(ring, answerId, { actor: call.actor, purpose: call.purpose ?? null })),
      call.embargo ?? null,
      entryIds,
    ],
  });
}
