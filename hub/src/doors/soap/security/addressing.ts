import { textOf, type XmlElement } from '@saite/xml';
import { ADDRESSING_NAMESPACES } from '../envelope/index.ts';
import type { VerifiedHeaders } from './options.ts';
import { SecurityRefusal } from './refusal.ts';

/** Characters of an address: those in use have less than two hundred. */
const LONGEST = 2_000;

/**
 * Action, MessageID and To of WS-Addressing, each at most once.
 *
 * @throws SecurityRefusal `ADDRESSING_SHAPE`
 */
export function readAddressing(headers: readonly XmlElement[]): VerifiedHeaders {
  const found = new Map<string, XmlElement>();
  for (const block of headers) {
    if (!ADDRESSING_NAMESPACES.has(block.namespace)) continue;
    // wsa:RelatesTo may stand there more than once; of a request nobody reads it.
    if (found.has(block.name) && block.name !== 'RelatesTo') throw new SecurityRefusal('ADDRESSING_SHAPE');
    found.set(block.name, block);
  }
  const action = textOfHeader(found.get('Action'));
  const messageId = textOfHeader(found.get('MessageID'));
  const to = textOfHeader(found.get('To'));
  return { ...(action && { action }), ...(messageId && { messageId }), ...(to && { to }) };
}

function textOfHeader(block: XmlElement | undefined): string | undefined {
  if (!block) return undefined;
  const text = textOf(block)?.trim();
  if (!text || text.length > LONGEST) throw new SecurityRefusal('ADDRESSING_SHAPE');
  return text;
}
