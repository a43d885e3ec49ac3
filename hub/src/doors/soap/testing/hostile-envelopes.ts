import type { Connection, SecurityReason } from '../security/index.ts';
import { BASE64, binaryToken, envelope, OPERATION, timestamp, toToken, WSA, X509_V3 } from './envelopes.ts';
import { C14N, type SignOptions, sign } from './sign.ts';
import { NOW, type World } from './world.ts';

/** An envelope that must not be let in, made in a world; with a connection if it is not the plain one. */
export type HostileEnvelope = readonly [
  name: string,
  reason: SecurityReason,
  make: (world: World) => string | { readonly xml: string; readonly connection: Connection },
];

const MINUTE_MS = 60_000;
const at = (minutes: number): Date => new Date(NOW.getTime() + minutes * MINUTE_MS);

/** The security of a right envelope: token and Timestamp. */
const parts = (world: World): string[] => [binaryToken(world.rsa.certificate), timestamp(NOW)];

/** A right envelope, signed by a system that is known; some of it otherwise if said. */
export function signed(world: World, options: Partial<SignOptions> = {}, xml?: string): string {
  return sign(xml ?? envelope({ security: parts(world) }), { key: world.rsa.key, ...options });
}

/** Signed with a header of WS-Addressing. */
const addressed = (world: World, ids: readonly string[]): string =>
  signed(
    world,
    { ids },
    envelope({
      security: parts(world),
      headers: [
        `<a:To xmlns:a="${WSA}" wsu:Id="to">urn:saite</a:To>`,
        `<a:Action xmlns:a="${WSA}" wsu:Id="action">urn:do</a:Action>`,
      ],
    }),
  );

const FORGED = OPERATION.replace('p-1', 'p-2');
const BODY = /<soap:Body[\s\S]*<\/soap:Body>/;
const TIMESTAMP = /<wsu:Timestamp[\s\S]*<\/wsu:Timestamp>/;
const bodyOf = (xml: string): string => BODY.exec(xml)?.[0] ?? '';

/** The signed Body goes elsewhere, another takes its place. */
function moved(xml: string, newBody: string, place: (old: string, without: string) => string): string {
  return place(bodyOf(xml), xml.replace(BODY, newBody));
}

const WRAPPED: readonly HostileEnvelope[] = [
  [
    'XSW1: the signed Body in a header, the new one without an id',
    'REFERENCE_UNKNOWN',
    (world) =>
      moved(signed(world), `<soap:Body>${FORGED}</soap:Body>`, (old, xml) =>
        xml.replace('</soap:Header>', `<w:Wrapper xmlns:w="urn:w">${old}</w:Wrapper></soap:Header>`),
      ),
  ],
  [
    'XSW2: the same, the new Body with the same id',
    'DUPLICATE_ID',
    (world) =>
      moved(signed(world), `<soap:Body wsu:Id="body">${FORGED}</soap:Body>`, (old, xml) =>
        xml.replace('</soap:Header>', `<w:Wrapper xmlns:w="urn:w">${old}</w:Wrapper></soap:Header>`),
      ),
  ],
  [
    'XSW3: the same, the new Body with the id by another name',
    'DUPLICATE_ID',
    (world) =>
      moved(signed(world), `<soap:Body ID="body">${FORGED}</soap:Body>`, (old, xml) =>
        xml.replace('</soap:Header>', `<w:Wrapper xmlns:w="urn:w">${old}</w:Wrapper></soap:Header>`),
      ),
  ],
  [
    'XSW4: the signed Body inside the new one, beside the operation',
    'BODY_SHAPE',
    (world) => {
      const xml = signed(world);
      return xml.replace(BODY, `<soap:Body>${FORGED}${bodyOf(xml)}</soap:Body>`);
    },
  ],
  [
    'XSW5: the signed Body deep inside the new operation',
    'REFERENCE_UNKNOWN',
    (world) => {
      const xml = signed(world);
      return xml.replace(
        BODY,
        `<soap:Body wsu:Id="b2">${FORGED.replace('<month>', `${bodyOf(xml)}<month>`)}</soap:Body>`,
      );
    },
  ],
  [
    'XSW6: the signed Body in an Object of the signature',
    'SIGNATURE_SHAPE',
    (world) =>
      moved(signed(world), `<soap:Body>${FORGED}</soap:Body>`, (old, xml) =>
        xml.replace('</ds:Signature>', `<ds:Object>${old}</ds:Object></ds:Signature>`),
      ),
  ],
  [
    'XSW7: the signed Body in the Security header',
    'SECURITY_SHAPE',
    (world) =>
      moved(signed(world), `<soap:Body>${FORGED}</soap:Body>`, (old, xml) =>
        xml.replace('</wsse:Security>', `${old}</wsse:Security>`),
      ),
  ],
  [
    'XSW8: two Bodies, the new one first',
    'ENVELOPE_SHAPE',
    (world) => {
      const xml = signed(world);
      return xml.replace(BODY, `<soap:Body>${FORGED}</soap:Body>${bodyOf(xml)}`);
    },
  ],
  [
    'two Bodies, the new one last',
    'ENVELOPE_SHAPE',
    (world) => signed(world).replace('</soap:Envelope>', `<soap:Body>${FORGED}</soap:Body></soap:Envelope>`),
  ],
  [
    'the signed Body as a header block of its own',
    'BODY_NOT_SIGNED',
    (world) =>
      moved(signed(world), `<soap:Body>${FORGED}</soap:Body>`, (old, xml) =>
        xml.replace('</soap:Header>', `${old}</soap:Header>`),
      ),
  ],
  [
    'the whole envelope in the header of another',
    'NO_SECURITY',
    (world) =>
      `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Header>${signed(world)}</soap:Header><soap:Body>${FORGED}</soap:Body></soap:Envelope>`,
  ],
  [
    'the signed Timestamp in a header, a fresh one in its place',
    'REFERENCE_UNKNOWN',
    (world) => {
      const xml = signed(
        world,
        {},
        envelope({ security: [binaryToken(world.rsa.certificate), timestamp(at(-60))] }),
      );
      const old = TIMESTAMP.exec(xml)?.[0] ?? '';
      return xml
        .replace(TIMESTAMP, timestamp(NOW, undefined, 'fresh'))
        .replace('</soap:Header>', `<w:Wrapper xmlns:w="urn:w">${old}</w:Wrapper></soap:Header>`);
    },
  ],
  [
    'the signed Timestamp as a header block of its own',
    'TIMESTAMP_NOT_SIGNED',
    (world) => {
      const xml = signed(
        world,
        {},
        envelope({ security: [binaryToken(world.rsa.certificate), timestamp(at(-60))] }),
      );
      const old = TIMESTAMP.exec(xml)?.[0] ?? '';
      return xml
        .replace(TIMESTAMP, timestamp(NOW, undefined, 'fresh'))
        .replace('</soap:Header>', `${old}</soap:Header>`);
    },
  ],
  [
    'a signed header wrapped in another',
    'REFERENCE_UNKNOWN',
    (world) => {
      const xml = addressed(world, ['body', 'timestamp', 'to', 'action']);
      const to = /<a:To[\s\S]*<\/a:To>/.exec(xml)?.[0] ?? '';
      return xml.replace(to, `<w:Wrapper xmlns:w="urn:w">${to}</w:Wrapper>`);
    },
  ],
  [
    'the header Security twice for us',
    'SECURITY_TWICE',
    (world) => signed(world).replace('</wsse:Security>', '</wsse:Security><wsse:Security/>'),
  ],
  [
    'the Security of another role',
    'NO_SECURITY',
    (world) => signed(world).replace('<wsse:Security ', '<wsse:Security soap:actor="urn:somebody" '),
  ],
  [
    'a second signature in the Body',
    'SIGNATURE_TWICE',
    (world) => {
      const xml = signed(world);
      const signature = /<ds:Signature [\s\S]*<\/ds:Signature>/.exec(xml)?.[0] ?? '';
      return xml.replace('<month>', `${signature}<month>`);
    },
  ],
  [
    'a second signature beside the first',
    'SIGNATURE_TWICE',
    (world) => {
      const xml = signed(world);
      const signature = /<ds:Signature [\s\S]*<\/ds:Signature>/.exec(xml)?.[0] ?? '';
      return xml.replace('</wsse:Security>', `${signature}</wsse:Security>`);
    },
  ],
  [
    'a second SignedInfo',
    'SIGNATURE_SHAPE',
    (world) => {
      const xml = signed(world);
      const info = /<ds:SignedInfo>[\s\S]*<\/ds:SignedInfo>/.exec(xml)?.[0] ?? '';
      return xml.replace(info, info + info);
    },
  ],
  [
    'an id of the Body that stands in the operation too',
    'DUPLICATE_ID',
    (world) => signed(world).replace('<month>', '<month xml:id="timestamp">'),
  ],
];

const COVERAGE: readonly HostileEnvelope[] = [
  ['only the Body signed', 'TIMESTAMP_NOT_SIGNED', (world) => signed(world, { ids: ['body'] })],
  ['only the Timestamp signed', 'BODY_NOT_SIGNED', (world) => signed(world, { ids: ['timestamp'] })],
  ['only the token signed', 'BODY_NOT_SIGNED', (world) => signed(world, { ids: ['token'] })],
  ['To not signed', 'ADDRESSING_NOT_SIGNED', (world) => addressed(world, ['body', 'timestamp', 'action'])],
  ['Action not signed', 'ADDRESSING_NOT_SIGNED', (world) => addressed(world, ['body', 'timestamp', 'to'])],
  ...(['MessageID', 'ReplyTo'] as const).map(
    (name): HostileEnvelope => [
      `${name} put in`,
      'ADDRESSING_NOT_SIGNED',
      (world) =>
        signed(world).replace(
          '</soap:Header>',
          `<a:${name} xmlns:a="${WSA}">urn:x</a:${name}></soap:Header>`,
        ),
    ],
  ),
  [
    'To of the older WS-Addressing put in',
    'ADDRESSING_NOT_SIGNED',
    (world) =>
      signed(world).replace(
        '</soap:Header>',
        '<a:To xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing">urn:x</a:To></soap:Header>',
      ),
  ],
  [
    'To twice, both signed',
    'ADDRESSING_SHAPE',
    (world) =>
      signed(
        world,
        { ids: ['body', 'timestamp', 'to', 'to2'] },
        envelope({
          security: parts(world),
          headers: ['to', 'to2'].map((id) => `<a:To xmlns:a="${WSA}" wsu:Id="${id}">urn:${id}</a:To>`),
        }),
      ),
  ],
  [
    'an element of the operation signed instead of the Body',
    'REFERENCE_UNKNOWN',
    (world) =>
      signed(
        world,
        { ids: ['inner', 'timestamp'] },
        envelope({
          security: parts(world),
          body: OPERATION.replace('<GetAllowance ', '<GetAllowance wsu:Id="inner" '),
        }),
      ),
  ],
  [
    'the Security header signed as a whole',
    'REFERENCE_UNKNOWN',
    (world) =>
      signed(
        world,
        { ids: ['body', 'timestamp', 'security'], transforms: [C14N] },
        envelope({ security: parts(world) }).replace('<wsse:Security ', '<wsse:Security wsu:Id="security" '),
      ),
  ],
  ['no signature at all', 'NOT_SIGNED', (world) => envelope({ security: parts(world) })],
  ['an empty Security header', 'NOT_SIGNED', () => envelope()],
  [
    'no Security header',
    'NO_SECURITY',
    () => envelope().replace(/<wsse:Security[\s\S]*<\/wsse:Security>/, ''),
  ],
  ['no header', 'NO_SECURITY', () => envelope().replace(/<soap:Header>[\s\S]*<\/soap:Header>/, '')],
  [
    'a header that must be understood',
    'HEADER_NOT_UNDERSTOOD',
    (world) =>
      signed(world).replace(
        '</soap:Header>',
        '<t:Tx xmlns:t="urn:t" soap:mustUnderstand="1"/></soap:Header>',
      ),
  ],
];

/** What stands for something in the signature is put in the place of what it says now. */
const replaced =
  (what: string | RegExp, by: string) =>
  (world: World): string =>
    signed(world).replace(what, by);

const FIRST_TRANSFORM = `<ds:Transform Algorithm="${C14N}"/>`;
const DS = 'http://www.w3.org/2000/09/xmldsig#';

const ALGORITHMS: readonly HostileEnvelope[] = [
  ['a signature over SHA-1', 'ALGORITHM', (world) => signed(world, { signature: 'rsa-sha1' })],
  ['a signature over MD5', 'ALGORITHM', (world) => signed(world, { signature: 'rsa-md5' })],
  [
    'ECDSA over SHA-1',
    'ALGORITHM',
    (world) =>
      sign(envelope({ security: [binaryToken(world.ec.certificate), timestamp(NOW)] }), {
        key: world.ec.key,
        signature: 'ecdsa-sha1',
      }),
  ],
  ['digests by SHA-1', 'ALGORITHM', (world) => signed(world, { digest: 'sha1' })],
  ['digests by MD5', 'ALGORITHM', (world) => signed(world, { digest: 'md5' })],
  ...(['hmac-sha1', 'hmac-sha256'] as const).map(
    (signature): HostileEnvelope => [
      `${signature} with the public key`,
      'ALGORITHM',
      (world) =>
        signed(world, {
          signature,
          secret: world.rsa.certificate.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
        }),
    ],
  ),
  ['no algorithm', 'ALGORITHM', (world) => signed(world, { signature: 'none' })],
  [
    'an algorithm that objects have',
    'ALGORITHM',
    replaced(/(<ds:SignatureMethod Algorithm=")[^"]*/, '$1constructor'),
  ],
  [
    'RSA as algorithm of a key of ECDSA',
    'SIGNATURE_WRONG',
    (world) =>
      sign(envelope({ security: [binaryToken(world.ec.certificate), timestamp(NOW)] }), {
        key: world.rsa.key,
      }),
  ],
  [
    'PSS said, PKCS1 done',
    'SIGNATURE_WRONG',
    replaced(
      'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1',
    ),
  ],
  [
    'canonicalization with comments',
    'ALGORITHM',
    replaced(
      `<ds:CanonicalizationMethod Algorithm="${C14N}`,
      `<ds:CanonicalizationMethod Algorithm="${C14N}WithComments`,
    ),
  ],
  [
    'inclusive canonicalization',
    'ALGORITHM',
    replaced(
      `<ds:CanonicalizationMethod Algorithm="${C14N}`,
      '<ds:CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
    ),
  ],
  ...(
    [
      ['XPath', 'http://www.w3.org/TR/1999/REC-xpath-19991116', '<ds:XPath>//*</ds:XPath>'],
      ['XPath filter 2', 'http://www.w3.org/2002/06/xmldsig-filter2', ''],
      [
        'XSLT',
        'http://www.w3.org/TR/1999/REC-xslt-19991116',
        '<s:stylesheet xmlns:s="http://www.w3.org/1999/XSL/Transform" version="1.0"><s:template match="/"><s:value-of select="document(\'http://127.0.0.1:1/\')"/></s:template></s:stylesheet>',
      ],
      ['base64', `${DS}base64`, ''],
      [
        'of a token reference',
        'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#STR-Transform',
        '',
      ],
      ['inclusive c14n', 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315', ''],
      ['c14n 1.1', 'http://www.w3.org/2006/12/xml-c14n11', ''],
    ] as const
  ).map(
    ([name, uri, inner]): HostileEnvelope => [
      `a transform: ${name}`,
      'TRANSFORM',
      replaced(FIRST_TRANSFORM, `<ds:Transform Algorithm="${uri}">${inner}</ds:Transform>${FIRST_TRANSFORM}`),
    ],
  ),
  ['no transform', 'TRANSFORM', replaced(FIRST_TRANSFORM, '')],
  ['the same transform twice', 'TRANSFORM', replaced(FIRST_TRANSFORM, FIRST_TRANSFORM + FIRST_TRANSFORM)],
  [
    'an enveloped signature of the Body',
    'TRANSFORM',
    (world) => signed(world, { transforms: [`${DS}enveloped-signature`, C14N] }),
  ],
  [
    'an enveloped signature with content',
    'TRANSFORM',
    replaced(
      FIRST_TRANSFORM,
      `<ds:Transform Algorithm="${DS}enveloped-signature"><x xmlns="urn:x"/></ds:Transform>${FIRST_TRANSFORM}`,
    ),
  ],
  ...(
    [
      ['a file', 'file:///etc/passwd'],
      ['the network', 'http://127.0.0.1:1/body.xml'],
      ['an attachment', 'cid:part1'],
      ['the whole document', ''],
      ['an XPointer', '#xpointer(/)'],
      ['an XPointer of an id', "#xpointer(id('body'))"],
      ['a quotation', "#body' or '1'='1"],
    ] as const
  ).map(
    ([name, uri]): HostileEnvelope => [
      `a reference to ${name}`,
      'REFERENCE_OUTSIDE',
      replaced('URI="#body"', `URI="${uri}"`),
    ],
  ),
  ['a reference without URI', 'REFERENCE_OUTSIDE', replaced(' URI="#body"', '')],
  ['a reference to nothing', 'REFERENCE_UNKNOWN', replaced('URI="#body"', 'URI="#nothing"')],
  ['one element referenced twice', 'REFERENCE_TWICE', replaced('URI="#timestamp"', 'URI="#body"')],
  [
    'a hundred references',
    'SIGNATURE_SHAPE',
    (world) => {
      const xml = signed(world);
      const reference = /<ds:Reference URI="#body">[\s\S]*?<\/ds:Reference>/.exec(xml)?.[0] ?? '';
      return xml.replace(reference, reference.repeat(100));
    },
  ],
  ['a manifest', 'SIGNATURE_SHAPE', replaced('</ds:SignedInfo>', '<ds:Manifest/></ds:SignedInfo>')],
  [
    'a length of HMAC output',
    'SIGNATURE_SHAPE',
    replaced(
      /(<ds:SignatureMethod [^>]*)\/>/,
      '$1><ds:HMACOutputLength>1</ds:HMACOutputLength></ds:SignatureMethod>',
    ),
  ],
  ['an empty signature value', 'SIGNATURE_SHAPE', replaced(/(<ds:SignatureValue>)[^<]*/, '$1')],
  [
    'a signature value that is no base64',
    'SIGNATURE_SHAPE',
    replaced(/(<ds:SignatureValue>)[^<]*/, '$1!!!!'),
  ],
  ['a signature value of one byte', 'SIGNATURE_WRONG', replaced(/(<ds:SignatureValue>)[^<]*/, '$1AA==')],
  [
    'a signature value of zeros',
    'SIGNATURE_WRONG',
    replaced(/(<ds:SignatureValue>)[^<]*/, `$1${Buffer.alloc(256).toString('base64')}`),
  ],
];

/** A right envelope of somebody else. */
const by =
  (kind: keyof World['identities'], signature: SignOptions['signature'] = 'ecdsa-sha256') =>
  (world: World) => {
    const { key, certificate } = world.identities[kind];
    return sign(envelope({ security: [binaryToken(certificate), timestamp(NOW)] }), { key, signature });
  };

const KEYS: readonly HostileEnvelope[] = [
  ['a certificate that nobody pinned', 'CERTIFICATE_UNKNOWN', by('unknown')],
  ['an expired certificate', 'CERTIFICATE_EXPIRED', by('expired')],
  ['a certificate of tomorrow', 'CERTIFICATE_NOT_YET_VALID', by('notYet')],
  ['a pinned certificate of another authority', 'CERTIFICATE_ISSUER', by('wrongCa')],
  ['a revoked certificate', 'CERTIFICATE_REVOKED', by('revoked')],
  ['a key of RSA with 1024 bits', 'KEY_WEAK', by('rsa1024', 'rsa-sha256')],
  ['a key on another curve', 'KEY_WEAK', by('secp256k1')],
  [
    'a key of Ed25519',
    'KEY_WEAK',
    (world) =>
      sign(envelope({ security: [binaryToken(world.identities.ed25519.certificate), timestamp(NOW)] }), {
        key: world.rsa.key,
      }),
  ],
  ['a certificate for encipherment alone', 'CERTIFICATE_USAGE', by('encipherment')],
  [
    'the certificate of one, the key of another',
    'SIGNATURE_WRONG',
    (world) => signed(world, { key: world.identities.unknown.key, signature: 'ecdsa-sha256' }),
  ],
  [
    'the right certificate, a strange key in the KeyInfo',
    'KEY_INFO',
    (world) =>
      signed(world, {
        keyInfo:
          '<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>AQAB</ds:Modulus><ds:Exponent>AQAB</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>',
      }),
  ],
  [
    'a key beside the reference to the token',
    'KEY_INFO',
    (world) => signed(world, { keyInfo: `${toToken()}<ds:KeyName>vsaa</ds:KeyName>` }),
  ],
  [
    'another certificate in the KeyInfo',
    'KEY_INFO',
    (world) => {
      const { key, certificate } = world.identities.unknown;
      const inner = certificate.raw.toString('base64');
      return signed(world, {
        key,
        signature: 'ecdsa-sha256',
        keyInfo: `<ds:X509Data><ds:X509Certificate>${inner}</ds:X509Certificate></ds:X509Data>`,
      });
    },
  ],
  [
    'another certificate as key identifier, without a token',
    'CERTIFICATE_UNKNOWN',
    (world) => {
      const { key, certificate } = world.identities.unknown;
      return sign(envelope({ security: [timestamp(NOW)] }), {
        key,
        signature: 'ecdsa-sha256',
        keyInfo: identifier(X509_V3, certificate.raw.toString('base64')),
      });
    },
  ],
  [
    'two tokens',
    'TWO_TOKENS',
    (world) =>
      signed(
        world,
        {},
        envelope({ security: [...parts(world), binaryToken(world.ec.certificate, 'token2')] }),
      ),
  ],
  ['a reference to another token', 'KEY_INFO', (world) => signed(world, { keyInfo: toToken('nothing') })],
  [
    'a reference outside the document',
    'KEY_INFO',
    (world) => signed(world, { keyInfo: toToken().replace('#token', 'http://127.0.0.1:1/cert') }),
  ],
  [
    'a token that is a path of certificates',
    'KEY_INFO',
    (world) => signed(world).replaceAll('#X509v3"', '#X509PKIPathv1"'),
  ],
  [
    'a token that is no certificate',
    'CERTIFICATE_UNKNOWN',
    (world) => signed(world).replace(/(EncodingType="[^"]*">)[^<]*/, '$1AAAA'),
  ],
  [
    'a token as large as the limits allow',
    'CERTIFICATE_UNKNOWN',
    (world) => signed(world).replace(/(EncodingType="[^"]*">)[^<]*/, `$1${'A'.repeat(200_000)}`),
  ],
  [
    'a token in hexadecimal',
    'KEY_INFO',
    (world) => signed(world).replace(`EncodingType="${BASE64}"`, 'EncodingType="urn:hex"'),
  ],
  [
    'a thumbprint of nobody here',
    'CERTIFICATE_UNKNOWN',
    (world) =>
      sign(envelope({ security: [timestamp(NOW)] }), {
        key: world.rsa.key,
        keyInfo: identifier(
          'http://docs.oasis-open.org/wss/oasis-wss-soap-message-security-1.1#ThumbprintSHA1',
          Buffer.alloc(20).toString('base64'),
        ),
      }),
  ],
  [
    'an encrypted key',
    'SECURITY_SHAPE',
    (world) =>
      signed(world).replace(
        '</wsse:Security>',
        '<e:EncryptedKey xmlns:e="http://www.w3.org/2001/04/xmlenc#"/></wsse:Security>',
      ),
  ],
  [
    'an assertion of SAML',
    'SECURITY_SHAPE',
    (world) =>
      signed(world).replace(
        '</wsse:Security>',
        '<s:Assertion xmlns:s="urn:oasis:names:tc:SAML:2.0:assertion"/></wsse:Security>',
      ),
  ],
];

/** A SecurityTokenReference with a key identifier. */
export const identifier = (type: string, value: string): string =>
  `<wsse:SecurityTokenReference><wsse:KeyIdentifier ValueType="${type}" EncodingType="${BASE64}">${value}</wsse:KeyIdentifier></wsse:SecurityTokenReference>`;

const VALUES: readonly HostileEnvelope[] = [
  ['a value changed', 'DIGEST_DIFFERS', replaced('p-1', 'p-2')],
  ['a value with an instruction inside', 'PROCESSING_INSTRUCTION', replaced('2026-03<', '2026<?x -03?><')],
  ['a value with a comment inside', 'COMMENT', replaced('2026-03<', '2026<!-- -->-03<')],
  ['an element put in', 'DIGEST_DIFFERS', replaced('<month>', '<all>true</all><month>')],
  ['an element taken out', 'DIGEST_DIFFERS', replaced(/<month>.*<\/month>/, '')],
  ['an attribute put in', 'DIGEST_DIFFERS', replaced('<month>', '<month a="b">')],
  [
    'another namespace of the operation',
    'DIGEST_DIFFERS',
    replaced('urn:saite:soap:v1', 'urn:saite:soap:v2'),
  ],
  ['white space put in', 'DIGEST_DIFFERS', replaced('<month>', ' <month>')],
  ['the time of the Timestamp changed', 'DIGEST_DIFFERS', replaced('10:05:00.000Z', '10:04:00.000Z')],
  [
    'a digest changed',
    'SIGNATURE_WRONG',
    replaced(/(<ds:DigestValue>)[^<]*/, `$1${Buffer.alloc(32).toString('base64')}`),
  ],
  ['a short digest', 'SIGNATURE_WRONG', replaced(/(<ds:DigestValue>)[^<]*/, '$1AAAA')],
  [
    'the body of another envelope',
    'DIGEST_DIFFERS',
    (world) => {
      const other = signed(world, {}, envelope({ security: parts(world), body: FORGED }));
      return signed(world).replace(BODY, bodyOf(other));
    },
  ],
  [
    'the signature of another envelope',
    'DIGEST_DIFFERS',
    (world) => {
      const other = signed(world, {}, envelope({ security: parts(world), body: FORGED }));
      const signature = /<ds:Signature [\s\S]*<\/ds:Signature>/;
      return signed(world).replace(signature, signature.exec(other)?.[0] ?? '');
    },
  ],
  [
    'To changed',
    'DIGEST_DIFFERS',
    (world) => addressed(world, ['body', 'timestamp', 'to', 'action']).replace('urn:saite<', 'urn:other<'),
  ],
];

const stamped =
  (stamp: string) =>
  (world: World): string =>
    signed(world, {}, envelope({ security: [binaryToken(world.rsa.certificate), stamp] }));
const bare = (created: string, expires: string): string =>
  `<wsu:Timestamp wsu:Id="timestamp"><wsu:Created>${created}</wsu:Created><wsu:Expires>${expires}</wsu:Expires></wsu:Timestamp>`;

const TIMES: readonly HostileEnvelope[] = [
  [
    'no Timestamp',
    'TIMESTAMP_MISSING',
    (world) => signed(world, { ids: ['body'] }, envelope({ security: [binaryToken(world.rsa.certificate)] })),
  ],
  [
    'two Timestamps',
    'TIMESTAMP_TWICE',
    (world) =>
      signed(world, {}, envelope({ security: [...parts(world), timestamp(NOW, undefined, 'second')] })),
  ],
  ['an expired Timestamp', 'TIMESTAMP_EXPIRED', stamped(timestamp(at(-6)))],
  ['a Timestamp of the future', 'TIMESTAMP_IN_FUTURE', stamped(timestamp(at(1.1)))],
  ['a Timestamp of ten minutes', 'TIMESTAMP_TOO_LONG', stamped(timestamp(NOW, at(10)))],
  [
    'a Timestamp of five minutes and a millisecond',
    'TIMESTAMP_TOO_LONG',
    stamped(timestamp(NOW, new Date(at(5).getTime() + 1))),
  ],
  ['a Timestamp that expires before it begins', 'TIMESTAMP_SHAPE', stamped(timestamp(NOW, at(-1)))],
  [
    'a Timestamp without an end',
    'TIMESTAMP_SHAPE',
    stamped(
      `<wsu:Timestamp wsu:Id="timestamp"><wsu:Created>${NOW.toISOString()}</wsu:Created></wsu:Timestamp>`,
    ),
  ],
  [
    'a Timestamp without a beginning',
    'TIMESTAMP_SHAPE',
    stamped(
      `<wsu:Timestamp wsu:Id="timestamp"><wsu:Expires>${at(5).toISOString()}</wsu:Expires></wsu:Timestamp>`,
    ),
  ],
  [
    'a Timestamp the wrong way round',
    'TIMESTAMP_SHAPE',
    stamped(
      `<wsu:Timestamp wsu:Id="timestamp"><wsu:Expires>${at(5).toISOString()}</wsu:Expires><wsu:Created>${NOW.toISOString()}</wsu:Created></wsu:Timestamp>`,
    ),
  ],
  [
    'a Timestamp without a zone',
    'TIMESTAMP_SHAPE',
    stamped(bare('2026-03-02T10:00:00', '2026-03-02T10:05:00')),
  ],
  [
    'a Timestamp of a day that is none',
    'TIMESTAMP_SHAPE',
    stamped(bare('2026-02-31T10:00:00Z', '2026-02-31T10:05:00Z')),
  ],
  ['a Timestamp that is no time', 'TIMESTAMP_SHAPE', stamped(bare('now', 'later'))],
  [
    'a Timestamp with something more',
    'TIMESTAMP_SHAPE',
    stamped(timestamp(NOW).replace('</wsu:Timestamp>', '<x xmlns="urn:x"/></wsu:Timestamp>')),
  ],
];

/** Signed envelopes that must not be let in, by name, with the reason for the log. */
export const HOSTILE_ENVELOPES: readonly HostileEnvelope[] = [
  ...WRAPPED,
  ...COVERAGE,
  ...ALGORITHMS,
  ...KEYS,
  ...VALUES,
  ...TIMES,
];
