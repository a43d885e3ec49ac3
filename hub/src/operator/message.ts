import { contractOf, isEventType } from '@saite/contracts';
import type { KeyRing } from '@saite/identity';
import { type CameMessage, fieldPath, readKept } from '@saite/runtime';
import type { z } from 'zod';
import type { HeldRow, StoredMessage } from './items.ts';

/** A held message, opened: it stays in here. */
export interface OpenedMessage {
  readonly message: CameMessage;
  /** `undefined` if it is not JSON. */
  readonly content: unknown;
}

/** Opens a message as it is kept. @returns `undefined` if there is none, or its key is gone */
export function openMessage(
  keyRing: KeyRing,
  { key, messageType, messageId, body, sealed }: Pick<HeldRow, 'key'> & Omit<StoredMessage, 'recent'>,
): OpenedMessage | undefined {
  if (!body) return undefined;
  try {
    const message = readKept(keyRing, {
      digest: key,
      type: messageType ?? undefined,
      id: messageId ?? undefined,
      body,
      sealed,
    });
    return { message, content: parse(message.body) };
  } catch {
    return undefined;
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** What is wrong with a message by today's contract; `undefined` if nothing is. */
export function wrongByContract(
  type: string,
  content: unknown,
):
  | {
      readonly reason: string;
      readonly fields: readonly { readonly path: string; readonly message: string }[];
    }
  | undefined {
  if (content === undefined) return { reason: 'UNREADABLE', fields: [] };
  if (!isEventType(type)) return { reason: 'UNKNOWN_TYPE', fields: [] };
  const parsed: z.ZodSafeParseResult<unknown> = contractOf(type).safeParse(content);
  if (parsed.success) return undefined;
  return {
    reason: 'CONTRACT_VIOLATED',
    fields: parsed.error.issues.map(({ path, code, message }) => ({
      path: fieldPath(path),
      message: code === 'unrecognized_keys' ? 'unknown field' : message,
    })),
  };
}
