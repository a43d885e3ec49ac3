import { attributeOf, elementsOf, hasOnlyElements, isNamed, textOf, type XmlElement } from '@saite/xml';
import { DIGESTS, ENVELOPED_SIGNATURE, EXCLUSIVE_C14N, SIGNATURES } from './algorithms.ts';
import { decodeBase64 } from './base64.ts';
import { SecurityRefusal } from './refusal.ts';

/** XML Signature. */
export const DSIG = 'http://www.w3.org/2000/09/xmldsig#';

/** Body, Timestamp, token and every header that WS-Addressing has. */
const MOST_REFERENCES = 16;

/** What a signature says that it covers. */
export interface SignedReference {
  readonly id: string;
  /** Whether it says too that the signature itself is left out. */
  readonly isEnveloped: boolean;
  readonly inclusive: readonly string[];
  readonly hash: 'sha256' | 'sha384' | 'sha512';
  readonly digest: Buffer;
}

/** A signature of the only form that is taken. */
export interface Signature {
  readonly signedInfo: XmlElement;
  /** Prefixes that canonicalization of the SignedInfo treats as inclusive. */
  readonly inclusive: readonly string[];
  readonly algorithm: typeof SIGNATURES extends ReadonlyMap<string, infer Algorithm> ? Algorithm : never;
  readonly references: readonly SignedReference[];
  readonly value: Buffer;
  readonly keyInfo: XmlElement;
}

/**
 * Reads a ds:Signature. All of XML Signature that is not needed is refused: other canonicalizations and transforms,
 * parameters of algorithms, objects, references to anything but an id of this document.
 *
 * @throws SecurityRefusal
 */
export function readSignature(element: XmlElement): Signature {
  const [signedInfo, value, keyInfo] = childrenOf(element, ['SignedInfo', 'SignatureValue', 'KeyInfo']);
  const [canonicalization, method, ...references] = elementsOf(signedInfo);
  if (!canonicalization || !method || !hasOnlyElements(signedInfo))
    throw new SecurityRefusal('SIGNATURE_SHAPE');
  mustBe(canonicalization, 'CanonicalizationMethod');
  mustBe(method, 'SignatureMethod');
  if (attributeOf(canonicalization, 'Algorithm') !== EXCLUSIVE_C14N) throw new SecurityRefusal('ALGORITHM');
  const algorithm = SIGNATURES.get(attributeOf(method, 'Algorithm') ?? '');
  if (!algorithm) throw new SecurityRefusal('ALGORITHM');
  if (method.children.length > 0 || references.length === 0 || references.length > MOST_REFERENCES)
    throw new SecurityRefusal('SIGNATURE_SHAPE');
  return {
    signedInfo,
    inclusive: inclusivePrefixes(canonicalization),
    algorithm,
    references: references.map(readReference),
    value: bytesOf(value),
    keyInfo,
  };
}

function readReference(element: XmlElement): SignedReference {
  mustBe(element, 'Reference');
  const id = /^#([A-Za-z_][\w.-]{0,255})$/.exec(attributeOf(element, 'URI') ?? '')?.[1];
  if (id === undefined) throw new SecurityRefusal('REFERENCE_OUTSIDE');
  const [transforms, method, value] = childrenOf(element, ['Transforms', 'DigestMethod', 'DigestValue']);
  const steps = elementsOf(transforms);
  for (const step of steps) mustBe(step, 'Transform');
  const names = steps.map((step) => attributeOf(step, 'Algorithm'));
  const isEnveloped = names[0] === ENVELOPED_SIGNATURE;
  const last = steps.at(-1);
  if (!last || !hasOnlyElements(transforms) || names.slice(isEnveloped ? 1 : 0).join() !== EXCLUSIVE_C14N)
    throw new SecurityRefusal('TRANSFORM');
  if (isEnveloped && steps[0]?.children.length !== 0) throw new SecurityRefusal('TRANSFORM');
  const hash = DIGESTS.get(attributeOf(method, 'Algorithm') ?? '');
  if (!hash) throw new SecurityRefusal('ALGORITHM');
  if (method.children.length > 0) throw new SecurityRefusal('SIGNATURE_SHAPE');
  return { id, isEnveloped, inclusive: inclusivePrefixes(last), hash, digest: bytesOf(value) };
}

/** Prefixes that stand in the InclusiveNamespaces of a canonicalization, if it has one. */
function inclusivePrefixes(canonicalization: XmlElement): readonly string[] {
  const [parameters, ...others] = elementsOf(canonicalization);
  if (others.length > 0 || !hasOnlyElements(canonicalization)) throw new SecurityRefusal('TRANSFORM');
  if (!parameters) return [];
  if (!isNamed(parameters, EXCLUSIVE_C14N, 'InclusiveNamespaces') || parameters.children.length > 0)
    throw new SecurityRefusal('TRANSFORM');
  return (attributeOf(parameters, 'PrefixList') ?? '').split(/[ \t\r\n]+/).filter((prefix) => prefix !== '');
}

/** The children of an element, which are exactly these. */
function childrenOf(
  element: XmlElement,
  names: readonly [string, string, string],
): [XmlElement, XmlElement, XmlElement] {
  const [first, second, third, ...others] = elementsOf(element);
  if (!first || !second || !third || others.length > 0 || !hasOnlyElements(element))
    throw new SecurityRefusal('SIGNATURE_SHAPE');
  mustBe(first, names[0]);
  mustBe(second, names[1]);
  mustBe(third, names[2]);
  return [first, second, third];
}

function mustBe(element: XmlElement, name: string): void {
  if (!isNamed(element, DSIG, name)) throw new SecurityRefusal('SIGNATURE_SHAPE');
}

function bytesOf(element: XmlElement): Buffer {
  const bytes = decodeBase64(textOf(element) ?? '');
  if (!bytes) throw new SecurityRefusal('SIGNATURE_SHAPE');
  return bytes;
}
