import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { born, decideOn, FORMER_REF, type Given, kindsOn, openOn, REF, service } from './testing/given.ts';

const RIGA = '0001000';
const JELGAVA = '0003000';
const LIEPAJA = '0005000';
const TODAY = '2026-11-20';

/** Versions of PMLP's record of the person, each with the residence that it names; `null` for none. */
const declared = (...places: readonly (readonly [atvk: string, since: string] | null)[]) =>
  places.map((residence, index) =>
    born('1950-01-01', { version: index + 1, ...(residence ? { residence } : {}) }),
  );
const elsewhere = declared([JELGAVA, '2020-01-01']);
const since = (today: string, given: Given) =>
  kindsOn(today, given).map((text) => text.replace('residence-differs since ', ''));

describe('a service of a municipality to somebody who is declared in another one', () => {
  it('contradicts the residence, for the municipality alone', () => {
    assert.deepEqual(openOn(TODAY, { services: [service('2026-03-01')], persons: elsewhere }), [
      {
        kind: 'residence-differs',
        since: '2026-03-01',
        records: `sopa ${RIGA}:k-1, pmlp ${REF}`,
        audience: `social-service ${RIGA}`,
      },
    ]);
  });

  it('does not tell where the person is declared, nor what is given and by whom', () => {
    const { open } = decideOn(TODAY, { services: [service('2026-03-01')], persons: elsewhere });
    assert.equal(open.length, 1);
    assert.doesNotMatch(JSON.stringify(open), /0003000|home-care|SPS-1/);
  });

  it('contradicts it from its first day to its last one, and not on the day after', () => {
    const given = { services: [service('2026-03-01', '2026-06-30')], persons: elsewhere };
    assert.deepEqual(since('2026-02-28', given), []);
    assert.equal(decideOn('2026-02-28', given).wakeOn, '2026-03-01');
    assert.deepEqual(since('2026-03-01', given), ['2026-03-01']);
    assert.equal(decideOn('2026-03-01', given).wakeOn, '2026-07-01');
    assert.deepEqual(since('2026-06-30', given), ['2026-03-01']);
    assert.deepEqual(since('2026-07-01', given), []);
    assert.equal(decideOn('2026-07-01', given).wakeOn, null);
  });

  it('may last for one day, and for none', () => {
    const lasting = (endedOn: string) => ({
      services: [service('2026-03-01', endedOn)],
      persons: elsewhere,
    });
    assert.deepEqual(since('2026-03-01', lasting('2026-03-01')), ['2026-03-01']);
    assert.deepEqual(since('2026-03-01', lasting('2026-02-28')), []);
  });

  it('contradicts it from the day on which the person moved away', () => {
    const moves = declared([RIGA, '2010-01-01'], [JELGAVA, '2026-06-01']);
    const given = { services: [service('2026-03-01')], persons: moves };
    assert.deepEqual(since('2026-05-31', given), []);
    assert.equal(decideOn('2026-05-31', given).wakeOn, '2026-06-01');
    assert.deepEqual(since('2026-06-01', given), ['2026-06-01']);
  });

  it('agrees with it from the day on which the person moved there', () => {
    const moves = [
      born('1950-01-01', {
        residence: [RIGA, '2026-09-01'],
        residences: [
          [JELGAVA, '2020-01-01'],
          [RIGA, '2026-09-01'],
        ],
      }),
    ];
    const given = { services: [service('2026-03-01')], persons: moves };
    assert.deepEqual(since('2026-08-31', given), ['2026-03-01']);
    assert.equal(decideOn('2026-08-31', given).wakeOn, '2026-09-01');
    assert.deepEqual(since('2026-09-01', given), []);
  });

  it('goes on contradicting it, unchanged, when the person moves from one other municipality to the next', () => {
    const moves = declared([JELGAVA, '2020-01-01'], [LIEPAJA, '2026-06-01']);
    const given = { services: [service('2026-03-01')], persons: moves };
    assert.deepEqual(since(TODAY, given), ['2026-03-01']);
    const [before] = decideOn('2026-05-31', { ...given, persons: elsewhere }).open;
    assert.deepEqual(decideOn(TODAY, given).open, [before]);
  });

  it('contradicts it anew when the person comes and leaves again', () => {
    const moves = declared([JELGAVA, '2020-01-01'], [RIGA, '2026-05-01'], [JELGAVA, '2026-07-01']);
    const given = { services: [service('2026-03-01')], persons: moves };
    assert.deepEqual(
      ['2026-04-30', '2026-05-01', '2026-06-30', '2026-07-01'].map((day) => since(day, given)),
      [['2026-03-01'], [], [], ['2026-07-01']],
    );
  });

  it('is held against the newest version, also one that corrects where the person was declared', () => {
    const corrected = declared([JELGAVA, '2020-01-01'], [RIGA, '2020-01-01']);
    for (const persons of [corrected, corrected.toReversed()])
      assert.deepEqual(since(TODAY, { services: [service('2026-03-01')], persons }), []);
  });

  it('contradicts nothing if no residence is known, or only one that began later', () => {
    const services = [service('2026-03-01')];
    assert.deepEqual(since(TODAY, { services }), [], 'no record');
    assert.deepEqual(since(TODAY, { services, persons: declared(null) }), []);
    const gone = declared([JELGAVA, '2020-01-01'], null);
    assert.deepEqual(since(TODAY, { services, persons: gone }), [], 'declared nowhere any more');
    const later = { services, persons: declared([JELGAVA, '2026-12-01']) };
    assert.deepEqual(since(TODAY, later), []);
    assert.equal(decideOn(TODAY, later).wakeOn, '2026-12-01');
    assert.deepEqual(since('2026-12-01', later), ['2026-12-01']);
    const unknown = declared(['9999999', '2020-01-01']);
    assert.deepEqual(since(TODAY, { services, persons: unknown }), [], 'no code of the classifier');
  });

  it('contradicts nothing once it is withdrawn', () => {
    const withdrawn = service('2026-03-01', null, { withdrawn: true });
    assert.deepEqual(since(TODAY, { services: [withdrawn], persons: elsewhere }), []);
    assert.equal(decideOn('2026-01-01', { services: [withdrawn], persons: elsewhere }).wakeOn, null);
  });

  it('contradicts it up to the day of death, with which a declaration ends', () => {
    const persons = [born('1950-01-01', { residence: [JELGAVA, '2020-01-01'], diedOn: '2026-10-10' })];
    const given = { services: [service('2026-03-01')], persons };
    assert.deepEqual(since('2026-10-10', given), ['2026-03-01']);
    assert.deepEqual(since('2026-10-11', given), []);
  });

  it('is told service by service', () => {
    const services = [
      service('2026-03-01'),
      service('2026-04-01', null, { id: 'k-2' }),
      service('2026-05-01', null, { municipality: JELGAVA }),
      service('2026-06-01', null, { municipality: LIEPAJA }),
    ];
    const records = openOn(TODAY, { services, persons: elsewhere }).map((each) => each.records);
    assert.deepEqual(
      records,
      [`${RIGA}:k-1`, `${RIGA}:k-2`, `${LIEPAJA}:k-1`].map((id) => `sopa ${id}, pmlp ${REF}`),
    );
  });
});

describe('the municipalities of service and residence', () => {
  const found = (municipality: string, residence: string) =>
    openOn(TODAY, {
      services: [service('2026-03-01', null, { municipality })],
      persons: declared([residence, '2005-01-01']),
    }).map(({ audience }) => audience);

  it('agree if the residence is a unit, or a former code, of the same municipality', () => {
    for (const [municipality, residence] of [
      ['0054000', '0054010'],
      ['0054000', '0250000'],
      ['0020000', '0326156'],
      ['0038001', '0055200'],
      ['0038001', '0701844'],
      ['0038000', '0038001'],
      ['0055000', '0700200'],
    ] as const)
      assert.deepEqual(found(municipality, residence), [], `${municipality} and ${residence}`);
  });

  it('differ if the residence is a unit, or a former code, of another one', () => {
    for (const residence of ['0054010', '0250000', '0326156', '0055200'])
      assert.deepEqual(found(RIGA, residence), [`social-service ${RIGA}`], residence);
  });

  it('are told to the municipality of today, if the service still stands under a former code', () => {
    assert.deepEqual(found('0055000', RIGA), ['social-service 0038001']);
  });
});

describe('a person of two codes', () => {
  const present = born('1950-01-01', { residence: [RIGA, '2026-06-01'], formerRefs: [FORMER_REF] });
  const former = born('1950-01-01', {
    residence: [JELGAVA, '2020-01-01'],
    ref: FORMER_REF,
    version: 5,
  });

  it('is declared where the record of the present code says, whichever code the service was told under', () => {
    for (const ref of [REF, FORMER_REF]) {
      const given = { services: [service('2026-03-01', null, { ref })], persons: [present, former] };
      assert.deepEqual(since(TODAY, given), []);
      const [found] = openOn('2026-05-31', given);
      assert.deepEqual([found?.since, found?.records], ['2026-03-01', `sopa ${RIGA}:k-1, pmlp ${REF}`]);
      assert.deepEqual(
        decideOn('2026-05-31', { ...given, persons: [former, present] }),
        decideOn('2026-05-31', given),
      );
    }
  });
});
