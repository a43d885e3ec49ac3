import { createHash } from 'node:crypto';
import {
  type EventId,
  eventContracts,
  type FactEvent,
  isFactType,
  type PersonRef,
  type RecordId,
  type RecordVersion,
} from '@saite/contracts';
import { fieldPath } from '@saite/runtime';

/** Register and thing that a fact is about, like `sais.payment`: the first two parts of its event type. */
const SOURCE = /^[a-z][a-z0-9]*\.[a-z-]+/;

/** A fact as it is stored: one version of one record. */
export interface Fact {
  /** Register and thing; what no case of the hub reads yet is kept too. */
  readonly source: string;
  readonly recordId: RecordId;
  readonly version: RecordVersion;
  readonly subject: PersonRef;
  readonly withdrawn: boolean;
  /** Equal for equal content, whatever the sealing made of it. */
  readonly contentHash: string;
  readonly eventId: EventId;
  readonly data: FactEvent['data'];
}

/**
 * What does not count for the digest as it stands: boxes count by their own digest, and former residences are a
 * register's memory beside the record - an adapter may tell the same version without them and later with them.
 */
const NOT_IN_CLEAR = { identity: undefined, narrative: undefined, residences: undefined };

/** Equal for equal content of one person's fact. */
export function contentHashOf(subject: PersonRef, data: FactEvent['data']): string {
  const { identity, narrative, residences, ...clear } = { ...NOT_IN_CLEAR, ...data };
  const sealed = narrative ? [identity?.digest, narrative.digest] : [identity?.digest];
  return createHash('sha256')
    .update(JSON.stringify([subject, clear, ...sealed]))
    .digest('base64url')
    .slice(0, 27);
}

/** The fact that a register's event tells. */
export function toFact(event: FactEvent): Fact {
  const { data } = event;
  return {
    source: SOURCE.exec(event.type)?.[0] ?? event.type,
    recordId: data.recordId,
    version: data.recordVersion,
    subject: event.subject,
    withdrawn: data.withdrawn,
    contentHash: contentHashOf(event.subject, data),
    eventId: event.id,
    data,
  };
}

export type ReadFact =
  | { readonly fact: Fact }
  | { readonly code: string; readonly detail: string; readonly path?: string | undefined };

/** Reads a message as a fact, or says why it is none; never repeats what was in it. */
export function readFact(type: string, body: Buffer): ReadFact {
  if (!isFactType(type)) return { code: 'UNKNOWN_TYPE', detail: 'no contract of a fact has this type' };
  let content: unknown;
  try {
    content = JSON.parse(body.toString());
  } catch {
    return { code: 'UNREADABLE', detail: 'not JSON' };
  }
  const parsed = eventContracts[type].safeParse(content);
  if (parsed.success) return { fact: toFact(parsed.data) };
  const detail = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join('; ');
  const path = fieldPath(parsed.error.issues[0]?.path ?? []);
  return { code: 'CONTRACT_VIOLATED', detail: detail.slice(0, 1000), path };
}
