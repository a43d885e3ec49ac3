import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseStrictJson, StrictJsonError } from './strict-json.ts';

describe('JSON at the doors', () => {
  it('is read as everybody reads it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 20 }), (text) => {
        if (text.includes('__proto__')) return;
        assert.deepEqual(parseStrictJson(text), JSON.parse(text));
      }),
    );
  });

  it('may say the same name in different objects, and anything in a value', () => {
    const text = '{"a":{"a":1},"b":[{"a":"{\\"a\\":1,\\"a\\":2}"},{"a":"__proto__"}],"c\\"":"\\\\","c":"[["}';
    assert.deepEqual(parseStrictJson(text), JSON.parse(text));
  });

  const refused: readonly (readonly [string, string])[] = [
    ['a name twice', '{"a":1,"a":1}'],
    ['a name twice, far apart', '{"a":[{"b":1,"c":{}}],"d":"a","a":2}'],
    ['a name twice, once written with an escape', '{"role":1,"\\u0072ole":2}'],
    ['a name twice, deep inside', '[[{"x":{"a":1,"b":2,"a":3}}]]'],
    ['an empty name twice', '{"":1,"":2}'],
    ['a prototype', '{"a":{"__proto__":{"roles":["auditor"]}}}'],
    ['a prototype written with an escape', '{"__pr\\u006fto__":1}'],
    ['65 levels', `${'['.repeat(65)}${']'.repeat(65)}`],
    ['a hundred thousand levels', `${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}`],
  ];
  for (const [what, text] of refused)
    it(`is refused with ${what}`, () => {
      assert.doesNotThrow(() => JSON.parse(text), 'others would read it');
      assert.throws(() => parseStrictJson(text), StrictJsonError);
    });

  it('may have 64 levels', () => {
    assert.ok(parseStrictJson(`${'['.repeat(64)}${']'.repeat(64)}`));
  });

  it('must be JSON at all', () => {
    for (const text of ['', '{', '{a:1}', "{'a':1}", '[1,]', '{"a":1}x', '\u0000', '"\u0001"', 'NaN'])
      assert.throws(() => parseStrictJson(text), SyntaxError);
  });
});
