import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Month } from '@saite/contracts';
import { makeKeyFile, parseKeyFile } from '@saite/identity';
import { staleMonths, unite } from '../intake/stale.ts';
import { storedFact } from '../intake/stored.ts';
import { MadeEvents } from '../testing/events.ts';
import { day } from '../testing/made.ts';
import { lastClosedMonth } from './due.ts';

const made = new MadeEvents(parseKeyFile(makeKeyFile()));

describe('the last month that is over', () => {
  it('is told by the clock of Riga', () => {
    assert.equal(lastClosedMonth(new Date('2026-10-31T21:59:59Z')), '2026-09');
    assert.equal(lastClosedMonth(new Date('2026-10-31T22:00:00Z')), '2026-10');
    assert.equal(lastClosedMonth(new Date('2027-01-01T00:00:00Z')), '2026-12');
  });
});

describe('the months to be counted again', () => {
  it('are those in which a decision holds, before its change and after it', () => {
    const before = storedFact(
      made.decision(1, 'D', { validFrom: day('2026-01-15'), validTo: day('2026-03-01') }),
    );
    const now = storedFact(made.decision(1, 'D', { validFrom: day('2026-05-15'), validTo: null }));
    assert.deepEqual(staleMonths(now, before), [
      { what: 'disabilities', from: '2026-05', to: null },
      { what: 'disabilities', from: '2026-01', to: '2026-03' },
    ]);
    assert.deepEqual(staleMonths({ ...now, withdrawn: true }, now), [
      { what: 'disabilities', from: '2026-05', to: null },
    ]);
  });

  it('begin where PMLP now says otherwise of a residence, and with everything if it is the birth', () => {
    const before = storedFact(made.person(1, '1970-01-01', '0001000'));
    const moved = storedFact(made.person(1, '1970-01-01', '0040000', { version: 2 }));
    assert.deepEqual(staleMonths(moved, before), [{ what: 'persons', from: '2015-01', to: null }]);
    const born = storedFact(made.person(1, '1971-01-01', '0001000', { version: 2 }));
    assert.deepEqual(staleMonths(born, before), [{ what: 'persons', from: '1900-01', to: null }]);
  });

  it('are put together by what changed', () => {
    const month = (text: string) => Month.parse(text);
    const spans = [
      { what: 'services', from: month('2026-03'), to: month('2026-04') },
      { what: 'services', from: month('2026-01'), to: month('2026-02') },
      { what: 'persons', from: month('2026-05'), to: null },
    ];
    assert.deepEqual(unite(spans), [
      { what: 'services', from: '2026-01', to: '2026-04' },
      { what: 'persons', from: '2026-05', to: null },
    ]);
  });
});
