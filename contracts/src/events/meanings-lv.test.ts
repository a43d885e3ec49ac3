import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { Sealed } from '../values/ids.ts';
import { eventContracts } from './index.ts';
import { MEANINGS_LV, meaningInBoth, withoutCodes } from './meanings-lv.ts';

type Schema = z.core.$ZodType;

const isSealed = (schema: Schema): boolean =>
  schema instanceof z.ZodObject && Object.keys(Sealed.shape).every((name) => name in schema.shape);

/** What stands within a field; of what is sealed nobody sees anything. */
function partsOf(schema: Schema): readonly Schema[] {
  if (isSealed(schema)) return [];
  if (schema instanceof z.ZodObject) return Object.values(schema.shape);
  if (schema instanceof z.ZodArray) return [schema.def.element];
  return schema instanceof z.ZodUnion ? schema.def.options : [];
}

/** What a contract says of a field and of all within it; what is said of the field as a whole goes first. */
function meaningsOf(schema: Schema, saidBefore?: string): string[] {
  const said = saidBefore ?? z.globalRegistry.get(schema)?.description;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return meaningsOf(schema.def.innerType, said);
  if (schema instanceof z.ZodPipe) return meaningsOf(schema.def.in, said);
  const within = partsOf(schema).flatMap((part) => meaningsOf(part));
  return said === undefined ? within : [said, ...within];
}

const contracts = Object.entries(eventContracts);
const ofAll = new Set(contracts.flatMap(([, { shape }]) => meaningsOf(shape.data).map(withoutCodes)));

describe('the meanings of fields in Latvian', () => {
  for (const [type, { shape }] of contracts) {
    it(`are there for the event ${type}`, () => {
      const meanings = meaningsOf(shape.data).map(withoutCodes);
      assert.deepEqual(
        meanings.filter((meaning) => !Object.hasOwn(MEANINGS_LV, meaning)),
        [],
        'give them their Latvian in contracts/src/events/meanings-lv.ts',
      );
    });
  }

  it('are none that no event needs', () => {
    assert.deepEqual(
      Object.keys(MEANINGS_LV).filter((meaning) => !ofAll.has(meaning)),
      [],
      'take them out of contracts/src/events/meanings-lv.ts',
    );
  });

  it('are texts of their own, in the form of the English ones', () => {
    for (const [en, lv] of Object.entries(MEANINGS_LV)) {
      assert.notEqual(lv, en);
      assert.match(lv, /^[^\s.].*[^\s.]$/, en);
    }
  });

  it('keep the codes that the English ones end in', () => {
    const both = meaningInBoth('Kind of the status; known today: needy, low-income');
    assert.equal(both.lv, 'Statusa veids; šobrīd zināmi: needy, low-income');
    assert.equal(both.en, 'Kind of the status; known today: needy, low-income');
    assert.equal(meaningInBoth('Kind of the status').lv, 'Statusa veids');
    assert.equal(meaningInBoth('Reason of the survey; known today: ').lv, 'Apsekošanas iemesls');
  });

  it('stay English where there are none', () => {
    assert.deepEqual(meaningInBoth('Nobody wrote this'), {
      lv: 'Nobody wrote this',
      en: 'Nobody wrote this',
    });
  });
});
