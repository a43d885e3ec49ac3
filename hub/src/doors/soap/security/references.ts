import { createHash, timingSafeEqual } from 'node:crypto';
import { canonicalXml, withDescendants, type XmlElement } from '@saite/xml';
import { ADDRESSING_NAMESPACES, type Envelope } from '../envelope/index.ts';
import { SecurityRefusal } from './refusal.ts';
import type { SecurityHeader } from './security-header.ts';
import { DSIG, type SignedReference } from './signature.ts';

/**
 * What each reference means, which is the element itself and never a name to be looked up again: THE Body, THE
 * Timestamp, the token, or a block of THE Header.
 *
 * @throws SecurityRefusal if a reference means anything else, or what must be covered is not
 */
export function resolveReferences(
  envelope: Envelope,
  security: SecurityHeader,
  references: readonly SignedReference[],
): ReadonlyMap<XmlElement, SignedReference> {
  const ids = idsOf(envelope.root);
  const allowed = new Set([envelope.body, ...envelope.headers]);
  allowed.delete(security.element); // the signature stands in it
  if (security.timestamp) allowed.add(security.timestamp);
  if (security.token) allowed.add(security.token);
  const covered = new Map<XmlElement, SignedReference>();
  for (const reference of references) {
    const target = ids.get(reference.id);
    if (!target || !allowed.has(target)) throw new SecurityRefusal('REFERENCE_UNKNOWN');
    if (covered.has(target)) throw new SecurityRefusal('REFERENCE_TWICE');
    // Without meaning here, since no signature stands in what may be signed; clients send it for all but the Body.
    if (reference.isEnveloped && target === envelope.body) throw new SecurityRefusal('TRANSFORM');
    covered.set(target, reference);
  }
  if (!covered.has(envelope.body)) throw new SecurityRefusal('BODY_NOT_SIGNED');
  if (!security.timestamp) throw new SecurityRefusal('TIMESTAMP_MISSING');
  if (!covered.has(security.timestamp)) throw new SecurityRefusal('TIMESTAMP_NOT_SIGNED');
  for (const block of envelope.headers)
    if (ADDRESSING_NAMESPACES.has(block.namespace) && !covered.has(block))
      throw new SecurityRefusal('ADDRESSING_NOT_SIGNED');
  return covered;
}

/** Canonical form of a covered element, which is what its digest was made of. @throws SecurityRefusal `DIGEST_DIFFERS` */
export function verifiedBytes(element: XmlElement, reference: SignedReference): string {
  const canonical = canonicalXml(element, reference.inclusive);
  const digest = createHash(reference.hash).update(canonical, 'utf8').digest();
  const isSame = digest.length === reference.digest.length && timingSafeEqual(digest, reference.digest);
  if (!isSame) throw new SecurityRefusal('DIGEST_DIFFERS');
  return canonical;
}

/**
 * Every id of the document. `wsu:Id`, `xml:id`, `Id`, `ID` and what else readers may take for one share one name space
 * here, so that no two readers can find two elements.
 */
function idsOf(root: XmlElement): ReadonlyMap<string, XmlElement> {
  const ids = new Map<string, XmlElement>();
  let signatures = 0;
  for (const element of withDescendants(root)) {
    if (element.name === 'Signature' && element.namespace === DSIG) signatures += 1;
    if (signatures > 1) throw new SecurityRefusal('SIGNATURE_TWICE');
    for (const { name, value } of element.attributes) {
      if (name.toLowerCase() !== 'id') continue;
      const id = value.trim();
      if (ids.has(id)) throw new SecurityRefusal('DUPLICATE_ID');
      ids.set(id, element);
    }
  }
  return ids;
}
