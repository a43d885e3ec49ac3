import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Atvk, Month } from '@saite/contracts';
import { day, frame, person } from '../testing/made.ts';
import { attributesOf } from './attributes.ts';

const OCTOBER = frame('2026-10');
const RIGA = '0001000';
const JURMALA = '0004000';
const OGRE = '0040000';
const unemployed = (bornOn: string | null, residence: string | null, period = '2026-10') => ({
  period: Month.parse(period),
  bornOn: bornOn === null ? null : day(bornOn),
  residence: residence === null ? null : Atvk.parse(residence),
  since: day('2026-01-01'),
  until: null,
});

describe('the attributes of a person at the end of a month', () => {
  it('are those of its last day: residence after a move, age with a birthday on that day', () => {
    const mover = person({
      born: '2000-10-31',
      lives: { '2010-01-01': RIGA, '2026-10-31': OGRE, '2026-11-01': JURMALA },
    });
    const { age, territory } = attributesOf(mover, OCTOBER);
    assert.deepEqual([age, territory], [26, OGRE]);
  });

  it('are those of the day of death, if that lies in it', () => {
    const dead = person({
      born: '2000-10-31',
      died: '2026-10-30',
      lives: { '2010-01-01': RIGA, '2026-10-31': OGRE },
    });
    const { age, territory, day: on } = attributesOf(dead, OCTOBER);
    assert.deepEqual([age, territory, on], [25, RIGA, '2026-10-30']);
  });

  it("take a source's own word first", () => {
    const row = unemployed('1990-01-01', JURMALA);
    const known = person({ born: '1980-01-01', lives: { '2010-01-01': RIGA }, unemployments: [row] });
    const { bornOn, territory } = attributesOf(known, OCTOBER, row);
    assert.deepEqual([bornOn, territory], ['1990-01-01', JURMALA]);
  });

  it('take from PMLP what the source left out', () => {
    const row = unemployed(null, null);
    const known = person({ born: '1980-01-01', lives: { '2010-01-01': RIGA }, unemployments: [row] });
    const { bornOn, territory } = attributesOf(known, OCTOBER, row);
    assert.deepEqual([bornOn, territory], ['1980-01-01', RIGA]);
  });

  it('take from another source of the same month what PMLP does not know, never from another month', () => {
    const row = unemployed(null, null);
    const aid = {
      period: Month.parse('2026-10'),
      bornOn: day('1985-05-05'),
      residence: Atvk.parse(OGRE),
      aid: 'mobility',
    } as const;
    assert.equal(attributesOf(person({ unemployments: [row], aids: [aid] }), OCTOBER, row).territory, OGRE);
    const older = { ...aid, period: Month.parse('2026-09') };
    const { age, territory } = attributesOf(person({ unemployments: [row], aids: [older] }), OCTOBER, row);
    assert.deepEqual([age, territory], [undefined, undefined]);
  });

  it('use the classifier of the month', () => {
    const settled = person({ born: '1980-01-01', lives: { '2010-01-01': RIGA } });
    assert.equal(attributesOf(settled, frame('2019-06')).territory, '0010000');
  });
});
