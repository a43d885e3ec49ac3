import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dateOfDayNumber, dayNumber } from '@saite/contracts';
import type { ServiceKind, SopaService } from '@saite/contracts/sopa';
import fc from 'fast-check';
import type { PersonCard } from './cards.ts';
import { checkHome } from './check-home.ts';
import { checkPerson } from './check-person.ts';
import { CARE_OUTSIDE, isByProject, MOST_PROJECT_DAYS } from './person/known-services.ts';
import { cardOf, objectsOf, outcome } from './testing/cards.ts';
import { day, FILE } from './testing/values.ts';

type Changes = Partial<SopaService>;

const FIRST = dayNumber(day('2026-01-01'));
const DAYS = 60;
const LAST_OF_FILE = dayNumber(FILE.periodTo);
const KINDS: readonly ServiceKind[] = ['home-care', 'municipal-long-term-care', 'day-care-centre'];

const period = fc
  .record({ start: fc.nat(DAYS - 1), length: fc.option(fc.nat(DAYS / 3)) })
  .map(({ start, length }) => ({
    startedOn: dateOfDayNumber(FIRST + start),
    endedOn: length === null ? null : dateOfDayNumber(FIRST + start + length),
  }));
const service: fc.Arbitrary<Changes> = fc
  .record({
    period,
    kind: fc.constantFrom(...KINDS),
    providerId: fc.constantFrom('SPS-1', 'SPS-2'),
    hoursPerWeek: fc.constantFrom(null, 1, 84, 100, 168),
  })
  .map(({ period, ...rest }) => ({ ...period, ...rest }));
const stateCare = fc.array(period, { maxLength: 2 });
const person = fc.record({
  stored: fc.array(service, { maxLength: 5 }),
  file: fc.array(service, { minLength: 1, maxLength: 60 }),
  stateCare,
});

const has = ({ startedOn, endedOn }: Pick<SopaService, 'startedOn' | 'endedOn'>, on: number): boolean =>
  dayNumber(startedOn) <= on && (endedOn === null || on <= dayNumber(endedOn));

/** Days on which anything in these examples begins or goes on. */
const TRIED = Array.from({ length: 2 * DAYS }, (_, at) => FIRST + at);

/** What a service clashes in, told day by day. */
function clashes(one: SopaService, known: readonly SopaService[], stays: PersonCard['stateCare']): string[] {
  const codes = new Set<string>();
  for (const on of TRIED) {
    if (!has(one, on)) continue;
    const others = known.filter((other) => has(other, on));
    const same = others.filter(({ kind }) => kind === one.kind);
    if (same.some(({ providerId }) => providerId === one.providerId)) codes.add('SERVICE_TWICE');
    if (same.some(({ providerId }) => providerId !== one.providerId)) codes.add('SERVICE_AT_TWO_PROVIDERS');
    const inside = (kind: ServiceKind) => kind === 'municipal-long-term-care';
    if (others.some(({ kind }) => inside(kind) !== inside(one.kind)))
      codes.add('SERVICE_WHILE_IN_INSTITUTION');
    const hours = [one, ...others].reduce((sum, { hoursPerWeek }) => sum + (hoursPerWeek ?? 0), 0);
    if (hours > 168 && (one.hoursPerWeek ?? 0) > 0) codes.add('SERVICE_HOURS_TOGETHER');
    const isThere = stays.some(
      ({ startedOn, endedOn }) => dayNumber(startedOn) <= on && (endedOn === null || on < dayNumber(endedOn)),
    );
    if (isThere && CARE_OUTSIDE.has(one.kind)) codes.add('SERVICE_WHILE_IN_STATE_CARE');
  }
  return [...codes].toSorted();
}

/** The judgement of services, told one after the other. */
function slowly(card: PersonCard): string[] {
  const known = card.objects.service.filter(({ place }) => place === null).map(({ facts }) => facts);
  const told: string[] = [];
  for (const { facts, place } of card.objects.service) {
    if (place === null) continue;
    const codes = clashes(facts, known, card.stateCare);
    if (codes.length === 0) known.push(facts);
    else told.push(`service ${place}: ${codes.join(' ')}`);
  }
  return told;
}

describe('given any services of a person', () => {
  it('when they are judged, then the outcome is that of looking at every day by itself', () => {
    fc.assert(
      fc.property(person, ({ stored, file, stateCare }) => {
        const card = cardOf({ person: null, service: { stored, file }, stateCare });
        assert.deepEqual(outcome(checkPerson(card, FILE)), slowly(card));
      }),
      { numRuns: 60 },
    );
  });

  it('when the stored ones come in another order, then the outcome is the same', () => {
    fc.assert(
      fc.property(person, ({ stored, file, stateCare }) => {
        const given = { person: null, stateCare };
        const card = cardOf({ ...given, service: { stored, file } });
        const turned = cardOf({ ...given, service: { stored: stored.toReversed(), file } });
        assert.deepEqual(outcome(checkPerson(turned, FILE)), outcome(checkPerson(card, FILE)));
      }),
      { numRuns: 60 },
    );
  });

  it('when those that are wrong are taken out of the file, then all others are right', () => {
    fc.assert(
      fc.property(person, ({ stored, file, stateCare }) => {
        const card = cardOf({ person: null, service: { stored, file }, stateCare });
        const wrong = new Set(checkPerson(card, FILE).map(({ object }) => object.place));
        const right = file.filter((_, at) => !wrong.has(at + 1));
        const again = cardOf({ person: null, service: { stored, file: right }, stateCare });
        assert.deepEqual(outcome(checkPerson(again, FILE)), []);
      }),
      { numRuns: 60 },
    );
  });
});

describe('given any services that the project pays for', () => {
  const paid = fc
    .record({ start: fc.nat(1_500), length: fc.option(fc.integer({ min: 0, max: 500 })), provider: fc.nat() })
    .map(
      ({ start, length, provider }): Changes => ({
        kind: 'support-group',
        funding: 'project',
        providerId: `SPS-${provider}`,
        hoursPerWeek: null,
        startedOn: dateOfDayNumber(LAST_OF_FILE - 1_500 + start),
        endedOn: length === null ? null : dateOfDayNumber(LAST_OF_FILE - 1_500 + start + length),
      }),
    );

  it('when they are judged, then those taken have at most 731 days together, each counted once', () => {
    fc.assert(
      fc.property(fc.array(paid, { maxLength: 12 }), (file) => {
        const card = cardOf({ person: null, service: { file } });
        const days = new Set<number>();
        const isTooLong = new Set(
          checkPerson(card, FILE)
            .filter(({ codes }) => codes.includes('SERVICE_PROJECT_TOO_LONG'))
            .map(({ object }) => object.place),
        );
        const wrong = new Set(checkPerson(card, FILE).map(({ object }) => object.place));
        for (const { facts, place } of card.objects.service) {
          assert.ok(isByProject(facts));
          const to = facts.endedOn === null ? LAST_OF_FILE : dayNumber(facts.endedOn);
          const together = new Set(days);
          for (let on = dayNumber(facts.startedOn); on <= to; on += 1) together.add(on);
          assert.equal(isTooLong.has(place), together.size > MOST_PROJECT_DAYS);
          if (!wrong.has(place)) for (const on of together) days.add(on);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('given any stays in a home', () => {
  const stays = fc.array(period, { minLength: 1, maxLength: 60 });
  const places = 3;

  it('when they are judged, then each has a place if, and only if, one is free on each of its days', () => {
    fc.assert(
      fc.property(fc.array(period, { maxLength: 2 }), stays, (before, coming) => {
        const moved = (one: Pick<SopaService, 'startedOn' | 'endedOn'>) => ({
          movedInOn: one.startedOn,
          movedOutOn: one.endedOn,
        });
        const [home] = objectsOf('group-home', { stored: [{ places }] });
        const card = {
          home: home ?? null,
          stays: objectsOf('group-home-stay', { stored: before.map(moved), file: coming.map(moved) }),
        };
        const known = [...before];
        const expected = coming.flatMap((one, at) => {
          const isFull = TRIED.some(
            (on) => has(one, on) && known.filter((other) => has(other, on)).length >= places,
          );
          if (!isFull) known.push(one);
          return isFull ? [`group-home-stay ${at + 1}: STAY_OVER_PLACES`] : [];
        });
        assert.deepEqual(outcome(checkHome(card, FILE)), expected);
      }),
      { numRuns: 60 },
    );
  });
});
