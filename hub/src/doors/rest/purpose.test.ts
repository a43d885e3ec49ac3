import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { purposeIn } from './purpose.ts';

describe('the header Saite-Purpose', () => {
  it('says a purpose in ASCII as it stands, without blanks around it', () => {
    assert.equal(purposeIn(' Supervision of case 7 '), 'Supervision of case 7');
  });

  it('says a purpose with other letters in the form of RFC 8187', () => {
    assert.equal(purposeIn("UTF-8''S%C5%ABdz%C4%ABbas%20izskat%C4%AB%C5%A1ana"), 'Sūdzības izskatīšana');
    const letters = fc.string({ unit: 'grapheme', minLength: 3, maxLength: 40 });
    fc.assert(
      fc.property(letters, (text) => {
        const said = purposeIn(`UTF-8''${encodeURIComponent(text).replaceAll(/['()*]/g, octetOf)}`);
        assert.ok(said === undefined || said === text.trim());
      }),
    );
  });

  it('says nothing if it is too short, too long, unreadable, or came twice', () => {
    for (const header of [
      'ab',
      'a'.repeat(201),
      'причина',
      "UTF-8''%FF%FF%FF",
      "UTF-8''%0A%0A%0A",
      undefined,
    ])
      assert.equal(purposeIn(header), undefined, header);
    assert.equal(purposeIn(['one purpose', 'another']), undefined);
  });
});

const octetOf = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
