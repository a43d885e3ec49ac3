import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { REFUSED_DOCUMENTS } from '@saite/xml/testing';
import fc from 'fast-check';
import { VISS_LIMITS } from '../envelope/index.ts';
import { OPERATION } from '../testing/envelopes.ts';
import { signed } from '../testing/hostile-envelopes.ts';
import { openWorld, type World } from '../testing/world.ts';
import { authenticate, type SecurityReason, SecurityRefusal } from './index.ts';

/** Pieces that mean something to XML, SOAP or a signature. */
const PIECES = [
  '<',
  '>',
  '"',
  '&',
  '/',
  ' ',
  '\0',
  '<!-- -->',
  '<?x?>',
  '<![CDATA[]]>',
  '<![CDATA[x]]>',
  '&#x41;',
  ' Id="body"',
  ' xml:id="timestamp"',
  ' xmlns="urn:x"',
  ' xmlns:soap="urn:x"',
  ' soap:mustUnderstand="1"',
  '<soap:Body/>',
  '<wsse:Security/>',
  '<month>2026-04</month>',
  'http://www.w3.org/2000/09/xmldsig#sha1',
];

describe('bytes that are no envelope', () => {
  let world: World;
  let right: string;
  let signedBody: string;
  before(async () => {
    world = await openWorld();
    right = signed(world);
    const answer = await world.judge(right);
    assert.ok(typeof answer === 'object');
    signedBody = answer.body;
  });
  after(() => world.close());

  /** What stands outside the signed elements may be changed, white space for example; what is read stays the same. */
  async function mustBeRefusedOrSame(envelope: string | Uint8Array): Promise<void> {
    await world.database.query('DELETE FROM hub.soap_seen'); // or all but the first would only be called repeated
    const answer = await world.judge(envelope);
    if (typeof answer === 'string') return;
    const { body, headers, system } = answer;
    assert.deepEqual(
      { body, headers, system: system.system },
      { body: signedBody, headers: {}, system: 'vsaa' },
    );
  }

  for (const [name, code, make] of REFUSED_DOCUMENTS) {
    it(`are refused: ${name}`, async () => {
      const made = make();
      const bytes = typeof made === 'string' ? Buffer.from(made) : made;
      assert.equal(await world.judge(bytes, {}, { limits: VISS_LIMITS }), code);
      assert.equal(typeof (await world.judge(bytes)), 'string');
    });
  }

  const SHAPES: readonly (readonly [string, SecurityReason, (envelope: string) => string])[] = [
    ['no SOAP at all', 'NOT_SOAP', () => '<a/>'],
    ['an Envelope of no version', 'NOT_SOAP', (xml) => xml.replace('schemas.xmlsoap.org/soap/envelope', 'a')],
    [
      'a Body of another version',
      'ENVELOPE_SHAPE',
      (xml) => xml.replace('<soap:Body ', '<soap:Body xmlns:soap="http://www.w3.org/2003/05/soap-envelope" '),
    ],
    ['text in the Envelope', 'ENVELOPE_SHAPE', (xml) => xml.replace('</soap:Header>', '</soap:Header>x')],
    ['text in the Header', 'ENVELOPE_SHAPE', (xml) => xml.replace('<soap:Header>', '<soap:Header>x')],
    ['two Headers', 'ENVELOPE_SHAPE', (xml) => xml.replace('<soap:Header>', '<soap:Header/><soap:Header>')],
    [
      'something behind the Body',
      'ENVELOPE_SHAPE',
      (xml) => xml.replace('</soap:Envelope>', '<a/></soap:Envelope>'),
    ],
    ['an empty Body', 'BODY_SHAPE', (xml) => xml.replace(OPERATION, '')],
    ['two operations', 'BODY_SHAPE', (xml) => xml.replace(OPERATION, OPERATION + OPERATION)],
    ['text beside the operation', 'BODY_SHAPE', (xml) => xml.replace(OPERATION, `${OPERATION}x`)],
    [
      'text in the Security header',
      'SECURITY_SHAPE',
      (xml) => xml.replace('</wsse:Security>', 'x</wsse:Security>'),
    ],
  ];
  for (const [name, reason, change] of SHAPES)
    it(`are refused: ${name}`, async () => assert.equal(await world.judge(change(right)), reason));

  it('say outside only that they are unreadable, too large, or from nobody', async () => {
    const codes = async (xml: string): Promise<string> => {
      const error: unknown = await authenticate(Buffer.from(xml), {}, world.options).catch(
        (thrown) => thrown,
      );
      assert.ok(error instanceof SecurityRefusal);
      assert.equal(error.message, error.code);
      assert.deepEqual(error.fields, []);
      return error.code;
    };
    assert.equal(await codes('<!DOCTYPE a><a/>'), 'UNREADABLE');
    assert.equal(await codes(`<a>${'a'.repeat(300_000)}</a>`), 'TOO_LARGE');
    assert.equal(await codes(right.replace('p-1', 'p-2')), 'UNAUTHENTICATED');
    assert.equal(await codes(right.replace(/#X509v3"/g, '#x"')), 'UNAUTHENTICATED');
  });

  it('are never let in and never break anything, whatever was done to a right envelope', async () => {
    const change = fc.oneof(
      fc.tuple(fc.nat(), fc.constantFrom(...PIECES)).map(
        ([at, piece]) =>
          (xml: string) =>
            xml.slice(0, at % xml.length) + piece + xml.slice(at % xml.length),
      ),
      fc.tuple(fc.nat(), fc.integer({ min: 1, max: 40 })).map(
        ([at, length]) =>
          (xml: string) =>
            xml.slice(0, at % xml.length) + xml.slice((at % xml.length) + length),
      ),
      fc
        .tuple(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 300 }))
        .map(([from, to, length]) => (xml: string) => {
          const piece = xml.slice(from % xml.length, (from % xml.length) + length);
          return xml.slice(0, to % xml.length) + piece + xml.slice(to % xml.length);
        }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const xml = changes.reduce((made, one) => one(made), right);
        await mustBeRefusedOrSame(xml);
      }),
      { numRuns: 1_500 },
    );
  });

  it('are never let in and never break anything, whatever bytes they are', async () => {
    const bytes = fc
      .tuple(fc.uint8Array({ maxLength: 40 }), fc.nat(), fc.boolean())
      .map(([inserted, at, isAlone]) => {
        const whole = Buffer.from(right);
        const place = at % whole.length;
        return isAlone
          ? Buffer.from(inserted)
          : Buffer.concat([whole.subarray(0, place), inserted, whole.subarray(place)]);
      });
    await fc.assert(
      fc.asyncProperty(bytes, async (made) => {
        await mustBeRefusedOrSame(made);
      }),
      { numRuns: 700 },
    );
  });
});
