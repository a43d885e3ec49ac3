import { type Adapter, type OpenRequest, openRequest } from '@saite/adapter-kit';
import { codeOf } from '@saite/runtime';
import { XML_LIMIT_BYTES } from '../xml/schema.ts';
import type { Choice, DueDelivery } from './file-tables.ts';
import { ITEMS_IN_A_FILE } from './protocol.ts';
import { notForSopa, writeItem } from './write-file.ts';

/** What header and frame of a file take at most, bytes. */
const FRAME_BYTES = 1_024;
const ROOM_BYTES = XML_LIMIT_BYTES - FRAME_BYTES;

type Item = { readonly bytes: number } | { readonly refused: string } | { readonly later: true };

/**
 * Sorts what is due for a municipality: what goes into the next file, as far as there is room, and what is done with
 * already. Whatever does not go into this file and is not done with waits for the next one.
 */
export function choose(adapter: Adapter, due: readonly DueDelivery[]): Choice {
  const send: string[] = [];
  const cancelled: string[] = [];
  const refused: Choice['refused'][number][] = [];
  const later: string[] = [];
  let bytes = 0;
  for (const delivery of due) {
    const { messageId, alone } = delivery;
    if (delivery.cancelled) {
      cancelled.push(messageId);
      continue;
    }
    const item = itemOf(adapter, delivery);
    if ('later' in item) later.push(messageId);
    else if ('refused' in item) refused.push({ messageId, reason: item.refused });
    else {
      const isFull = send.length === ITEMS_IN_A_FILE || bytes + item.bytes > ROOM_BYTES;
      if (send.length > 0 && (isFull || alone)) break; // those that go alone come last
      send.push(messageId);
      bytes += item.bytes;
      if (alone) break;
    }
  }
  return { send, cancelled, refused, later };
}

function itemOf(adapter: Adapter, { messageId, content }: DueDelivery): Item {
  try {
    const request: OpenRequest = openRequest(adapter, content);
    const reason = notForSopa(request);
    if (reason) return { refused: reason };
    const bytes = Buffer.byteLength(writeItem(adapter.keys, messageId, request));
    return bytes > ROOM_BYTES ? { refused: 'DOCUMENT_TOO_LARGE' } : { bytes };
  } catch (error) {
    // A box that does not open may do so once its key is on the ring.
    adapter.log.error('adapter.delivery-not-taken', { part: adapter.name, code: codeOf(error) }, error);
    return { later: true };
  }
}
