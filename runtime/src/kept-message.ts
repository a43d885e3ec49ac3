import {
  contractOf,
  EventId,
  isEventType,
  PersonRef,
  RecordId,
  RecordVersion,
  Sealed,
} from '@saite/contracts';
import { type KeyRing, keyedDigest, openTexts, sealTexts } from '@saite/identity';
import { z } from 'zod';

/** A message as it came from the broker. */
export interface CameMessage {
  readonly type: string;
  readonly id: string | undefined;
  readonly body: Buffer;
}

/** What may be told of a message without opening it. */
export interface MessageFacts {
  /** Type of the event, if it is one that travels; else `unreadable`. */
  readonly shownType: string;
  readonly subject?: PersonRef | undefined;
  readonly recordId?: string | undefined;
  readonly recordVersion?: number | undefined;
  readonly eventId?: string | undefined;
  readonly contractVersion?: string | undefined;
}

/** A message as it is kept; its digest names it. One that is sealed whole has neither type nor id in clear. */
export interface KeptMessage {
  readonly digest: string;
  readonly type: string | undefined;
  readonly id: string | undefined;
  readonly body: Buffer;
  readonly sealed: boolean;
}

const Wrapped = z.strictObject({ sealed: Sealed });
const RECORD = 'held-message';
const UNREADABLE = 'unreadable';

/**
 * A message as it may lie in a table. An event that its contract lets through shows nobody; anything else may hold
 * anything, also where a type or an id belongs, so it is sealed whole.
 */
export function keptMessage(keyRing: KeyRing, message: CameMessage): KeptMessage & { facts: MessageFacts } {
  const { type, id, body } = message;
  const digest = keyedDigest(keyRing, RECORD, body.toString('latin1'));
  const content = contentOf(body);
  const facts = factsOf(type, content);
  if (isEventType(type) && contractOf(type).safeParse(content).success)
    return { digest, type, id, body, sealed: false, facts };
  const sealed = sealTexts(keyRing, `${RECORD}/${digest}`, {
    type,
    id: id ?? null,
    body: body.toString('base64'),
  });
  return {
    digest,
    type: undefined,
    id: undefined,
    body: Buffer.from(JSON.stringify({ sealed })),
    sealed: true,
    facts,
  };
}

/** The message that {@link keptMessage} kept. */
export function readKept(keyRing: KeyRing, { digest, ...kept }: KeptMessage): CameMessage {
  if (!kept.sealed) return { type: kept.type ?? '', id: kept.id, body: kept.body };
  const { sealed } = Wrapped.parse(JSON.parse(kept.body.toString()));
  const { type, id, body } = openTexts(keyRing, `${RECORD}/${digest}`, sealed);
  return { type: type ?? '', id: id ?? undefined, body: Buffer.from(body ?? '', 'base64') };
}

function contentOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The few fields that say what a message is about, each only if it is as every contract says. */
const Told = z.object({
  id: EventId.optional().catch(undefined),
  subject: PersonRef.optional().catch(undefined),
  data: z
    .object({
      recordId: RecordId.optional().catch(undefined),
      recordVersion: RecordVersion.optional().catch(undefined),
    })
    .catch({}),
});

function factsOf(type: string, content: unknown): MessageFacts {
  if (!isEventType(type)) return { shownType: UNREADABLE };
  const told = Told.safeParse(content).data;
  return {
    shownType: type,
    subject: told?.subject,
    recordId: told?.data.recordId,
    recordVersion: told?.data.recordVersion,
    eventId: told?.id,
    contractVersion: /\.(v[0-9]+)$/.exec(type)?.[1],
  };
}
