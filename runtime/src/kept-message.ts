import { contractOf, isEventType, Sealed } from '@saite/contracts';
import { type KeyRing, keyedDigest, openTexts, sealTexts } from '@saite/identity';
import { z } from 'zod';

/** A message as it came from the broker. */
export interface CameMessage {
  readonly type: string;
  readonly id: string | undefined;
  readonly body: Buffer;
}

/** A message as it is kept; its digest names it. */
export interface KeptMessage extends CameMessage {
  readonly digest: string;
}

const Wrapped = z.strictObject({ sealed: Sealed });
const RECORD = 'held-message';
const UNREADABLE = 'unreadable';

/**
 * A message as it may lie in a table. An event that its contract lets through shows nobody; anything else may hold
 * anything, also where a type or an id belongs, so it is sealed whole.
 */
export function keptMessage(keyRing: KeyRing, { type, id, body }: CameMessage): KeptMessage {
  const digest = keyedDigest(keyRing, RECORD, body.toString('latin1'));
  if (isEvent(type, body)) return { digest, type, id, body };
  const sealed = sealTexts(keyRing, `${RECORD}/${digest}`, {
    type,
    id: id ?? null,
    body: body.toString('base64'),
  });
  return { digest, type: UNREADABLE, id: undefined, body: Buffer.from(JSON.stringify({ sealed })) };
}

/** The message that {@link keptMessage} kept. */
export function readKept(keyRing: KeyRing, { digest, ...kept }: KeptMessage): CameMessage {
  if (kept.type !== UNREADABLE) return { type: kept.type, id: kept.id, body: kept.body };
  const { sealed } = Wrapped.parse(JSON.parse(kept.body.toString()));
  const { type, id, body } = openTexts(keyRing, `${RECORD}/${digest}`, sealed);
  return { type: type ?? '', id: id ?? undefined, body: Buffer.from(body ?? '', 'base64') };
}

function isEvent(type: string, body: Buffer): boolean {
  if (!isEventType(type)) return false;
  try {
    return contractOf(type).safeParse(JSON.parse(body.toString('utf8'))).success;
  } catch {
    return false;
  }
}
