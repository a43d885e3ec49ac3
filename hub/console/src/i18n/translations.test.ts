import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { areaTexts } from '../texts.ts';
import { demandEveryTranslation, missingTranslations } from './translations.ts';

describe('translations', () => {
  it('say everything in both languages', () => {
    assert.deepEqual(missingTranslations(areaTexts), []);
  });

  it('given a text that one language lacks, the build fails and names it', () => {
    const areas = { area: { lv: { list: { empty: 'Nekā nav' } }, en: { list: {} } } };
    assert.throws(() => demandEveryTranslation(areas), /area\/en: list\.empty/);
  });

  it('given an empty text, it counts as missing', () => {
    assert.deepEqual(missingTranslations({ area: { lv: { a: ' ' }, en: { a: 'A' } } }), ['area/lv: a']);
  });

  it('given a plural, each language needs the forms that it has', () => {
    const areas = {
      area: { lv: { rows_one: '{{count}} rinda', rows_other: '{{count}} rindas' }, en: { rows_one: 'a' } },
    };
    assert.deepEqual(missingTranslations(areas), ['area/en: rows_other', 'area/lv: rows_zero']);
  });
});
