import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonicalJson, linkHash } from './canonical.ts';

const content = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.string({ minLength: 1 }), tie('any'), { maxKeys: 5 }),
})).any;

/** The same content with its names in another order, at every depth. */
const mixed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(mixed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, part]) => [name, mixed(part)]),
  );
};

describe('the one form of a content', () => {
  it('is as RFC 8785 says', () => {
    // Names by their UTF-16 units: a surrogate pair comes before U+FB33, whatever its code point.
    const names = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    assert.equal(
      canonicalJson(names),
      '{"\\r":2,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    );
    assert.equal(
      canonicalJson({ b: ['x"\\\u0007', null], a: { d: true, c: 'ā' } }),
      '{"a":{"c":"ā","d":true},"b":["x\\"\\\\\\u0007",null]}',
    );
  });

  it('does not depend on the order of names, and says the same content', () => {
    fc.assert(
      fc.property(content, (value) => {
        const text = canonicalJson(JSON.parse(JSON.stringify(value)));
        assert.equal(canonicalJson(JSON.parse(JSON.stringify(mixed(value)))), text);
        assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('gives the hash that anybody can compute from the description', () => {
    const first = Buffer.from('b2e4a6f4', 'hex');
    assert.equal(
      linkHash(first, { b: null, a: 'x' }).toString('hex'),
      linkHash(first, { a: 'x', b: null }).toString('hex'),
    );
    assert.notDeepEqual(linkHash(first, { a: 'x' }), linkHash(first, { a: 'x', b: null }));
  });
});
