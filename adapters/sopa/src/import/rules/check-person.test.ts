import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkPerson } from './check-person.ts';
import { cardOf, type Given, outcome } from './testing/cards.ts';
import { day, eur, FILE, id } from './testing/values.ts';

const found = (given: Given) => outcome(checkPerson(cardOf(given), FILE));

describe('given objects of a person that are already stored', () => {
  it('when they break rules among each other, then nothing is said: they were judged in their time', () => {
    assert.deepEqual(found({ service: { stored: [{}, {}] }, declaration: { stored: [{}, {}] } }), []);
  });
});

describe('given two new objects of a person that clash', () => {
  it('when they are judged, then the later one in the file is wrong, however the card is ordered', () => {
    const card = cardOf({ service: { file: [{}, { hoursPerWeek: 11 }] } });
    const turned = { ...card, objects: { ...card.objects, service: card.objects.service.toReversed() } };
    assert.deepEqual(outcome(checkPerson(card, FILE)), ['service 2: SERVICE_TWICE']);
    assert.deepEqual(outcome(checkPerson(turned, FILE)), ['service 2: SERVICE_TWICE']);
  });

  it('when the first is wrong itself, then the later one is taken', () => {
    const service = { file: [{ funding: 'money-follows-client' as const }, {}] };
    assert.deepEqual(found({ service }), ['service 1: SERVICE_MONEY_WITHOUT_CARE']);
  });
});

describe('given objects that rest on others of the file', () => {
  it('when the other one is wrong, then it is not there for them', () => {
    const homeService = { kind: 'group-home' as const, disabilityGroup: 'II' as const };
    const given: Given = {
      service: { file: [homeService, { ...homeService, startedOn: day('2026-02-20') }] },
      'group-home-stay': { file: [{ movedInOn: day('2026-02-20') }] },
    };
    assert.deepEqual(found(given), ['service 2: SERVICE_TWICE', 'group-home-stay 1: STAY_WITHOUT_SERVICE']);
  });

  it('when the declaration is wrong, then the status is not compared with it', () => {
    const given: Given = {
      declaration: { stored: [{ declarationId: id('D-9') }], file: [{}] },
      status: { file: [{ incomePerMember: eur('999.00') }] },
    };
    assert.deepEqual(found(given), ['declaration 1: DECLARATION_TWICE']);
  });

  it('when state care is wrong itself, then no money follows its end', () => {
    const care = {
      kind: 'state-long-term-care' as const,
      startedOn: day('2025-01-01'),
      endedOn: day('2026-01-31'),
      hoursPerWeek: null,
    };
    const given: Given = {
      person: { birthDate: day('2025-01-02') },
      service: { file: [care, { funding: 'money-follows-client' }] },
    };
    assert.deepEqual(found(given), [
      'service 1: SERVICE_BEFORE_BIRTH',
      'service 2: SERVICE_MONEY_WITHOUT_CARE',
    ]);
  });

  it('when a follow-up comes behind its first survey that is wrong, then it has none', () => {
    const first = { surveyedOn: day('2026-02-01') };
    const given: Given = {
      person: { deathDate: day('2026-01-31') },
      survey: { file: [first, { surveyedOn: day('2026-02-02'), reason: 'follow-up' }] },
    };
    assert.deepEqual(found(given), [
      'survey 1: SURVEY_AFTER_DEATH',
      'survey 2: SURVEY_AFTER_DEATH SURVEY_FOLLOW_UP_WITHOUT_FIRST',
    ]);
  });
});

describe('given a person with very many services', () => {
  const MANY = 20_000;

  it('when all are of other providers on the same days, then each but the first is wrong', () => {
    const file = Array.from({ length: MANY }, (_, at) => ({ providerId: `SPS-${at}`, hoursPerWeek: null }));
    const broken = checkPerson(cardOf({ service: { file } }), FILE);
    assert.equal(broken.length, MANY - 1);
    assert.ok(broken.every(({ codes }) => codes.join() === 'SERVICE_AT_TWO_PROVIDERS'));
  });

  it('when each is of one day after the other, then none is wrong', () => {
    const file = Array.from({ length: MANY }, (_, at) => {
      const on = new Date(Date.UTC(1950, 0, 1 + at)).toISOString().slice(0, 10);
      return { startedOn: day(on), endedOn: day(on), hoursPerWeek: 168 };
    });
    assert.deepEqual(found({ person: null, service: { file } }), []);
  });
});
