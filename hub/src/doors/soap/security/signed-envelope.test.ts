import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { systemClock } from '@saite/runtime';
import { readXmlTree } from '@saite/xml';
import { WSSecurityCert } from 'soap';
import { SignedXml } from 'xml-crypto';
import { ENVELOPE_NAMESPACES, SOAP_LIMITS, VISS_LIMITS } from '../envelope/index.ts';
import { Certificates, type Identity } from '../testing/certificates.ts';
import { binaryToken, envelope, OPERATION, timestamp, WSA, X509_V3 } from '../testing/envelopes.ts';
import { identifier, signed } from '../testing/hostile-envelopes.ts';
import { C14N, SIGNATURE, type SignatureName, sign } from '../testing/sign.ts';
import { NOW, openWorld, refusalOf, type World } from '../testing/world.ts';
import type { Authenticated, Connection, SecurityOptions } from './index.ts';
import { SubjectKeyIdentifierExtension, X509Certificate } from './x509.ts';

const BODY_ROOT = { namespace: 'urn:saite:soap:v1', name: 'GetAllowance' };

describe('a signed envelope that is let in', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  /** Fails with the reason if it is not let in. What it gives is what another verifier found signed. */
  async function admitted(
    xml: string,
    connection?: Connection,
    options?: Partial<SecurityOptions>,
  ): Promise<Authenticated> {
    const answer = await world.judge(xml, connection, options);
    assert.ok(typeof answer === 'object', String(answer));
    assert.equal(answer.by, 'signature');
    const body = readXmlTree(Buffer.from(answer.body), SOAP_LIMITS);
    assert.deepEqual([body.name, body.namespace], ['Body', ENVELOPE_NAMESPACES[answer.soapVersion]]);
    return answer;
  }

  const KEYS: readonly (readonly [string, (world: World) => Identity, SignatureName])[] = [
    ['RSA and SHA-256', ({ rsa }) => rsa, 'rsa-sha256'],
    ['RSA and SHA-384', ({ rsa }) => rsa, 'rsa-sha384'],
    ['RSA and SHA-512', ({ rsa }) => rsa, 'rsa-sha512'],
    ['RSA-PSS', ({ rsa }) => rsa, 'rsa-pss-sha256'],
    ['P-256', ({ ec }) => ec, 'ecdsa-sha256'],
    ['P-384', ({ identities }) => identities.ec384, 'ecdsa-sha384'],
    ['P-521', ({ identities }) => identities.ec521, 'ecdsa-sha512'],
  ];
  for (const [name, of, signature] of KEYS) {
    for (const version of ['1.1', '1.2'] as const) {
      for (const isPretty of [false, true]) {
        it(`by ${name}, in SOAP ${version}, ${isPretty ? 'pretty-printed' : 'compact'}`, async () => {
          const { key, certificate, thumbprint } = of(world);
          const security = [binaryToken(certificate), timestamp(NOW)];
          if (isPretty) security.reverse();
          const xml = sign(envelope({ version, security, isPretty }), { key, signature });
          const answer = await admitted(xml);
          assert.deepEqual(answer.bodyRoot, BODY_ROOT);
          assert.equal(answer.soapVersion, version);
          assert.ok(answer.system.certificates.includes(thumbprint));
        });
      }
    }
  }

  it('with digests by SHA-384 and SHA-512', async () => {
    for (const digest of ['sha384', 'sha512'] as const) await admitted(signed(world, { digest }));
  });

  it('with the token before and behind the Timestamp, and with the signature in front', async () => {
    const { key, certificate } = world.rsa;
    const orders = [
      [binaryToken(certificate), timestamp(new Date(NOW.getTime() + 1))],
      [timestamp(new Date(NOW.getTime() + 2)), binaryToken(certificate)],
    ];
    for (const security of orders) await admitted(sign(envelope({ security }), { key }));
    const location = { reference: "//*[local-name(.)='Security']", action: 'prepend' } as const;
    const security = [timestamp(new Date(NOW.getTime() + 3)), binaryToken(certificate)];
    await admitted(sign(envelope({ security }), { key, location }));
  });

  it('with headers of WS-Addressing that are signed, and gives back what they say', async () => {
    const { key, certificate } = world.rsa;
    const block = (name: string, value: string) =>
      `<a:${name} xmlns:a="${WSA}" wsu:Id="${name}">${value}</a:${name}>`;
    const xml = sign(
      envelope({
        security: [binaryToken(certificate), timestamp(NOW)],
        headers: [
          block('To', ' urn:saite '),
          block('Action', 'urn:saite:GetAllowance'),
          block('MessageID', 'urn:uuid:1'),
          block('ReplyTo', `<a:Address>${WSA}/anonymous</a:Address>`),
        ],
      }),
      { key, ids: ['body', 'timestamp', 'To', 'Action', 'MessageID', 'ReplyTo', 'token'] },
    );
    const { headers } = await admitted(xml);
    assert.deepEqual(headers, {
      action: 'urn:saite:GetAllowance',
      messageId: 'urn:uuid:1',
      to: 'urn:saite',
    });
  });

  it('with inclusive prefixes, as Java programs sign', async () => {
    const body =
      '<v1:GetAllowance xmlns:v1="urn:saite:soap:v1"><v1:month>2026-03</v1:month></v1:GetAllowance>';
    const { key, certificate } = world.rsa;
    const security = [binaryToken(certificate), timestamp(new Date(NOW.getTime() + 4))];
    const xml = sign(envelope({ security, body }), { key, inclusive: ['soap', 'wsse', 'wsu'] });
    assert.ok(xml.includes('PrefixList="soap wsse wsu"'));
    await admitted(xml);
  });

  it('with a Security header for somebody else beside ours', async () => {
    const xml = signed(
      world,
      {},
      envelope({
        security: [binaryToken(world.rsa.certificate), timestamp(new Date(NOW.getTime() + 5))],
        headers: ['<wsse:Security soap:actor="urn:somebody"/>', '<t:Trace xmlns:t="urn:t">1</t:Trace>'],
      }),
    );
    await admitted(xml);
  });

  it('that names its certificate in each of the ways that the profile has', async () => {
    const { key, certificate } = world.rsa;
    const read = new X509Certificate(certificate.raw);
    const subject = read.getExtension(SubjectKeyIdentifierExtension)?.keyId ?? '';
    const serial = BigInt(`0x${certificate.serialNumber}`);
    const profile = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#';
    const thumbprint = createHash('sha1').update(certificate.raw).digest('base64');
    const issuer = (name: string) =>
      `<wsse:SecurityTokenReference><ds:X509Data><ds:X509IssuerSerial><ds:X509IssuerName>${name}</ds:X509IssuerName><ds:X509SerialNumber>${serial}</ds:X509SerialNumber></ds:X509IssuerSerial></ds:X509Data></wsse:SecurityTokenReference>`;
    const ways = [
      identifier(X509_V3, certificate.raw.toString('base64')),
      identifier(
        'http://docs.oasis-open.org/wss/oasis-wss-soap-message-security-1.1#ThumbprintSHA1',
        thumbprint,
      ),
      identifier(`${profile}X509SubjectKeyIdentifier`, Buffer.from(subject, 'hex').toString('base64')),
      issuer('CN=Test CA, O=Saite'),
      issuer('O=Saite,CN=Test CA'),
    ];
    for (const [index, keyInfo] of ways.entries()) {
      const security = [timestamp(new Date(NOW.getTime() + 10 + index))];
      const xml = sign(envelope({ security }), { key, keyInfo });
      await admitted(xml, { peerCertificate: certificate });
      if (index > 0) {
        const others = { peerCertificate: world.ec.certificate };
        assert.equal(await world.judge(xml, others), 'CERTIFICATE_UNKNOWN');
      }
    }
  });

  it("of soap's own client, once it keeps the five minutes", async () => {
    const stamp = timestamp(NOW).replace(
      '<wsu:Timestamp ',
      `<wsu:Timestamp xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd" `,
    );
    const client = new WSSecurityCert(
      world.rsa.key.export({ type: 'pkcs8', format: 'pem' }),
      world.rsa.certificate.toString(),
      '',
      {
        hasTimeStamp: false,
        appendElement: stamp,
        additionalReferences: ['wsu:Timestamp'],
        signatureTransformations: [C14N],
        signerOptions: { idMode: 'wssecurity' },
      },
    );
    const answer = await admitted(client.postProcess(plain(), 'soap'));
    assert.deepEqual(answer.bodyRoot, BODY_ROOT);
  });

  it("of soap's own client is refused as it comes: it writes ten minutes, or excepts the signature from the Body", async () => {
    const certificates = new Certificates(new Date());
    const { key, certificate } = await certificates.issue(await certificates.authority('CN=Now'), {
      subject: 'CN=now',
    });
    const system = world.options.findSystem(world.rsa.thumbprint);
    const { trust, ...options } = world.options;
    const judge = (settings: object) => {
      const pem = key.export({ type: 'pkcs8', format: 'pem' });
      const xml = new WSSecurityCert(pem, certificate.toString(), '', settings).postProcess(plain(), 'soap');
      return refusalOf(xml, { ...options, clock: systemClock, findSystem: () => system });
    };
    assert.ok(trust);
    assert.equal(await judge({}), 'TRANSFORM');
    assert.equal(await judge({ signatureAlgorithm: SIGNATURE['rsa-sha256'] }), 'TIMESTAMP_TOO_LONG');
  });

  it('with four megabytes, if the door is for that', async () => {
    const body = `<GetAllowance xmlns="urn:saite:soap:v1"><file>${'QUJD'.repeat(900_000)}</file></GetAllowance>`;
    const { key, certificate } = world.rsa;
    const xml = sign(
      envelope({ security: [binaryToken(certificate), timestamp(new Date(NOW.getTime() + 6))], body }),
      { key },
    );
    assert.equal(await world.judge(xml), 'TOO_LARGE');
    const answer = await world.judge(xml, {}, { limits: VISS_LIMITS });
    assert.equal(typeof answer === 'object' && answer.body.length > 3_600_000, true);
  });

  it('gives as body exactly the bytes that xml-crypto too finds signed', async () => {
    const bodies = [
      OPERATION,
      '<v:GetAllowance xmlns:v="urn:saite:soap:v1"><v:a b="&lt;&#10;&quot;"> &gt;<![CDATA[<x>&]]>Rūta\r\n</v:a></v:GetAllowance>',
      '<GetAllowance xmlns="urn:saite:soap:v1"><a xmlns=""/><p:b xmlns:p="urn:p" p:c="1" d="2"/></GetAllowance>',
    ];
    for (const [index, body] of bodies.entries()) {
      const security = [binaryToken(world.rsa.certificate), timestamp(new Date(NOW.getTime() + 20 + index))];
      const xml = sign(envelope({ security, body }), { key: world.rsa.key });
      const answer = await admitted(xml);
      const other = new SignedXml({
        publicCert: world.rsa.certificate.publicKey,
        getCertFromKeyInfo: () => null,
      });
      other.loadSignature(/<ds:Signature [\s\S]*<\/ds:Signature>/.exec(xml)?.[0] ?? '');
      assert.equal(other.checkSignature(xml), true);
      assert.ok(other.getSignedReferences().includes(answer.body));
    }
  });

  it('at the very edges of its time', async () => {
    const { key, certificate } = world.rsa;
    const security = [binaryToken(certificate), timestamp(new Date(NOW.getTime() + 7))];
    const xml = sign(envelope({ security }), { key });
    const at = (ms: number) => ({ clock: { now: () => new Date(NOW.getTime() + 7 + ms) } });
    assert.equal(await world.judge(xml, {}, at(-60_001)), 'TIMESTAMP_IN_FUTURE');
    assert.equal(await world.judge(xml, {}, at(360_000)), 'TIMESTAMP_EXPIRED');
    await admitted(xml, {}, at(359_999));
  });

  /** As a client has it before it signs. */
  const plain = (): string =>
    envelope()
      .replace(/<wsse:Security[\s\S]*<\/wsse:Security>/, '')
      .replace(' wsu:Id="body"', '');
});
